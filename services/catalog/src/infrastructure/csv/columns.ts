export const OPTION_COUNT = 5;
const OPTIONS = Array.from({ length: OPTION_COUNT }, (_, index) => index + 1);

/** The columns of a file, in the order in which they are written. */
export const COLUMNS: readonly string[] = [
  'handle',
  'title',
  'description',
  'category',
  'status',
  'attributes',
  ...OPTIONS.flatMap((number) => [`option${number}_name`, `option${number}_value`]),
  'sku',
  'price',
  'currency',
  'shipping',
  'weight_grams',
];

export const NEEDED: readonly string[] = ['handle', 'sku', 'price'];
