import { describe, expect, it } from '@jest/globals';
import { misspeltBeginningsOf } from '../../src/infrastructure/search/spelling/beginnings.ts';
import { correctionsOf } from '../../src/infrastructure/search/spelling/spelling.ts';
import { Vocabulary } from '../../src/infrastructure/search/spelling/vocabulary.ts';

function vocabularyOf(...words: string[]): Vocabulary {
  const vocabulary = new Vocabulary();
  for (const word of words) vocabulary.add(word);
  return vocabulary;
}

const WORDS = vocabularyOf(
  'bicycle',
  'biscuits',
  'cemetery',
  'committee',
  'headphones',
  'iphone',
  'receive',
  'visited',
);
const firstOf = (typed: string): string | undefined => correctionsOf(WORDS, typed, 3)[0]?.word;

describe('corrections', () => {
  it.each([
    ['iphne', 'iphone'],
    ['ihpone', 'iphone'],
    ['iphoone', 'iphone'],
    ['hone', undefined],
    ['recieve', 'receive'],
    ['semetary', 'cemetery'],
    ['comittee', 'committee'],
    ['bycicle', 'bicycle'],
    ['biscutes', 'biscuits'],
    ['fisited', 'visited'],
    ['eadphones', 'headphones'],
    ['xylophone', undefined],
    ['', undefined],
    ['a'.repeat(400), undefined],
  ])('of %j begin with %j', (typed, right) => {
    expect(firstOf(typed)).toBe(right);
  });

  it('put the frequent word before the seldom one that is as near', () => {
    const words = vocabularyOf('lamb', 'lamp', 'lamp', 'lamp');
    expect(correctionsOf(words, 'lamq', 2).map(({ word }) => word)).toEqual(['lamp', 'lamb']);
  });

  it('are told of beginnings too', () => {
    expect(misspeltBeginningsOf(WORDS, 'hedph', 3).map(({ word }) => word)).toEqual(['headphones']);
    expect(misspeltBeginningsOf(WORDS, 'hed', 3)).toEqual([]);
  });

  it('do not know a word any more when its last document has gone', () => {
    const words = vocabularyOf('lamp', 'lamp');
    words.remove('lamp');
    expect(words.countOf('lamp')).toBe(1);
    words.remove('lamp');
    words.remove('lamp');
    expect([words.size, correctionsOf(words, 'lamo', 3)]).toEqual([0, []]);
  });
});

describe('a vocabulary', () => {
  it('keeps its words in order, however they come and go', () => {
    const words = vocabularyOf('pear', 'apple', 'fig', 'apricot');
    words.remove('fig');
    expect(words.words).toEqual(['apple', 'apricot', 'pear']);
    expect(words.beginningWith('ap', 10)).toEqual(['apple', 'apricot']);
    expect(words.beginningWith('ap', 1)).toEqual(['apple']);
    expect(words.beginningWith('z', 1)).toEqual([]);
  });
});
