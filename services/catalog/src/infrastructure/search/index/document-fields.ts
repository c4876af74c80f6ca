import type { SearchDocument } from '../../../application/ports/search-index.ts';

/**
 * The fields of a document and what each is worth, chosen by measuring (docs/adr/0013-search-in-process.md). `kind` says
 * what a thing is, `identity` who made it and what they call it.
 */
export const FIELD_WEIGHTS = { title: 2.5, description: 1, kind: 1, identity: 1, attributes: 0.5 } as const;
export type Field = keyof typeof FIELD_WEIGHTS;
export const FIELDS = Object.keys(FIELD_WEIGHTS) as Field[];

/** How sellers of several languages name the attribute that says what a thing is … */
const KIND = /(?:^|[\s_])(?:product type|type|kind|category|tipo|categoria|typ|art|soort|catégorie)$/i;
/** … and those that say whose it is. */
const IDENTITY =
  /^(?:brand|manufacturer|maker|supplier|vendor|model|model (?:name|number)|name|series|part number|mpn|gtin|ean|isbn|author|artist|marca|fabricante|modelo|marke|hersteller|modell|marque|modèle|merk|ブランド|型番|ยี่ห้อ)$/i;

/** The texts of a document by field. */
export function fieldsOf(document: SearchDocument): Record<Field, string[]> {
  const fields: Record<Field, string[]> = {
    title: [document.title],
    description: document.description === '' ? [] : [document.description],
    kind: document.categories.map(({ name }) => name),
    identity: [...document.skus],
    attributes: [...document.options],
  };
  for (const [name, value] of Object.entries(document.attributes)) fields[fieldOf(name)].push(value);
  return fields;
}

function fieldOf(attribute: string): Field {
  if (KIND.test(attribute)) return 'kind';
  return IDENTITY.test(attribute) ? 'identity' : 'attributes';
}
