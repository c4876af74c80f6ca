import type pg from 'pg';

type Corkable = { readonly connection: { readonly stream: { cork(): void; uncork(): void } } };

/**
 * Holds what a connection writes until the current turn of the event loop ends, so that statements of one turn leave in
 * one system call. A write that wakes PostgreSQL's process costs more than the statement it carries.
 */
export function corkForThisTurn(client: pg.ClientBase): void {
  const { stream } = (client as unknown as Corkable).connection;
  stream.cork();
  process.nextTick(() => stream.uncork());
}
