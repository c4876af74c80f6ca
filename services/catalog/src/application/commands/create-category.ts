import type { Ids, Intent } from '@haat/domain';
import { type Category, CategoryNotFound, createCategory } from '../../domain/category/category.ts';
import type { UnitOfWork } from '../ports/unit-of-work.ts';

export type CreateCategory = { readonly parentId: string | null; readonly slug: string; readonly name: string };

/** Adds a category to the tree. */
export function createCreateCategory({ unitOfWork, ids }: { unitOfWork: UnitOfWork; ids: Ids }) {
  return ({ parentId, slug, name }: CreateCategory, intent: Intent): Promise<Category> => {
    const categoryId = ids.next();
    return unitOfWork.run(intent, async ({ categories }) => {
      const parent = parentId === null ? null : await categories.find(parentId);
      if (parentId !== null && parent === null) throw new CategoryNotFound('parentId');
      const category = createCategory({ categoryId, slug, name }, parent);
      await categories.insert(category);
      return category;
    });
  };
}
