import { describe, expect, it } from '@jest/globals';
import { lineFrom, type UciLine } from '../src/uci/lines.ts';
import { planUciListings } from '../src/uci/plan-listings.ts';
import { planImport } from '../src/uci/plan-returns.ts';
import { planCarts } from '../src/uci/plan-sales.ts';

const ROW = {
  lineNumber: 2,
  InvoiceNo: '536365',
  StockCode: '85123A',
  Description: 'HEART',
  Quantity: '6',
  InvoiceDate: '2010-12-01 08:26',
  UnitPrice: '2.55',
  CustomerID: '17850',
  Country: 'United Kingdom',
};

const aLine = (part: Partial<typeof ROW> = {}): UciLine => lineFrom({ ...ROW, ...part });
const rulesOf = (part: Partial<typeof ROW>): string[] =>
  aLine(part).breaches.map(({ field, rule }) => `${field} ${rule}`);

describe('which lines are good', () => {
  it('takes a sale', () => expect(rulesOf({})).toEqual([]));
  it('takes a sale to a guest', () => expect(rulesOf({ CustomerID: '' })).toEqual([]));
  it('takes a cancellation of a customer', () => expect(rulesOf({ InvoiceNo: 'C536379', Quantity: '-1' })).toEqual([]));

  it.each([
    [{ Quantity: '0' }, ['Quantity positive']],
    [{ Quantity: '-10', UnitPrice: '0' }, ['Quantity positive', 'UnitPrice positive']],
    [{ Quantity: '1.5' }, ['Quantity whole_number']],
    [{ UnitPrice: '-11062.06', InvoiceNo: 'A563185' }, ['InvoiceNo sale_or_cancellation', 'UnitPrice positive']],
    [{ UnitPrice: '0.001' }, ['UnitPrice two_decimals']],
    [{ UnitPrice: 'free' }, ['UnitPrice decimal_number']],
    [{ InvoiceNo: 'C1', Quantity: '1' }, ['Quantity negative']],
    [{ InvoiceNo: 'C1', Quantity: '-1', CustomerID: '' }, ['CustomerID known_for_a_return']],
    [{ InvoiceDate: 'yesterday' }, ['InvoiceDate date_and_time']],
    [{ StockCode: ' ' }, ['StockCode required']],
  ])('refuses %j', (part, rules) => expect(rulesOf(part)).toEqual(rules));

  it('reads the date of the original workbook too, and codes without their case', () => {
    expect(aLine({ InvoiceDate: '12/1/2010 8:26', StockCode: '85123a', CustomerID: '17850.0' })).toMatchObject({
      at: '2010-12-01 08:26',
      stockCode: '85123A',
      customerId: '17850',
    });
  });
});

describe('carts', () => {
  it('makes one line of the same code and price', () => {
    const [cart, ...others] = planCarts([aLine(), aLine({ StockCode: '85123a' }), aLine({ UnitPrice: '2.95' })]);
    expect(others).toEqual([]);
    expect(cart!.lines.map(({ offer, quantity }) => [offer.priceMinor, quantity])).toEqual([
      [255n, 12],
      [295n, 6],
    ]);
  });

  it('splits at 100 lines and at 10,000 units a line, and loses nothing', () => {
    const hundred = Array.from({ length: 100 }, (_none, index) => aLine({ StockCode: `A${index}` }));
    expect(planCarts(hundred)).toHaveLength(1);
    expect(planCarts([...hundred, aLine({ StockCode: 'B' })]).map(({ key, lines }) => [key, lines.length])).toEqual([
      ['536365', 100],
      ['536365-2', 1],
    ]);
    expect(planCarts([aLine({ Quantity: '10000' })])).toHaveLength(1);
    expect(planCarts([aLine({ Quantity: '74215' })]).map(({ lines }) => lines[0]!.quantity)).toEqual([
      ...Array.from({ length: 7 }, () => 10_000),
      4215,
    ]);
  });
});

describe('cancellations', () => {
  const cancellation = (part: Partial<typeof ROW>) =>
    aLine({ InvoiceNo: 'C1', InvoiceDate: '2010-12-09 09:00', ...part });

  it('come back from the latest sale first', () => {
    const later = aLine({ InvoiceNo: '536400', InvoiceDate: '2010-12-02 10:00' });
    const { returns, refused } = planImport([aLine(), later, cancellation({ Quantity: '-8' })]);
    expect(refused).toEqual([]);
    expect(returns.map(({ cartKey, quantity }) => [cartKey, quantity])).toEqual([
      ['536400', 6],
      ['536365', 2],
    ]);
  });

  it.each([
    ['more units than are left', { Quantity: '-7' }],
    ['another customer', { Quantity: '-1', CustomerID: '1' }],
    ['another price', { Quantity: '-1', UnitPrice: '2.56' }],
    ['a sale that comes later', { Quantity: '-1', InvoiceDate: '2010-11-01 09:00' }],
  ])('of %s are refused', (_what, part) => {
    const { returned, refused } = planImport([aLine(), cancellation(part)]);
    expect(returned).toEqual([]);
    expect(refused).toMatchObject([{ breaches: [{ field: 'StockCode', rule: 'sale_to_return' }] }]);
  });

  it('of the same units twice are refused the second time', () => {
    expect(planImport([aLine(), cancellation({ Quantity: '-4' }), cancellation({ Quantity: '-4' })])).toMatchObject({
      returned: [{}],
      refused: [{}],
    });
  });
});

describe('listings', () => {
  it('give each code one product, and each price a SKU that no other has', () => {
    const [listing, other] = planUciListings([
      aLine(),
      aLine({ UnitPrice: '2.95', Description: '' }),
      aLine({ StockCode: 'BANK CHARGES' }),
    ]);
    expect(listing).toMatchObject({
      title: 'HEART',
      variants: [
        { sku: 'U85123A-255', units: 6 },
        { sku: 'U85123A-295', units: 6 },
      ],
    });
    expect(other!.variants[0]!.sku).toMatch(/^[A-Za-z0-9][A-Za-z0-9._-]{0,79}$/);
  });
});
