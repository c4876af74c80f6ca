/** A file as somebody sent it, with what they say it is. */
export type SentFile = {
  readonly file: Uint8Array;
  readonly mediaType?: string | undefined;
  readonly fileName?: string | undefined;
};

export type PreparedPicture = {
  readonly width: number;
  readonly height: number;
  readonly placeholder: string;
  readonly renditions: readonly { readonly width: number; readonly content: Uint8Array }[];
};

/** Turns what somebody sent into pictures that are safe to show: upright, without metadata, in several widths. */
export interface Pictures {
  /**
   * Only so many at a time; the event loop stays free.
   * @throws MediaEmpty, MediaWrongType, MediaBroken, MediaTooLarge, MediaBusy
   */
  prepare(sent: SentFile): Promise<PreparedPicture>;
}
