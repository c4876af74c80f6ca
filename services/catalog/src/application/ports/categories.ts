import type { Category } from '../../domain/category/category.ts';

export interface CategoryRepository {
  find(categoryId: string): Promise<Category | null>;
  /** @throws SlugTaken */
  insert(category: Category): Promise<void>;
  /** All of them, parents before children. */
  all(): Promise<Category[]>;
}
