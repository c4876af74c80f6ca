import type { IncomingHttpHeaders } from 'node:http';
import type { Dispatcher } from 'undici';
import type { Exchange } from '../exchange.ts';
import { discardBody } from './request-body.ts';
import { responseHeaders } from './response-headers.ts';
import type { RawHeaders } from './response-headers.ts';

/**
 * Writes a service's answer to the client as it comes, no faster than the client reads. `fail` is called when nothing
 * has been written yet; after that a broken answer can only be cut off, so that nobody takes half of it for the whole.
 */
export function relayResponse(exchange: Exchange, fail: (error: Error) => void): Dispatcher.DispatchHandler {
  const { request, response } = exchange;
  let controller: Dispatcher.DispatchController | undefined;
  let ended = false;
  const onClientGone = (): void => {
    if (!ended) controller?.abort(new Error('the client went away'));
  };
  const onDrain = (): void => controller?.resume();
  response.once('close', onClientGone);
  return {
    onRequestStart(started) {
      controller = started;
      if (response.destroyed) started.abort(new Error('the client went away'));
    },
    onResponseStart(from, status, parsed) {
      // 100 and 103 announce the real answer; Node has sent its own 100 already.
      if (status < 200 || response.destroyed) return;
      const headers = responseHeaders(receivedHeaders(from, parsed), exchange.downstreamHeaders);
      if (exchange.lifecycle.closing || !request.complete) headers.push('connection', 'close');
      response.writeHead(status, headers);
      if (isEndless(parsed)) keepUntilClosed(exchange);
    },
    onResponseData(from, chunk) {
      // A stream of events that was ended to drain may still bring some.
      if (response.writableEnded) return;
      if (response.write(chunk)) return;
      from.pause();
      response.once('drain', onDrain);
    },
    onResponseEnd() {
      ended = true;
      response.end();
      discardBody(request);
    },
    onResponseError(_from, error) {
      ended = true;
      response.removeListener('close', onClientGone);
      if (response.headersSent) response.destroy();
      else fail(error);
    },
  };
}

const isEndless = (headers: IncomingHttpHeaders): boolean =>
  headers['content-type']?.startsWith('text/event-stream') === true;

function keepUntilClosed({ response, lifecycle: { endless } }: Exchange): void {
  endless.add(response);
  response.once('close', () => endless.delete(response));
}

/** The raw lines where the client library offers them: only they keep repeated headers and every byte as it was. */
function receivedHeaders(
  controller: Dispatcher.DispatchController,
  parsed: IncomingHttpHeaders,
): readonly (Buffer | string)[] {
  const { rawHeaders } = controller;
  if (Array.isArray(rawHeaders)) return rawHeaders;
  const lines: RawHeaders = [];
  for (const [name, value] of Object.entries(parsed)) {
    for (const single of Array.isArray(value) ? value : [value ?? '']) lines.push(name, single);
  }
  return lines;
}
