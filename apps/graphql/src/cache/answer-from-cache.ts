import type { ServerContext } from '../create-engine.ts';
import { bounded } from '../bounded.ts';
import type { Incoming, Outgoing } from '../http/graphql-server.ts';
import { graphqlMetrics } from '../metrics.ts';
import type { ResponseCache } from './response-cache.ts';

/** Runs a request; what it became is noted in the context that comes with it. */
export type Run = (incoming: Incoming, server: ServerContext) => Promise<Outgoing>;

/** Longer texts are not kept as keys; real operations are shorter, or persisted. */
const MAX_KEY_LENGTH = 20_000;
const MAX_KNOWN_PRIVATE = 5_000;

/**
 * Answers what was asked before with what was answered before, without looking into the text. Several who ask the same at
 * once wait for the first of them, and use its answer if it turns out to be everybody's; else each gets its own.
 */
export function answerFromCache(cache: ResponseCache, run: Run): (incoming: Incoming) => Promise<Outgoing> | Outgoing {
  const running = new Map<string, Promise<Outgoing | null>>();
  const knownPrivate = bounded<string, true>(MAX_KNOWN_PRIVATE);

  const runAndKeep = async (key: string, incoming: Incoming): Promise<{ outgoing: Outgoing; isShared: boolean }> => {
    const server = serverContext(incoming);
    const sinceMs = cache.nowMs();
    const outgoing = await run(incoming, server);
    const isShared = isEverybodys(outgoing, server);
    if (isShared) {
      const { headers, body } = outgoing as { headers: Record<string, string>; body: string };
      cache.keep(
        key,
        { headers: { ...headers, 'x-response-cache': 'hit' }, body },
        { notes: server.made!.notes, sinceMs },
      );
    } else if (server.made?.upstream.isPrivate === true) knownPrivate.set(key, true);
    graphqlMetrics.cache.inc({ outcome: isShared ? 'miss' : 'bypass' });
    return { outgoing: marked(outgoing, isShared ? 'miss' : 'bypass'), isShared };
  };

  const lead = (key: string, incoming: Incoming): Promise<Outgoing> => {
    const result = runAndKeep(key, incoming);
    running.set(
      key,
      result.then(
        ({ outgoing, isShared }) => (isShared ? outgoing : null),
        () => null,
      ),
    );
    void running.get(key)!.finally(() => running.delete(key));
    return result.then(({ outgoing }) => outgoing);
  };

  return (incoming) => {
    const key = keyOf(incoming);
    if (key === null) return run(incoming, serverContext(incoming));
    const kept = cache.get(key);
    if (kept !== undefined) {
      graphqlMetrics.cache.inc({ outcome: 'hit' });
      return { status: 200, headers: kept.headers, body: kept.body };
    }
    if (knownPrivate.get(key) !== undefined) return runAndKeep(key, incoming).then(({ outgoing }) => outgoing);
    const ahead = running.get(key);
    if (ahead === undefined) return lead(key, incoming);
    return ahead.then((shared) => shared ?? runAndKeep(key, incoming).then(({ outgoing }) => outgoing));
  };
}

const serverContext = ({ headers, setCookie }: Incoming): ServerContext => ({ headers, setCookie });

/** A whole answer without errors to a query that asked no context as the caller. */
const isEverybodys = ({ status, body }: Outgoing, { made, outcome }: ServerContext): boolean =>
  status === 200 &&
  typeof body === 'string' &&
  made !== undefined &&
  !made.upstream.isPrivate &&
  outcome === 'whole query';

/** Requests that differ in method, accepted form or text are different; who sent them makes no difference to what all may see. */
function keyOf({ method, url, headers, body }: Incoming): string | null {
  const { accept = '', 'content-type': type = '' } = headers;
  const text = method === 'GET' ? url : body;
  if (text.length > MAX_KEY_LENGTH || accept.length > 200 || type.length > 100) return null;
  return `${method}\n${accept}\n${type}\n${text}`;
}

const marked = (outgoing: Outgoing, how: string): Outgoing => ({
  ...outgoing,
  headers: { ...outgoing.headers, 'x-response-cache': how },
});
