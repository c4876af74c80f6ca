import { UrlInvalid } from './errors.ts';

/** Which addresses are taken, as far as they can be judged by looking at them. */
export type UrlRules = {
  /** With the colon, as `URL.protocol` has it. */
  readonly schemes: readonly string[];
  /** `null` takes every port. */
  readonly ports: readonly number[] | null;
};

const PORT_OF_SCHEME: Readonly<Record<string, number>> = { 'https:': 443, 'http:': 80 };

/**
 * An endpoint's address in its one spelling: numbers for hosts in all their guises become plain addresses here, so that
 * what is checked later is what is connected to.
 * @throws UrlInvalid that names the rule
 */
export function parseEndpointUrl(raw: string, { schemes, ports }: UrlRules): URL {
  if (!URL.canParse(raw)) throw new UrlInvalid('absolute_url', 'This is no address.');
  const url = new URL(raw);
  if (!schemes.includes(url.protocol)) throw new UrlInvalid('scheme', 'Webhooks go to https addresses only.');
  if (url.username !== '' || url.password !== '') {
    throw new UrlInvalid('no_credentials', 'An address holds no user name or password; verify the signature instead.');
  }
  if (url.hash !== '') throw new UrlInvalid('no_fragment', 'A fragment is never sent.');
  const port = url.port === '' ? PORT_OF_SCHEME[url.protocol]! : Number(url.port);
  if (ports !== null && !ports.includes(port)) {
    throw new UrlInvalid('port', `Webhooks go to the ports ${ports.join(', ')} only.`);
  }
  return url;
}
