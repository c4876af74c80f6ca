import { ConnectionRefusedByPolicy } from './guarded-connector.ts';

const WELL_KNOWN: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'the connection was refused',
  ECONNRESET: 'the connection was reset',
  EPIPE: 'the connection was reset',
  UND_ERR_SOCKET: 'the connection was closed without an answer',
  UND_ERR_CONNECT_TIMEOUT: 'no connection in time',
  UND_ERR_HEADERS_TIMEOUT: 'no answer in time',
  UND_ERR_BODY_TIMEOUT: 'no answer in time',
  UND_ERR_HEADERS_OVERFLOW: 'the headers of the answer are too large',
  ENOTFOUND: 'the name was not found',
  EAI_AGAIN: 'the name could not be looked up',
  EHOSTUNREACH: 'the host cannot be reached',
  ENETUNREACH: 'the host cannot be reached',
  ETIMEDOUT: 'no connection in time',
};

/** Why there was no answer, in words that tell the partner what to mend and nothing about our network. */
export function faultOf(error: unknown, signal: AbortSignal): string {
  if (signal.aborted) return 'no answer in time';
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    if (cause instanceof ConnectionRefusedByPolicy) return cause.message;
    const inner = cause instanceof AggregateError ? (cause.errors[0] as unknown) : cause;
    const code = String((inner as NodeJS.ErrnoException).code ?? '');
    if (code in WELL_KNOWN) return WELL_KNOWN[code]!;
    if (/^(ERR_TLS|ERR_SSL|CERT_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO)/.test(code)) return `TLS failed: ${code}`;
    if (/^HPE_/.test(code)) return 'the answer is no HTTP';
  }
  return 'the connection failed';
}
