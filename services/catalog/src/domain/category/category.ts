import { DomainError } from '@haat/domain';

export const MAX_CATEGORY_DEPTH = 6;

export type Category = {
  readonly categoryId: string;
  readonly parentId: string | null;
  readonly slug: string;
  readonly name: string;
  /** Ids from the root down to the category itself; categories never move. */
  readonly path: readonly string[];
};

type NewCategory = Pick<Category, 'categoryId' | 'slug' | 'name'>;

/** A root, or a child of a category that is not too deep already. */
export function createCategory({ categoryId, slug, name }: NewCategory, parent: Category | null): Category {
  const path = [...(parent?.path ?? []), categoryId];
  if (path.length > MAX_CATEGORY_DEPTH) throw new CategoryTooDeep();
  return { categoryId, parentId: parent?.categoryId ?? null, slug, name, path };
}

export class CategoryTooDeep extends DomainError {
  constructor() {
    super('catalog.category_too_deep', 'rule_broken', `The tree has at most ${MAX_CATEGORY_DEPTH} levels.`, {
      field: 'parentId',
      rule: 'at_most',
      maximum: MAX_CATEGORY_DEPTH,
    });
  }
}

export class CategoryNotFound extends DomainError {
  constructor(field: 'categoryId' | 'parentId' = 'categoryId') {
    super('catalog.category_not_found', 'not_found', 'There is no such category.', { field, rule: 'exists' });
  }
}

export class SlugTaken extends DomainError {
  constructor() {
    super('catalog.slug_taken', 'conflict', 'Another category has this slug.', { field: 'slug', rule: 'unique' });
  }
}
