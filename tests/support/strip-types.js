import { stripTypeScriptTypes } from 'node:module';

/**
 * Removes types exactly as Node does when it runs the same file in production: types become blanks, so every line and
 * column stays where it was and no source map is needed.
 */
export default {
  process: (source) => ({ code: stripTypeScriptTypes(source, { mode: 'strip' }) }),
};
