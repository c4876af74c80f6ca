import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core';

/** What is known of a document without parsing it. */
export type DocumentMeta = {
  readonly name?: string;
  readonly kind?: string;
  readonly fragmentName?: string;
  /** SHA-256 of the text, in hexadecimal: the name under which a server may know it. */
  readonly hash: string;
};

/** An operation as text, with the types of its variables and its answer. */
export class TypedDocument<Result, Variables> implements DocumentTypeDecoration<Result, Variables> {
  declare readonly __apiType?: (variables: Variables) => Result;
  readonly text: string;
  readonly meta: DocumentMeta;

  constructor(text: string, meta: DocumentMeta) {
    this.text = text;
    this.meta = meta;
  }
}
