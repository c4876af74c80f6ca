/** What the seeded marketplace is made of. Everything here is invented for it. */

export const DEMO_PASSWORD = 'haat-demo';

export type DemoAccount = {
  readonly email: string;
  readonly displayName: string;
  readonly role: 'admin' | 'seller' | 'buyer';
};

export const DEMO_ACCOUNTS: readonly DemoAccount[] = [
  { email: 'admin@haat.example', displayName: 'Amina Rahman', role: 'admin' },
  { email: 'seller.nadia@haat.example', displayName: 'Nadia Karim', role: 'seller' },
  { email: 'seller.tom@haat.example', displayName: 'Tom Becker', role: 'seller' },
  { email: 'seller.ines@haat.example', displayName: 'Inês Duarte', role: 'seller' },
  { email: 'seller.li@haat.example', displayName: 'Li Wen', role: 'seller' },
  { email: 'buyer.ada@haat.example', displayName: 'Ada Okafor', role: 'buyer' },
  { email: 'buyer.ben@haat.example', displayName: 'Ben Larsen', role: 'buyer' },
  { email: 'buyer.chen@haat.example', displayName: 'Chen Yu', role: 'buyer' },
  { email: 'buyer.dora@haat.example', displayName: 'Dora Novak', role: 'buyer' },
];

export type SeedStore = {
  readonly slug: string;
  readonly name: string;
  readonly owner: string;
  readonly currency: string;
  readonly country: string;
  readonly city: string;
  readonly description: string;
  readonly category: readonly [slug: string, name: string];
  /** Five kinds of goods; each comes in five makes, which gives 25 products a store. */
  readonly goods: readonly (readonly [noun: string, priceMinor: number, weightGrams: number])[];
  readonly makes: readonly string[];
  readonly option?: { readonly name: string; readonly values: readonly string[] };
};

export const SEED_STORES: readonly SeedStore[] = [
  {
    slug: 'lantern-ceramics',
    name: 'Lantern Ceramics',
    owner: 'seller.nadia@haat.example',
    currency: 'EUR',
    country: 'PT',
    city: 'Caldas da Rainha',
    description: 'Stoneware thrown and glazed by hand.',
    category: ['home-kitchen', 'Home & Kitchen'],
    goods: [
      ['Mug', 1850, 380],
      ['Dinner Plate', 2400, 720],
      ['Ramen Bowl', 2900, 640],
      ['Teapot', 5900, 1100],
      ['Vase', 4500, 1500],
    ],
    makes: ['Ash Glaze', 'Celadon', 'Speckled', 'Midnight Blue', 'Terracotta'],
  },
  {
    slug: 'northline-outdoor',
    name: 'Northline Outdoor',
    owner: 'seller.tom@haat.example',
    currency: 'EUR',
    country: 'DE',
    city: 'Kiel',
    description: 'Gear for wet, windy and wonderful days.',
    category: ['outdoor', 'Outdoor'],
    goods: [
      ['Rain Jacket', 12900, 480],
      ['Daypack', 8900, 900],
      ['Merino Base Layer', 6900, 220],
      ['Trekking Poles', 7900, 520],
      ['Dry Bag', 2900, 180],
    ],
    makes: ['Fjord', 'Skerry', 'Moor', 'Tundra', 'Gale'],
    option: { name: 'Size', values: ['S', 'M', 'L'] },
  },
  {
    slug: 'papel-and-ink',
    name: 'Papel & Ink',
    owner: 'seller.ines@haat.example',
    currency: 'EUR',
    country: 'PT',
    city: 'Porto',
    description: 'Notebooks, pens and paper worth writing on.',
    category: ['stationery', 'Stationery'],
    goods: [
      ['Notebook', 1490, 260],
      ['Fountain Pen', 4900, 60],
      ['Ink Bottle', 1290, 180],
      ['Letter Set', 1190, 210],
      ['Desk Calendar', 1690, 320],
    ],
    makes: ['Ribeira', 'Douro', 'Azulejo', 'Atlantic', 'Cork'],
  },
  {
    slug: 'little-orbit',
    name: 'Little Orbit Toys',
    owner: 'seller.tom@haat.example',
    currency: 'EUR',
    country: 'DE',
    city: 'Nürnberg',
    description: 'Wooden toys that outlive their first owner.',
    category: ['toys', 'Toys'],
    goods: [
      ['Marble Run', 5490, 2100],
      ['Stacking Tower', 1990, 640],
      ['Train Set', 6990, 2600],
      ['Puzzle', 1590, 500],
      ['Pull-Along Animal', 2290, 420],
    ],
    makes: ['Comet', 'Moon', 'Saturn', 'Star', 'Rocket'],
  },
  {
    slug: 'verde-pantry',
    name: 'Verde Pantry',
    owner: 'seller.ines@haat.example',
    currency: 'EUR',
    country: 'PT',
    city: 'Évora',
    description: 'Oils, preserves and coffee from small growers.',
    category: ['food', 'Food & Drink'],
    goods: [
      ['Olive Oil 500 ml', 1490, 980],
      ['Fig Preserve', 690, 340],
      ['Coffee Beans 250 g', 1090, 260],
      ['Sea Salt', 490, 300],
      ['Honey', 890, 520],
    ],
    makes: ['Early Harvest', 'Mountain', 'Heritage', 'Smoked', 'Reserve'],
  },
  {
    slug: 'circuit-corner',
    name: 'Circuit Corner',
    owner: 'seller.li@haat.example',
    currency: 'USD',
    country: 'US',
    city: 'Portland',
    description: 'Small electronics that can be opened and mended.',
    category: ['electronics', 'Electronics'],
    goods: [
      ['Desk Lamp', 5900, 1200],
      ['Wireless Keyboard', 8900, 740],
      ['USB-C Hub', 4900, 120],
      ['Bluetooth Speaker', 7900, 860],
      ['Power Bank', 3900, 340],
    ],
    makes: ['Mk I', 'Mk II', 'Slim', 'Pro', 'Field'],
  },
  {
    slug: 'thread-and-tide',
    name: 'Thread & Tide',
    owner: 'seller.nadia@haat.example',
    currency: 'USD',
    country: 'US',
    city: 'Savannah',
    description: 'Plain clothes in good cloth.',
    category: ['clothing', 'Clothing'],
    goods: [
      ['Linen Shirt', 7900, 260],
      ['Canvas Trousers', 9900, 520],
      ['Wool Sweater', 12900, 480],
      ['Cotton Tee', 3400, 180],
      ['Chore Coat', 15900, 900],
    ],
    makes: ['Sand', 'Indigo', 'Olive', 'Charcoal', 'Rust'],
    option: { name: 'Size', values: ['S', 'M', 'L', 'XL'] },
  },
  {
    slug: 'som-da-terra',
    name: 'Som da Terra',
    owner: 'seller.li@haat.example',
    currency: 'BRL',
    country: 'BR',
    city: 'Salvador',
    description: 'Instruments from the workshops of Bahia.',
    category: ['music', 'Music'],
    goods: [
      ['Pandeiro', 28900, 600],
      ['Berimbau', 34900, 1400],
      ['Cavaquinho', 89900, 1100],
      ['Agogô', 15900, 500],
      ['Atabaque', 129900, 9000],
    ],
    makes: ['Classic', 'Workshop', 'Travel', 'Stage', 'Student'],
  },
];
