import type { Clock } from '@haat/domain';
import { coalesce, type Database } from '@haat/service-kit';
import { answerOf, type ChargeAnswer, type ChargeRequest, type ChargeRow, webhookBodyOf } from './charge.ts';
import { type Delivery, LEASE_MS } from './delivery.ts';
import { DECLINE_CODE, scriptOf } from './script.ts';

export class SimulatorFault extends Error {
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

/** New charges with their webhooks in one statement: both are there after a crash, or neither. */
const CHARGE = `
WITH made AS (
  INSERT INTO charge (key, reference, method, token, amount_minor, currency, status, decline_code, charged_at)
  SELECT key, reference, method, token, amount_minor, currency, status, decline_code, $3 FROM json_to_recordset($1::json)
    AS given (key uuid, reference uuid, method text, token text, amount_minor bigint, currency text, status text, decline_code text)
  ON CONFLICT (key) DO NOTHING RETURNING key
), queued AS (
  INSERT INTO webhook_delivery (charge_key, body, due_at)
  SELECT d.charge_key, d.body, $4 FROM json_to_recordset($2::json) AS d (charge_key uuid, body text)
    JOIN made ON made.key = d.charge_key
  RETURNING delivery_id, charge_key, body
)
SELECT made.key, queued.delivery_id, queued.body FROM made LEFT JOIN queued ON queued.charge_key = made.key`;
const FIND = `SELECT key, reference, token, amount_minor, currency, status, decline_code FROM charge WHERE key = ANY ($1::uuid[])`;
const FAIL_ONCE = `INSERT INTO scripted_failure (key) VALUES ($1) ON CONFLICT DO NOTHING RETURNING key`;
const SUCCEED = `UPDATE charge SET status = 'succeeded' WHERE key = $1 AND status = 'processing'`;
const QUEUE = `INSERT INTO webhook_delivery (charge_key, body, due_at) VALUES ($1, $2, $3) RETURNING delivery_id, body`;

type Made = { key: string; delivery_id: bigint | null; body: string | null };
type Options = {
  readonly database: Database;
  readonly clock: Clock;
  readonly handOver: (deliveries: readonly Delivery[]) => void;
};

const MAX_BATCH = 200;

/** The provider's charges: one a key for ever, whatever is repeated. */
export function createChargeBooks({ database, clock, handOver }: Options) {
  const chargeBatch = async (requests: ChargeRequest[]): Promise<(ChargeAnswer | Error)[]> => {
    const first = new Map(requests.map((request) => [request.key, request] as const).reverse());
    const rows = [...first.values()].map(toRow);
    const webhooks = rows.flatMap((row) => {
      const body = webhookBodyOf(row);
      return body === null
        ? []
        : Array.from({ length: scriptOf(row.token).webhooks }, () => ({ charge_key: row.key, body }));
    });
    const now = clock.now();
    const due = new Date(now.getTime() + LEASE_MS);
    const made = await database.query<Made>(CHARGE, [JSON.stringify(rows), JSON.stringify(webhooks), now, due]);
    handOver(
      made.flatMap(({ delivery_id, body }) => (delivery_id === null ? [] : [{ deliveryId: delivery_id, body: body! }])),
    );
    const isNew = new Set(made.map(({ key }) => key));
    const repeated = [...first.keys()].filter((key) => !isNew.has(key));
    const known = new Map(repeated.length === 0 ? [] : (await find(repeated)).map((row) => [row.key, row]));
    return requests.map((request) =>
      isNew.has(request.key) ? firstAnswer(request) : repeatedAnswer(request, known.get(request.key)),
    );
  };
  const charge = coalesce(chargeBatch, { maxBatch: MAX_BATCH });
  const find = (keys: readonly string[]) => database.query<ChargeRow>(FIND, [keys]);

  return {
    async charge(request: ChargeRequest): Promise<ChargeAnswer> {
      if (scriptOf(request.token).answer === 'error' && (await database.query(FAIL_ONCE, [request.key])).length === 1) {
        throw new SimulatorFault(503, 'scripted: the first call fails');
      }
      return charge(request);
    },
    async find(key: string): Promise<ChargeRow> {
      const [row] = await find([key]);
      if (row === undefined) throw new SimulatorFault(404, 'no such charge');
      return row;
    },
    /** Makes an open charge succeed, if it is open, and sends its webhook (once more). */
    async deliver(key: string): Promise<ChargeAnswer> {
      await database.query(SUCCEED, [key]);
      const row = await this.find(key);
      const params = [key, webhookBodyOf(row), new Date(clock.now().getTime() + LEASE_MS)];
      const queued = await database.query<{ delivery_id: bigint; body: string }>(QUEUE, params);
      handOver(queued.map(({ delivery_id, body }) => ({ deliveryId: delivery_id, body })));
      return answerOf(row);
    },
  };
}

function toRow({ key, reference, method, token, amount }: ChargeRequest) {
  const { outcome } = scriptOf(token);
  return {
    key,
    reference,
    method,
    token,
    amount_minor: amount.amountMinor,
    currency: amount.currency,
    status: outcome === 'open' ? ('processing' as const) : outcome,
    decline_code: outcome === 'declined' ? DECLINE_CODE : null,
  };
}

function firstAnswer({ token }: ChargeRequest): ChargeAnswer {
  const { answer } = scriptOf(token);
  if (answer === 'declined') return { status: 'declined', declineCode: DECLINE_CODE };
  return { status: answer === 'succeeded' ? 'succeeded' : 'processing' };
}

function repeatedAnswer({ amount }: ChargeRequest, row: ChargeRow | undefined): ChargeAnswer | Error {
  if (row === undefined) return new SimulatorFault(500, 'the charge vanished');
  const isSame = row.amount_minor.toString() === amount.amountMinor && row.currency === amount.currency;
  return isSame ? answerOf(row) : new SimulatorFault(409, 'this key was used for another amount');
}
