import type { TemplateName } from '../posts.ts';

/** Makes a mail of a template. Whatever stands in the data ends up as text: never as markup, never as a header. */
export interface TemplateRenderer {
  render(
    template: TemplateName,
    data: Readonly<Record<string, unknown>>,
  ): { subject: string; text: string; html: string };
}
