import { fileURLToPath } from 'node:url';
import { generate } from './generation/generate.ts';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const changed = await generate(root, { acceptBreaking: process.argv.includes('--accept-breaking') });
console.log(changed.length === 0 ? 'All references are up to date.' : `Made anew:\n  ${changed.join('\n  ')}`);
