import { readFileSync } from 'node:fs';
import Handlebars from 'handlebars';
import type { TemplateRenderer } from '../../application/ports/template-renderer.ts';
import type { TemplateName } from '../../application/posts.ts';

/**
 * Each is a pair of Handlebars files: `<name>.txt.tmpl` with the subject as its first line, and `<name>.html.tmpl`.
 * They do not end in `.hbs`, because formatters break the lines of such files, and in a mail every line counts.
 */
const TEMPLATES: readonly TemplateName[] = [
  'welcome',
  'order-confirmed',
  'order-shipped',
  'order-cancelled',
  'refund',
  'funds-released',
  'payout-paid',
  'low-stock',
  'store-approved',
  'confirm-email',
  'reset-password',
  'password-changed',
];

const LONGEST_SUBJECT = 200;

type Compiled = { readonly text: Handlebars.TemplateDelegate; readonly html: Handlebars.TemplateDelegate };

/** Compiles all templates at once, so that a broken one is seen at the start and not at the first mail. */
export function createTemplateRenderer(): TemplateRenderer {
  const handlebars = Handlebars.create();
  handlebars.registerPartial('layout', read('layout.html.tmpl'));
  const compiled = new Map<string, Compiled>();
  for (const name of TEMPLATES) {
    compiled.set(name, {
      // Plain text has no markup to escape; everything else that is typed by people is escaped.
      text: handlebars.compile(read(`${name}.txt.tmpl`), { noEscape: true, strict: true }),
      html: handlebars.compile(read(`${name}.html.tmpl`), { strict: true }),
    });
  }
  return {
    render: (name, data) => {
      const template = compiled.get(name);
      if (template === undefined) throw new Error(`there is no template ${name}`);
      const [subject = '', ...lines] = template.text(inOneLine(data)).split('\n');
      return { subject: asHeader(subject), text: lines.join('\n').trim(), html: template.html(data) };
    },
  };
}

const read = (file: string): string => readFileSync(new URL(file, import.meta.url), 'utf8');

/** A line break in what somebody typed must not move text into or out of the subject. */
const inOneLine = (data: Readonly<Record<string, unknown>>): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(data).map(([key, value]) => [
      key,
      typeof value === 'string' ? value.replaceAll(CONTROLS, ' ') : value,
    ]),
  );

const CONTROLS = /[\u0000-\u001f\u007f\u0085\u2028\u2029]+/g;

const asHeader = (subject: string): string =>
  subject.replaceAll(CONTROLS, ' ').trim().slice(0, LONGEST_SUBJECT).toWellFormed();
