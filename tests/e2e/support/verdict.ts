import { type Answer, type Input, type Procedure, titleOf, type Transport } from './calls.ts';
import type { Path } from './probes.ts';

export type Probe = {
  readonly procedure: Procedure;
  readonly transport: Transport;
  readonly path: Path;
  readonly value: unknown;
  readonly input: Input;
};

/** In the address of a REST call, some text names another address; then there is rightly nothing at it. */
const isInAddress = ({ procedure, transport, path }: Probe): boolean =>
  transport === 'REST' && procedure.definition.rest!.path.includes(`{${String(path[0])}}`);

/** Nothing, or dots, in the middle of an address makes another address of it, at which something else may rightly happen. */
export const isElsewhere = (probe: Probe): boolean =>
  isInAddress(probe) && ['', '.', '..'].includes(String(probe.value));

/** A query string has text only: there, `5` is a number and a list of one is its item. */
const isInQuery = ({ procedure, transport }: Probe): boolean =>
  transport === 'REST' && ['GET', 'DELETE'].includes(procedure.definition.rest!.method);

export const isTaken = ({ procedure, input }: Probe): boolean => procedure.definition.input.safeParse(input).success;

/** What is wrong with the answer to a probe, in words; none if it is as it should be. */
export function faultOf(probe: Probe, { status, body, mediaType }: Answer): string | undefined {
  const say = (what: string) =>
    `${probe.transport} ${titleOf(probe.procedure)} ${probe.path.join('.')}=${JSON.stringify(probe.value)?.slice(0, 80)}: ${what}: ${status} ${JSON.stringify(body).slice(0, 300)}`;
  if (status >= 500) return say('a fault of ours');
  if (status < 300)
    return isTaken(probe) || isInQuery(probe) || isInAddress(probe)
      ? undefined
      : say('taken though the schema refuses it');
  if (status < 400) return say('neither yes nor no');
  if (!isProblem(body, status)) return say('not a problem of the house');
  if (probe.transport === 'REST' && mediaType !== 'application/problem+json') return say(`sent as ${mediaType}`);
  if (isTaken(probe) || isInAddress(probe) || isInQuery(probe)) return undefined;
  return namesField(probe.path, body) ? undefined : say('does not name the field');
}

export function isProblem(body: Record<string, unknown>, status: number): boolean {
  const hasCode = typeof body.code === 'string' && /^[a-z_]+\.[a-z_]+$/.test(body.code);
  return (
    hasCode &&
    body.status === status &&
    typeof body.type === 'string' &&
    typeof body.title === 'string' &&
    typeof body.detail === 'string'
  );
}

/** The fault is at the field, in it, or at the choice that it belongs to. */
function namesField(path: Path, body: Record<string, unknown>): boolean {
  if (body.code !== 'request.invalid') return false;
  const wanted = path.join('.');
  const faults = (body.errors ?? []) as { field: string; rule: string; message: string }[];
  return faults.some(
    ({ field, rule }) =>
      rule !== '' && (field === wanted || field.startsWith(`${wanted}.`) || wanted.startsWith(`${field}.`)),
  );
}
