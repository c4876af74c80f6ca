import type { Sql } from '@haat/service-kit';
import type { CategoryRepository } from '../../application/ports/categories.ts';
import type { Category } from '../../domain/category/category.ts';
import { heldByDatabase } from './violations.ts';

const COLUMNS = 'category_id, parent_id, slug, name, path';
const FIND = `SELECT ${COLUMNS} FROM category WHERE category_id = $1`;
const ALL = `SELECT ${COLUMNS} FROM category ORDER BY cardinality(path), slug`;
const INSERT = `INSERT INTO category (${COLUMNS}) VALUES ($1, $2, $3, $4, $5)`;

type CategoryRow = { category_id: string; parent_id: string | null; slug: string; name: string; path: string[] };

export function createCategoryRepository(sql: Sql): CategoryRepository {
  return {
    async find(categoryId) {
      const [row] = await sql.query<CategoryRow>(FIND, [categoryId]);
      return row === undefined ? null : toCategory(row);
    },
    async insert({ categoryId, parentId, slug, name, path }) {
      await heldByDatabase(sql.query(INSERT, [categoryId, parentId, slug, name, path]));
    },
    all: async () => (await sql.query<CategoryRow>(ALL)).map(toCategory),
  };
}

const toCategory = (row: CategoryRow): Category => ({
  categoryId: row.category_id,
  parentId: row.parent_id,
  slug: row.slug,
  name: row.name,
  path: row.path,
});
