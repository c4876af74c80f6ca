import type { Highlight, Marked, Range, SearchDocument } from '../../../application/ports/search-index.ts';
import { termsOf } from '../text/terms.ts';

const MAX_FRAGMENT = 160;
const MAX_ATTRIBUTE_FRAGMENTS = 3;
const MAX_WORDS = 400;

/** Where in the texts of a document the terms stand: the title whole, of the description the part that holds the first. */
export function highlightsOf(document: SearchDocument, terms: ReadonlySet<string>): Highlight[] {
  const title = rangesOf(document.title, terms);
  const description = rangesOf(document.description, terms);
  const attributes = Object.values(document.attributes)
    .map((text) => ({ text, ranges: rangesOf(text, terms) }))
    .filter(({ ranges }) => ranges.length > 0)
    .slice(0, MAX_ATTRIBUTE_FRAGMENTS);
  return [
    ...(title.length > 0 ? [{ field: 'title' as const, fragments: [{ text: document.title, ranges: title }] }] : []),
    ...(description.length > 0
      ? [{ field: 'description' as const, fragments: [fragmentOf(document.description, description)] }]
      : []),
    ...(attributes.length > 0 ? [{ field: 'attributes' as const, fragments: attributes }] : []),
  ];
}

/** Where the terms stand, in order and without overlaps. */
export function rangesOf(text: string, terms: ReadonlySet<string>): Range[] {
  const ranges: { start: number; end: number }[] = [];
  for (const { term, start, end } of termsOf(text, MAX_WORDS)) {
    if (!terms.has(term)) continue;
    const last = ranges.at(-1);
    if (last !== undefined && start < last.end) last.end = Math.max(last.end, end);
    else ranges.push({ start, end });
  }
  return ranges;
}

function fragmentOf(text: string, ranges: readonly Range[]): Marked {
  const first = ranges[0]!;
  const wordStart = text.lastIndexOf(' ', Math.max(0, first.start - MAX_FRAGMENT / 4)) + 1;
  const start = first.start < MAX_FRAGMENT / 2 ? 0 : wordStart;
  const wordEnd = text.lastIndexOf(' ', start + MAX_FRAGMENT);
  const end = text.length - start <= MAX_FRAGMENT ? text.length : Math.max(wordEnd, first.end);
  return {
    text: text.slice(start, end),
    ranges: ranges
      .filter((range) => range.start >= start && range.end <= end)
      .map((range) => ({ start: range.start - start, end: range.end - start })),
  };
}
