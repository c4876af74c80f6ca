/** Rows of one key after the other, as arrays; the stream must be ordered by the key. */
export async function* grouped<Row>(
  stream: AsyncIterable<Row>,
  keyOf: (row: Row) => string,
): AsyncGenerator<Row[], void, undefined> {
  let group: Row[] = [];
  for await (const row of stream) {
    if (group.length > 0 && keyOf(group[0]!) !== keyOf(row)) {
      yield group;
      group = [];
    }
    group.push(row);
  }
  if (group.length > 0) yield group;
}

export type Pair<Left, Right> = { readonly key: string; readonly left: Left | null; readonly right: Right | null };

/**
 * Lays two streams side by side by their keys, which must be unique in each and ascending as text (identifiers are). What
 * one of them lacks is null there. Neither is ever held in memory as a whole.
 */
export async function* sideBySide<Left, Right>(
  leftStream: AsyncIterable<Left>,
  rightStream: AsyncIterable<Right>,
  keys: { readonly left: (row: Left) => string; readonly right: (row: Right) => string },
): AsyncGenerator<Pair<Left, Right>, void, undefined> {
  const lefts = leftStream[Symbol.asyncIterator]();
  const rights = rightStream[Symbol.asyncIterator]();
  try {
    let left = await lefts.next();
    let right = await rights.next();
    while (!left.done || !right.done) {
      const leftKey = left.done ? null : keys.left(left.value);
      const rightKey = right.done ? null : keys.right(right.value);
      const key = rightKey === null || (leftKey !== null && leftKey <= rightKey) ? leftKey! : rightKey;
      yield {
        key,
        left: key === leftKey && !left.done ? left.value : null,
        right: key === rightKey && !right.done ? right.value : null,
      };
      if (key === leftKey) left = await lefts.next();
      if (key === rightKey) right = await rights.next();
    }
  } finally {
    await lefts.return?.();
    await rights.return?.();
  }
}

/** Makes one ascending stream of several ascending ones. */
export async function* inOneOrder<Row>(
  streams: readonly AsyncIterable<Row>[],
  keyOf: (row: Row) => string,
): AsyncGenerator<Row, void, undefined> {
  const iterators = streams.map((stream) => stream[Symbol.asyncIterator]());
  try {
    const heads: IteratorResult<Row>[] = [];
    for (const iterator of iterators) heads.push(await iterator.next());
    for (;;) {
      let least = -1;
      for (const [index, head] of heads.entries()) {
        if (!head.done && (least === -1 || keyOf(head.value) < keyOf(heads[least]!.value as Row))) least = index;
      }
      if (least === -1) return;
      yield heads[least]!.value as Row;
      heads[least] = await iterators[least]!.next();
    }
  } finally {
    for (const iterator of iterators) await iterator.return?.();
  }
}
