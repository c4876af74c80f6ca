import type { Readable } from 'node:stream';

/** So much of an answer is read, and the connection closed on what sends more. */
const MAX_RESPONSE_BYTES = 65_536;
/** So much of it is kept. */
export const EXCERPT_CHARACTERS = 1_024;

/** The beginning of an answer as text that can be stored. An answer that breaks off is taken as far as it came. */
export async function readExcerpt(body: Readable): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  try {
    for await (const chunk of body as AsyncIterable<Buffer>) {
      chunks.push(chunk);
      bytes += chunk.length;
      // Leaving the loop destroys the stream.
      if (bytes >= MAX_RESPONSE_BYTES) break;
    }
  } catch {
    // The status has been read, and it alone decides.
  }
  const text = Buffer.concat(chunks).toString('utf8').slice(0, EXCERPT_CHARACTERS);
  return text.replaceAll('\u0000', '').toWellFormed();
}
