/** What an answer was made of, noted while it is made; see the response cache for what becomes of it. */
export type CacheNotes = {
  /** The answer shows this; when it changes, the answer is out of date. */
  touch(tag: string): void;
  /** The answer shows a count of which not every change is told, so it is kept for a moment only. */
  touchCount(tag: string): void;
  /** The answer must not be kept at all. */
  forbid(): void;
  readonly tags: ReadonlySet<string>;
  readonly hasCounts: boolean;
  readonly isForbidden: boolean;
};

export function createCacheNotes(): CacheNotes {
  const tags = new Set<string>();
  let hasCounts = false;
  let isForbidden = false;
  return {
    tags,
    touch: (tag) => void tags.add(tag),
    touchCount(tag) {
      tags.add(tag);
      hasCounts = true;
    },
    forbid: () => void (isForbidden = true),
    get hasCounts() {
      return hasCounts;
    },
    get isForbidden() {
      return isForbidden;
    },
  };
}
