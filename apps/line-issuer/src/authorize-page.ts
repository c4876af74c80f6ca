import { DEMO_PEOPLE } from './people.ts';

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

/** Asks who signs in. Every choice is a link that goes on with the same request. */
export function authorizePage(consentPath: string, query: URLSearchParams): string {
  const choices = DEMO_PEOPLE.map(({ handle, name }) => {
    const chosen = new URLSearchParams(query);
    chosen.set('person', handle);
    return `<li><a href="${escaped(`${consentPath}?${chosen}`)}">${escaped(name)}</a></li>`;
  });
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Sign in</title>
<style>
body { font: 16px/1.5 system-ui, sans-serif; background: #eef6ef; color: #1c2b1f; }
main { max-width: 420px; margin: 48px auto; padding: 24px 32px; background: #fff; border-radius: 8px; }
a { display: block; padding: 12px; border: 1px solid #b9d7bd; border-radius: 6px; color: inherit; text-decoration: none; }
li { list-style: none; margin: 8px 0; } ul { padding: 0; }
</style>
</head>
<body>
<main>
<h1>Who signs in?</h1>
<p>This stands in for LINE on your machine. Nothing leaves it.</p>
<ul>
${choices.join('\n')}
</ul>
</main>
</body>
</html>
`;
}
