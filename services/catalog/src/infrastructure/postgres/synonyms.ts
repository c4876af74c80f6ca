import type { Sql } from '@haat/service-kit';
import type { SynonymStore } from '../../application/ports/synonyms.ts';

export const createSynonymStore = (sql: Sql): SynonymStore => ({
  async replace(groups, now) {
    await sql.query('UPDATE search_synonyms SET groups = $1, updated_at = $2', [JSON.stringify(groups), now]);
  },
  async all() {
    const [row] = await sql.query<{ groups: string[][]; updated_at: Date | null }>(
      'SELECT groups, updated_at FROM search_synonyms',
    );
    return { groups: row!.groups, updatedAt: row!.updated_at };
  },
});
