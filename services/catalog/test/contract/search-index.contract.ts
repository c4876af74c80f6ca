import { beforeEach, describe, expect, it } from '@jest/globals';
import type { SearchIndex } from '../../src/application/ports/search-index.ts';
import { OTHER_STORE, uuid } from '../builders/catalog.ts';
import { aQuery, found, numberOf, put } from '../builders/search.ts';

const PHONES = { categoryId: uuid(1, 6), name: 'Phones' };
const CASES = { categoryId: uuid(2, 6), name: 'Phone cases' };
const HOSTILE = [
  '',
  ' ',
  '\u0000',
  '\ud800',
  '%',
  '*',
  '\\',
  "' OR 1=1 --",
  '"',
  '((((',
  '[a-z]+$',
  '__proto__',
  'constructor',
  'toString',
  '👩‍👩‍👧‍👦',
  'ﷺ',
  '田中さん',
  'ไทย',
  'Z̷̡̛a̸l̵g̶o̷',
  'a'.repeat(500),
  'a '.repeat(250),
  '1'.repeat(400),
];

/** What every index must do, whatever is behind it. `settle` waits until what was applied is found. */
export function searchIndexContract(name: string, create: () => Promise<SearchIndex>): void {
  describe(`${name} as a search index`, () => {
    let index: SearchIndex;
    beforeEach(async () => {
      index = await create();
    });

    describe('words', () => {
      it.each([
        ['a word in another case', 'IPHONE'],
        ['a letter left out', 'iPhne'],
        ['two letters swapped', 'ihpone'],
        ['a letter too many', 'iphonee'],
        ['a beginning', 'ipho'],
        ['a plural', 'iphones'],
        ['several words in any order', 'pro iphone'],
        ['its number', 'sku-1'],
      ])('finds by %s', async (_, text) => {
        await put(index, { title: 'Apple iPhone 15 Pro' }, { title: 'Samsung Galaxy S24' });
        expect(await found(index, text)).toEqual([1]);
      });

      it('finds without accents what is written with them, and the other way round', async () => {
        await put(index, { title: 'Café crème' }, { title: 'Cafe bar' });
        expect((await found(index, 'café')).sort()).toEqual([1, 2]);
        expect(await found(index, 'creme')).toEqual([1]);
      });

      it('takes a number and its unit for one, with or without a space', async () => {
        await put(index, { title: 'Stick 64 GB' }, { title: 'Stick 128GB' }, { title: 'Stick 64 pages' });
        expect(await found(index, 'stick 64gb')).toEqual([1]);
        expect(await found(index, 'stick 128 gb')).toEqual([2]);
      });

      it('finds in scripts that write without spaces', async () => {
        await put(index, { title: '東京タワーの模型' }, { title: 'เสื้อผ้าไหมไทย' });
        expect(await found(index, 'タワー')).toEqual([1]);
        expect(await found(index, 'ผ้าไหม')).toEqual([2]);
      });

      it('knows other forms of a word in its language, and by itself those of a word that it does not know', async () => {
        await put(index, { title: 'Cartão de memória' }, { title: 'Luz' }, { title: 'Knife' });
        expect(await found(index, 'cartões', { language: 'pt-BR' })).toEqual([1]);
        expect(await found(index, 'luces', { language: 'es' })).toEqual([2]);
        expect(await found(index, 'knives')).toEqual([3]);
      });

      it('does not insist on words that only join others', async () => {
        await put(index, { title: 'iPhone case' }, { title: 'Case' });
        expect(await found(index, 'a case for the iPhone')).toEqual([1]);
        expect(await found(index, 'capa para iphone case', { language: 'pt' })).toEqual([1]);
      });

      it('wants all words, and when nothing has them all, most of them', async () => {
        await put(index, { title: 'Red shirt' }, { title: 'Red trousers' }, { title: 'Blue shirt' });
        expect(await found(index, 'red shirt')).toEqual([1]);
        expect(await found(index, 'red shirt silk')).toEqual([1]);
      });

      it('finds nothing by what nothing is called', async () => {
        await put(index, { title: 'Red shirt' });
        expect(await found(index, 'xylophone')).toEqual([]);
      });
    });

    describe('order', () => {
      it('puts a title before a description', async () => {
        await put(index, { title: 'Chair', description: 'Goes with any lamp' }, { title: 'Lamp' });
        expect(await found(index, 'lamp')).toEqual([2, 1]);
      });

      it('puts what sells and pleases before what fits as well', async () => {
        await put(index, { title: 'Lamp' }, { title: 'Lamp', unitsSold: 50 }, { title: 'Lamp' });
        expect(await found(index, 'lamp')).toEqual([2, 3, 1]);
        await put(index, { title: 'Lamp', rating: { sum: 100, count: 20 } }, { title: 'Lamp' }, { title: 'Lamp' });
        expect((await found(index, 'lamp'))[0]).toBe(1);
      });

      it('sorts by price, age, rating and sales', async () => {
        await put(
          index,
          { priceFromMinor: 300n, rating: { sum: 8, count: 2 } },
          { priceFromMinor: 100n, rating: { sum: 5, count: 1 } },
          { priceFromMinor: 200n, unitsSold: 9 },
        );
        expect(await found(index, 'thing', { sort: 'price_asc' })).toEqual([2, 3, 1]);
        expect(await found(index, 'thing', { sort: 'price_desc' })).toEqual([1, 3, 2]);
        expect(await found(index, 'thing', { sort: 'newest' })).toEqual([3, 2, 1]);
        expect(await found(index, 'thing', { sort: 'rating' })).toEqual([2, 1, 3]);
        expect((await found(index, 'thing', { sort: 'popular' }))[0]).toBe(3);
      });

      it.each(['relevance', 'newest', 'price_asc', 'rating'] as const)(
        'pages through %s without a gap or a repetition',
        async (sort) => {
          const many = Array.from({ length: 23 }, (_, at) => ({
            title: 'Lamp',
            priceFromMinor: BigInt(100 + (at % 3)),
          }));
          await put(index, ...many);
          const seen: number[] = [];
          for (let after = null as Awaited<ReturnType<SearchIndex['search']>>['next'], first = true; first || after;) {
            const answer = await index.search(aQuery('lamp', { sort, limit: 5, after }));
            seen.push(...answer.hits.map(({ productId }) => numberOf(productId)));
            [after, first] = [answer.next, false];
          }
          expect([...seen].sort((a, b) => a - b)).toEqual(many.map((_, at) => at + 1));
        },
      );
    });

    describe('filters and facets', () => {
      beforeEach(() =>
        put(
          index,
          { title: 'Phone', categories: [PHONES], attributes: { Colour: 'Red' }, priceFromMinor: 50_000n },
          {
            title: 'Phone',
            categories: [PHONES],
            attributes: { Colour: 'Blue' },
            storeId: OTHER_STORE,
            currency: 'JPY',
          },
          {
            title: 'Phone case',
            categories: [PHONES, CASES],
            attributes: { Colour: 'red' },
            inStock: false,
            rating: { sum: 9, count: 2 },
          },
        ),
      );

      it('keeps to all filters at once', async () => {
        const by = async (filters: object) => (await found(index, 'phone', { filters })).sort();
        expect(await by({ categoryId: CASES.categoryId })).toEqual([3]);
        expect(await by({ categoryId: PHONES.categoryId })).toEqual([1, 2, 3]);
        expect(await by({ storeId: OTHER_STORE })).toEqual([2]);
        expect(await by({ inStock: false })).toEqual([3]);
        expect(await by({ minRating: 4 })).toEqual([3]);
        expect(await by({ minRating: 5 })).toEqual([]);
        expect(await by({ currency: 'EUR', priceFromMinor: 2_000n })).toEqual([1]);
        expect(await by({ currency: 'EUR', priceToMinor: 1_000n })).toEqual([3]);
        expect(await by({ attributes: ['Colour=Red'] })).toEqual([1, 3]);
        expect(await by({ attributes: ['Colour=Red', 'Colour=Blue'], inStock: true })).toEqual([1, 2]);
        expect(await by({ attributes: ['Size=M'] })).toEqual([]);
      });

      it('counts each choice as if it were the only one of its kind', async () => {
        const { facets, total } = await index.search(
          aQuery('phone', { filters: { attributes: ['Colour=Blue'], inStock: true } }),
        );
        expect(total).toBe(1);
        const [colour] = facets.attributes;
        expect(colour).toEqual({
          name: 'Colour',
          values: [
            { value: 'Blue', filter: 'Colour=Blue', count: 1 },
            { value: 'Red', filter: 'Colour=Red', count: 1 },
          ],
        });
        expect(facets.stores).toEqual([{ storeId: OTHER_STORE, count: 1 }]);
      });

      it('counts categories with what lies below, prices by currency, ratings and stock', async () => {
        const { facets } = await index.search(aQuery(''));
        expect(facets.categories).toEqual([
          { categoryId: PHONES.categoryId, count: 3 },
          { categoryId: CASES.categoryId, count: 1 },
        ]);
        expect(facets.ratings).toEqual([4, 3, 2, 1].map((minRating) => ({ minRating, count: 1 })));
        expect(facets.inStock).toBe(2);
        const euros = facets.prices.filter(({ currency }) => currency === 'EUR');
        expect(euros.reduce((sum, { count }) => sum + count, 0)).toBe(2);
      });
    });

    describe('help', () => {
      it('marks what was found, also where it was misspelt', async () => {
        await put(index, { title: 'Apple iPhone', description: 'The phone. An iPhone is a phone.' });
        const { hits, correctedQuery } = await index.search(aQuery('iphne'));
        expect(correctedQuery).toBe('iphone');
        const marked = hits[0]!.highlights.map(({ field, fragments }) => [
          field,
          fragments.flatMap(({ text, ranges }) => ranges.map(({ start, end }) => text.slice(start, end))),
        ]);
        expect(marked).toEqual([
          ['title', ['iPhone']],
          ['description', ['iPhone']],
        ]);
      });

      it('asks whether a frequent word was meant by a seldom one that it found', async () => {
        const many = Array.from({ length: 120 }, () => ({ title: 'Red lantern' }));
        await put(index, ...many, { title: 'Blue lanterm' });
        const { didYouMean, correctedQuery } = await index.search(aQuery('lanterm'));
        expect({ didYouMean, correctedQuery }).toEqual({ didYouMean: 'lantern', correctedQuery: null });
      });

      it('corrects nothing that is right', async () => {
        await put(index, { title: 'Red lantern' });
        const { didYouMean, correctedQuery } = await index.search(aQuery('red lantern'));
        expect({ didYouMean, correctedQuery }).toEqual({ didYouMean: null, correctedQuery: null });
      });

      it('holds words and phrases that were set to mean the same', async () => {
        await put(index, { title: 'Notebook' }, { title: 'Mobile phone' }, { title: 'Cell tower' });
        await index.useSynonyms([
          ['laptop', 'notebook'],
          ['mobile phone', 'cell phone', 'smartphone'],
        ]);
        expect(await found(index, 'laptops')).toEqual([1]);
        expect(await found(index, 'smartphone')).toEqual([2]);
        expect(await found(index, 'cell phone')).toEqual([2]);
        await index.useSynonyms([]);
        expect(await found(index, 'smartphone')).toEqual([]);
      });

      it('completes words, with those before them in view, and shows products and categories', async () => {
        await put(
          index,
          { title: 'Docking station', categories: [PHONES] },
          { title: 'Docking station black', categories: [PHONES] },
          { title: 'Stapler' },
          { title: 'Stapler' },
          { title: 'Stapler' },
        );
        const texts = async (text: string) =>
          (await index.suggest({ text, limit: 5 })).completions.map((completion) => completion.text);
        expect((await texts('st'))[0]).toBe('stapler');
        expect((await texts('docking st'))[0]).toBe('docking station');
        expect(await texts('dokc')).toContain('docking');
        const { products, categories, completions } = await index.suggest({ text: 'dock', limit: 5 });
        expect(products.map(({ productId }) => numberOf(productId)).sort()).toEqual([1, 2]);
        expect(products[0]!.ranges).toEqual([{ start: 0, end: 4 }]);
        expect(completions[0]!.ranges).toEqual([{ start: 0, end: 4 }]);
        expect(categories).toEqual([{ ...PHONES, count: 2 }]);
      });

      it('finds what is like a product, those of its category first', async () => {
        await put(
          index,
          { title: 'Leather phone case', categories: [CASES] },
          { title: 'Silicone phone case', categories: [CASES] },
          { title: 'Leather shoes' },
          { title: 'Garden hose' },
        );
        const related = await index.related(uuid(1, 5), 10);
        expect(related.map(numberOf)).toEqual([2, 3]);
        expect(await index.related(uuid(99, 5), 10)).toEqual([]);
      });
    });

    describe('changes', () => {
      it('takes the later of two, and forgets what is removed', async () => {
        await put(index, { title: 'Red shirt' });
        await put(index, { title: 'Green hat', attributes: { Colour: 'Green' } });
        expect(await found(index, 'shirt')).toEqual([]);
        expect(await found(index, 'hat')).toEqual([1]);
        const removal = { kind: 'remove', productId: uuid(1, 5) } as const;
        await index.apply([removal, removal]);
        expect(await found(index, 'hat')).toEqual([]);
        expect(await found(index, '')).toEqual([]);
        expect((await index.suggest({ text: 'ha', limit: 5 })).completions).toEqual([]);
      });

      it('shows new prices, stock and sales of an unchanged text', async () => {
        await put(index, { title: 'Lamp' }, { title: 'Lamp' });
        await put(index, { title: 'Lamp', priceFromMinor: 1n, inStock: false, unitsSold: 5 });
        expect(await found(index, 'lamp', { sort: 'price_asc' })).toEqual([1, 2]);
        expect(await found(index, 'lamp', { filters: { inStock: true } })).toEqual([2]);
        expect(await found(index, 'lamp')).toEqual([1, 2]);
      });
    });

    it.each(HOSTILE)('survives %j', async (text) => {
      await put(index, { title: text }, { title: 'Lamp', attributes: { [text]: text } });
      await index.useSynonyms([[text, 'lamp']]);
      await index.search(aQuery(text, { filters: { attributes: [`${text}=${text}`] } }));
      await index.search(aQuery(text));
      await index.suggest({ text, limit: 10 });
      expect(await found(index, 'lamp')).toContain(2);
      await put(index, { title: 'Lamp' });
    });
  });
}
