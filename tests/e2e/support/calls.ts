import { type ContextName, contracts, type ProcedureDefinition } from '@haat/contracts';

/** One procedure of one context, without its types: for suites that walk them all. */
export type Procedure = {
  readonly context: ContextName;
  readonly name: string;
  readonly definition: ProcedureDefinition;
};

export const allProcedures = (): Procedure[] =>
  Object.values(contracts).flatMap((contract) =>
    Object.entries(contract.procedures as Record<string, ProcedureDefinition>).map(([name, definition]) => ({
      context: contract.name,
      name,
      definition,
    })),
  );

export const titleOf = ({ context, name }: Procedure): string => `${context}.${name}`;

export const TRANSPORTS = ['REST', 'tRPC'] as const;
export type Transport = (typeof TRANSPORTS)[number];

export type Answer = {
  readonly status: number;
  readonly mediaType: string;
  /** What was answered: the output of a success, else the problem, wherever the transport puts it. */
  readonly body: Record<string, unknown>;
  readonly replayed: boolean;
};

export type Headers = Readonly<Record<string, string>>;
export type Input = Readonly<Record<string, unknown>>;

/** Sends one call as it is, valid or not. A procedure without a REST route cannot be asked for over REST. */
export function send(
  url: string,
  procedure: Procedure,
  transport: Transport,
  call: { input: Input; headers: Headers },
): Promise<Answer> {
  return transport === 'tRPC' ? sendTrpc(url, procedure, call) : sendRest(url, procedure, call);
}

async function sendTrpc(
  url: string,
  { context, name, definition }: Procedure,
  { input, headers }: { input: Input; headers: Headers },
): Promise<Answer> {
  const address = `${url}/trpc/${context}/${name}`;
  const json = JSON.stringify(input);
  const response =
    definition.kind === 'query'
      ? await fetch(`${address}?input=${encodeURIComponent(json)}`, { headers })
      : await fetch(address, {
          method: 'POST',
          headers: { 'content-type': 'application/json', ...headers },
          body: json,
        });
  const answer = await readAnswer(response);
  const { result, error } = answer.body as {
    result?: { data: Record<string, unknown> };
    error?: { data?: { problem?: Record<string, unknown> } };
  };
  return { ...answer, body: result?.data ?? error?.data?.problem ?? answer.body };
}

async function sendRest(
  url: string,
  { definition }: Procedure,
  { input, headers }: { input: Input; headers: Headers },
): Promise<Answer> {
  const { method, path } = definition.rest!;
  // An address can hold no half of a character, so what cannot be sent is replaced, as every client does.
  const fields = { ...input };
  const filled = path.replaceAll(/\{(\w+)\}/g, (_match, field: string) => {
    delete fields[field];
    return encodeURIComponent(String(input[field]).toWellFormed());
  });
  if (method === 'GET' || method === 'DELETE')
    return readAnswer(await fetch(`${url}${filled}${queryOf(fields)}`, { method, headers }));
  const body = JSON.stringify(fields);
  return readAnswer(
    await fetch(`${url}${filled}`, { method, headers: { 'content-type': 'application/json', ...headers }, body }),
  );
}

function queryOf(fields: Input): string {
  const entries = Object.entries(fields).flatMap(([field, value]) =>
    (Array.isArray(value) ? value : [value])
      .filter((one) => one !== undefined)
      .map((one): [string, string] => [field, typeof one === 'string' ? one : JSON.stringify(one)]),
  );
  return entries.length === 0 ? '' : `?${new URLSearchParams(entries)}`;
}

export async function readAnswer(response: Response): Promise<Answer> {
  const mediaType = (response.headers.get('content-type') ?? '').split(';')[0]!;
  const bytes = Buffer.from(await response.arrayBuffer());
  const replayed = response.headers.get('idempotency-replayed') === 'true';
  return {
    status: response.status,
    mediaType,
    replayed,
    body: mediaType.endsWith('json') ? parsed(bytes.toString()) : { base64: bytes.toString('base64') },
  };
}

function parsed(text: string): Record<string, unknown> {
  try {
    return JSON.parse(text) as Record<string, unknown>;
  } catch {
    return { notJson: text.slice(0, 500) };
  }
}
