import type { DomainEvent, RecordedEvent } from '@haat/domain';
import { decodeData, encodeData } from '../../domain/recorded-data.ts';
import type { Stream } from '../../domain/stream.ts';

/** A snapshot as it is stored: what never changes apart from what does, so that a change writes only the latter. */
export type Snapshot<Terms, Progress> = { readonly terms: Terms; readonly progress: Progress };

export type SnapshotRow = { version: number; terms: unknown; progress: unknown };

export const toStored = <Terms, Progress>(row: SnapshotRow): { state: Snapshot<Terms, Progress>; version: number } => ({
  state: { terms: decodeData<Terms>(row.terms), progress: decodeData<Progress>(row.progress) },
  version: row.version,
});

/** Rows of new events of many streams as one JSON parameter; null when there are none. */
export function eventRows<State, Event extends DomainEvent>(
  streams: readonly Stream<State, Event>[],
  idOf: (state: State) => string,
): string | null {
  const rows = streams.flatMap((stream) =>
    stream.changes.map(({ version, type, data, occurredAt, actor }: RecordedEvent<Event>) => ({
      id: idOf(stream.state),
      version,
      type,
      data,
      occurred_at: occurredAt,
      actor,
    })),
  );
  return rows.length === 0 ? null : encodeData(rows);
}

/** Streams that have changed, the new ones apart from those that were stored before. */
export function changed<State, Event extends DomainEvent>(streams: readonly Stream<State, Event>[]) {
  const touched = streams.filter((stream) => stream.changes.length > 0);
  return {
    added: touched.filter((stream) => stream.changes[0]!.version === 1),
    updated: touched.filter((stream) => stream.changes[0]!.version > 1),
  };
}

export const EVENT_COLUMNS = 'id uuid, version int, type text, data jsonb, occurred_at timestamptz, actor text';
