import type { Exchange, Refusal } from '../exchange.ts';
import type { GatewayProblem } from '../problem.ts';
import { problemBody, problemContentType } from '../problem.ts';
import { discardBody } from './request-body.ts';

/** Answers in place of a service. Does nothing when an answer has begun: two can never be mixed. */
export function answerProblem(exchange: Exchange, problem: GatewayProblem): void {
  const body = problemBody(problem, exchange.correlationId);
  write(exchange, { status: problem.status, body, contentType: problemContentType });
}

export function answerRefusal(exchange: Exchange, refusal: Refusal): void {
  if (refusal.kind === 'problem') answerProblem(exchange, refusal.problem);
  else write(exchange, { status: refusal.status, body: '' });
}

export function answerJson(exchange: Exchange, status: number, value: unknown): void {
  write(exchange, { status, body: JSON.stringify(value), contentType: 'application/json; charset=utf-8' });
}

type Answer = { readonly status: number; readonly body: string; readonly contentType?: string };

function write(
  { request, response, downstreamHeaders, lifecycle }: Exchange,
  { status, body, contentType }: Answer,
): void {
  if (response.headersSent || response.destroyed) return;
  const headers: string[] = Object.entries(downstreamHeaders).flat();
  if (contentType !== undefined) headers.push('content-type', contentType);
  headers.push('content-length', String(Buffer.byteLength(body)));
  if (lifecycle.closing || request.destroyed) headers.push('connection', 'close');
  response.writeHead(status, headers);
  response.end(body);
  discardBody(request);
}
