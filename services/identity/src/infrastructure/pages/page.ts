import { createHash } from 'node:crypto';

/** A page of one form, for people who open a link in a mail. It needs nothing but itself. */
export type Page = { readonly html: string; readonly contentSecurityPolicy: string };

export function createPage({ title, body, script }: { title: string; body: string; script: string }): Page {
  const hash = createHash('sha256').update(script).digest('base64');
  const html = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${title}</title>
</head>
<body>
<main>
<h1>${title}</h1>
${body}
<p role="status" id="outcome"></p>
</main>
<script>${script}</script>
</body>
</html>
`;
  const contentSecurityPolicy = `default-src 'none'; script-src 'sha256-${hash}'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`;
  return { html, contentSecurityPolicy };
}
