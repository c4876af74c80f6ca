import { describe, expect, it } from '@jest/globals';
import { differing, drawFigures } from '../src/console/figures.ts';
import { readArguments } from '../src/command-line.ts';

describe('the table of figures', () => {
  const sections = [
    {
      title: 'orders',
      figures: [
        { name: 'placed', recorded: '3', haat: '3' },
        { name: 'paid', recorded: '2', haat: '1', because: '1 charged + 0 dropped' },
      ],
    },
  ];

  it('says of every row whether both sides agree', () => {
    const drawn = drawFigures(sections);
    expect(drawn).toMatch(/placed .*3 .*3 .*ok/);
    expect(drawn).toMatch(/paid .*2 .*1 .*DIFFERS/);
    expect(drawn).toContain('1 charged + 0 dropped');
    expect(differing(sections).map(({ name }) => name)).toEqual(['paid']);
  });
});

describe('the command line', () => {
  const context = { usage: 'Usage: x', startedIn: '/home/user' };

  it('takes a path from where the user stood', () => {
    expect(readArguments(['../data', '--concurrency', '4'], context)).toEqual({ path: '/home/data', concurrency: 4 });
    expect(readArguments(['/data'], context)).toEqual({ path: '/data', concurrency: 16 });
  });

  it.each([[[]], [['a', 'b']], [['a', '--concurrency', '0']], [['a', '--concurrency', '257']], [['a', '--what']]])(
    'refuses %j',
    (argv) => {
      expect(() => readArguments(argv, context)).toThrow();
    },
  );
});
