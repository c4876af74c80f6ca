import { hopByHopHeaders, namedByConnection } from './hop-by-hop.ts';

/** Header lines as a flat list of names and values, the form that Node writes without another copy. */
export type RawHeaders = string[];

/** The headers the client receives: the service's without the hop-by-hop ones, then the gateway's own in place of equals. */
export function responseHeaders(
  received: readonly (Buffer | string)[],
  own: Readonly<Record<string, string>>,
): RawHeaders {
  const lines: RawHeaders = [];
  let named: readonly string[] = [];
  for (let index = 0; index < received.length; index += 2) {
    const name = text(received[index]);
    const key = name.toLowerCase();
    if (key === 'connection') named = namedByConnection(text(received[index + 1]));
    if (hopByHopHeaders.has(key) || (key !== 'vary' && own[key] !== undefined)) continue;
    lines.push(name, text(received[index + 1]));
  }
  for (const name in own) lines.push(name, own[name] as string);
  return named.length === 0 ? lines : without(lines, named);
}

/** Header bytes are Latin-1 on the wire in both directions; any other reading would change what a service sent. */
function text(value: Buffer | string | undefined): string {
  return typeof value === 'string' ? value : (value?.toString('latin1') ?? '');
}

function without(lines: RawHeaders, names: readonly string[]): RawHeaders {
  return lines.filter((_, index) => !names.includes((lines[index - (index % 2)] ?? '').toLowerCase()));
}
