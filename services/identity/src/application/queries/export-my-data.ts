import type { Clock } from '@haat/domain';
import { ExportTooLarge, ExportUnavailable } from '../../domain/index.ts';
import type { PersonalData, PersonalDataPage, PersonalRecord } from '../ports/personal-data.ts';

type Deps = { readonly personalData: PersonalData; readonly clock: Clock };

/** More than the busiest buyer has; what is beyond it does not fit into one answer. */
export const MAX_EXPORTED_RECORDS = 50_000;

export type MyData = {
  readonly exportedAt: Date;
  readonly userId: string;
  readonly contexts: Readonly<Record<string, readonly PersonalRecord[]>>;
};

/** Everything that is kept of a person, from every context. One that is away makes the whole thing wait: half is wrong. */
export const exportMyData =
  ({ personalData, clock }: Deps) =>
  async (userId: string): Promise<MyData> => {
    const contexts: Record<string, readonly PersonalRecord[]> = {};
    let left = MAX_EXPORTED_RECORDS;
    for (const context of personalData.contexts) {
      const records = await recordsOf(personalData, { context, userId, atMost: left });
      contexts[context] = records;
      left -= records.length;
    }
    return { exportedAt: clock.now(), userId, contexts };
  };

type Wanted = { readonly context: string; readonly userId: string; readonly atMost: number };

async function recordsOf(personalData: PersonalData, { context, userId, atMost }: Wanted): Promise<PersonalRecord[]> {
  const records: PersonalRecord[] = [];
  let cursor: string | null = null;
  do {
    const page: PersonalDataPage = await personalData.page(context, userId, cursor).catch((): never => {
      throw new ExportUnavailable(context);
    });
    records.push(...page.records);
    if (records.length > atMost) throw new ExportTooLarge(MAX_EXPORTED_RECORDS);
    cursor = page.nextCursor;
  } while (cursor !== null);
  return records;
}
