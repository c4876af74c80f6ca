import { createHash } from 'node:crypto';
import type { Outgoing } from './graphql-server.ts';

const SCRIPT = `
const [query, variables, token, output] = ['query', 'variables', 'token', 'output'].map((id) => document.getElementById(id));
const run = async () => {
  output.textContent = '…';
  try {
    const headers = { 'content-type': 'application/json' };
    if (token.value.trim() !== '') headers.authorization = 'Bearer ' + token.value.trim();
    const body = JSON.stringify({ query: query.value, variables: JSON.parse(variables.value.trim() || '{}') });
    const response = await fetch(location.pathname, { method: 'POST', headers, body });
    output.textContent = JSON.stringify(await response.json(), null, 2);
  } catch (error) {
    output.textContent = String(error);
  }
};
document.getElementById('run').addEventListener('click', run);
document.addEventListener('keydown', (event) => {
  if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void run();
});
`;

const STYLE = `
body { font: 15px/1.4 system-ui, sans-serif; margin: 0; display: grid; grid-template-columns: 1fr 1fr; height: 100vh; }
form, pre { padding: 1rem; margin: 0; box-sizing: border-box; overflow: auto; }
form { display: flex; flex-direction: column; gap: .5rem; border-right: 1px solid #ccc; }
textarea, input, pre { font: 13px/1.5 ui-monospace, monospace; }
#query { flex: 1; }
button { align-self: start; padding: .4rem 1.2rem; }
`;

const EXAMPLE = `# Ctrl+Enter runs it.
{
  products(first: 5) {
    nodes { title priceFrom { amountMinor currency } store { name } variants { sku availability } }
    pageInfo { hasNextPage endCursor }
  }
}`;

const PAGE = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Haat GraphQL</title>
<style>${STYLE}</style>
<form>
<label for="query">Operation</label>
<textarea id="query" spellcheck="false">${EXAMPLE}</textarea>
<label for="variables">Variables (JSON)</label>
<textarea id="variables" rows="4" spellcheck="false">{}</textarea>
<label for="token">ID token, to act as somebody</label>
<input id="token" autocomplete="off">
<button id="run" type="button">Run</button>
</form>
<pre id="output" aria-live="polite"></pre>
<script>${SCRIPT}</script>
</html>
`;

const digest = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

/** A page to try operations in a browser. It holds all it needs: nothing is loaded from elsewhere, and it works offline. */
export const CONSOLE_PAGE: Outgoing = {
  status: 200,
  headers: {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': `default-src 'none'; connect-src 'self'; script-src ${digest(SCRIPT)}; style-src ${digest(STYLE)}; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
    'cache-control': 'no-store',
  },
  body: PAGE,
};

/** A browser that opens the address itself, without an operation. */
export const wantsPage = (method: string, url: string, accept: string | undefined): boolean =>
  method === 'GET' && accept?.includes('text/html') === true && !url.includes('?');
