import { Transform } from 'node:stream';
import type { IncomingMessage } from 'node:http';
import type { TransformCallback } from 'node:stream';

/** A body above this is worth the cost of a relay that keeps a failing service from cutting the client off in the middle. */
const relayAboveBytes = 65_536;

/** What is left of a refused body is read for this long, so that the client can finish sending and read the answer. */
const lingerMs = 5_000;

export function hasBody(request: IncomingMessage): boolean {
  const { headers } = request;
  return (
    headers['transfer-encoding'] !== undefined ||
    (headers['content-length'] !== undefined && headers['content-length'] !== '0')
  );
}

export class BodyLimitExceeded extends Error {
  readonly limitBytes: number;

  constructor(limitBytes: number) {
    super(`the body has more than ${limitBytes} bytes`);
    this.limitBytes = limitBytes;
  }
}

/** Passes a body on unchanged and fails as soon as more than the limit has gone by. */
class BodyRelay extends Transform {
  #leftBytes: number;
  readonly #limitBytes: number;

  constructor(limitBytes: number) {
    super();
    this.#limitBytes = limitBytes;
    this.#leftBytes = limitBytes;
  }

  override _transform(chunk: Buffer, _encoding: BufferEncoding, done: TransformCallback): void {
    this.#leftBytes -= chunk.length;
    if (this.#leftBytes < 0) done(new BodyLimitExceeded(this.#limitBytes));
    else done(null, chunk);
  }
}

/**
 * The body to send upstream: the request itself where that is safe, else a relay. Nothing is parsed or collected.
 * The HTTP client destroys the stream it is given when a call fails, which for the request itself is the client's socket.
 */
export function requestBody(
  request: IncomingMessage,
  limitBytes: number | undefined,
): IncomingMessage | Transform | null {
  if (!hasBody(request)) return null;
  if (limitBytes === undefined && Number(request.headers['content-length']) <= relayAboveBytes) return request;
  const relay = new BodyRelay(limitBytes ?? Number.MAX_SAFE_INTEGER);
  // A service may answer before it has read everything; what goes wrong with the rest of the body concerns nobody then.
  relay.on('error', () => undefined);
  request.once('error', (error) => relay.destroy(error));
  request.once('aborted', () => relay.destroy(new Error('the client went away')));
  return request.pipe(relay);
}

/** Reads and drops what is left of a body nobody will use; a client that does not stop in time is cut off. */
export function discardBody(request: IncomingMessage): void {
  if (request.complete || request.destroyed) return;
  request.unpipe();
  request.resume();
  const { socket } = request;
  const timer = setTimeout(() => {
    if (!request.complete) socket.destroy();
  }, lingerMs);
  timer.unref();
  request.once('close', () => clearTimeout(timer));
}
