import { createHash } from 'node:crypto';
import { GraphQLError, parse } from 'graphql';
import { bounded } from '../bounded.ts';
import { refusal } from '../errors/refusal.ts';
import { OPERATION_LIMITS } from './limits.ts';
import { measureDocument, type Measured } from './measure-document.ts';

const MAX_DOCUMENTS = 1_000;

/** Documents that have passed the limits, each parsed once; the newest are kept. */
export function createOperationCache() {
  const documents = bounded<string, Measured>(MAX_DOCUMENTS);
  return (text: string): Measured => {
    const known = documents.get(text);
    if (known !== undefined) return known;
    const measured = measureDocument(parseBounded(text));
    documents.set(text, measured);
    return measured;
  };
}

/** The text's length is looked at before anything else is, so that nothing below can take long. */
function parseBounded(text: string) {
  const { documentBytes, tokens } = OPERATION_LIMITS;
  if (Buffer.byteLength(text) > documentBytes) {
    const message = `An operation's text has at most ${documentBytes} bytes.`;
    throw refusal({ code: 'graphql.document_too_large', message, status: 413, limit: documentBytes });
  }
  try {
    return parse(text, { maxTokens: tokens });
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error;
    if (/more tha[nt] \d+ tokens/.test(error.message)) {
      throw refusal({
        code: 'graphql.too_many_tokens',
        message: `An operation has at most ${tokens} tokens.`,
        limit: tokens,
      });
    }
    throw syntaxError(error);
  }
}

const syntaxError = (error: GraphQLError): GraphQLError =>
  new GraphQLError(error.message, {
    source: error.source,
    positions: error.positions,
    extensions: { code: 'graphql.syntax_invalid', kind: 'invalid', http: { status: 400, spec: true } },
  });

export const digestOf = (text: string): string => createHash('sha256').update(text).digest('hex');
