import { type ImportRow, type LineGroup, type Refusal, ROW_INVALID } from './import-row.ts';

const FIELDS = ['title', 'description', 'status', 'category', 'attributes'] as const;

/** What the lines of a product say of it, together. */
export type ProductFields = Pick<ImportRow, (typeof FIELDS)[number]>;

type Merged = {
  readonly rows: readonly ImportRow[];
  readonly fields: ProductFields;
  readonly disagreeing: readonly Refusal[];
};

/** The first line that says something of the product counts; a later one that says something else is refused. */
export function mergeProductFields({ lines }: LineGroup): Merged {
  const rows: ImportRow[] = [];
  const disagreeing: Refusal[] = [];
  let fields: ProductFields = { title: null, description: null, status: null, category: null, attributes: null };
  for (const read of lines) {
    if ('faults' in read) continue;
    const { row } = read;
    const field = FIELDS.find(
      (name) =>
        row[name] !== null && fields[name] !== null && JSON.stringify(row[name]) !== JSON.stringify(fields[name]),
    );
    if (field === undefined) {
      rows.push(row);
      fields = {
        title: fields.title ?? row.title,
        description: fields.description ?? row.description,
        status: fields.status ?? row.status,
        category: fields.category ?? row.category,
        attributes: fields.attributes ?? row.attributes,
      };
    } else {
      const message = 'An earlier line of the same product says something else.';
      disagreeing.push({ line: row.line, field, rule: 'same_in_product', code: ROW_INVALID, message });
    }
  }
  return { rows, fields, disagreeing };
}
