import { describe, expect, it } from '@jest/globals';
import { widthsOf } from './media.ts';

describe('the widths of a picture', () => {
  it.each([
    [1, [1]],
    [160, [160]],
    [161, [160, 161]],
    [500, [160, 320, 500]],
    [1280, [160, 320, 640, 1280]],
    [1281, [160, 320, 640, 1280]],
    [9000, [160, 320, 640, 1280]],
  ])('of %i pixels are %j, none wider than it is', (width, widths) => {
    expect(widthsOf(width)).toEqual(widths);
  });
});
