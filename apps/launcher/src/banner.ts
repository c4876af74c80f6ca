import { createRestClient } from '@haat/client';
import Table from 'cli-table3';
import { DEMO_ACCOUNTS, DEMO_PASSWORD } from './seed/index.ts';

export type BannerOptions = {
  readonly url: string;
  readonly authUrl: string;
  readonly dataDir: string;
  readonly seconds: string;
};

/** What a person needs to go on: where things are, who can sign in, and commands that can be pasted as they are. */
export async function banner({ url, authUrl, dataDir, seconds }: BannerOptions): Promise<string> {
  const addresses = new Table({ head: ['what', 'where'], style: { head: [], border: [] } });
  addresses.push(
    ['marketplace (REST, tRPC)', url],
    ['GraphQL', `${url}/graphql`],
    ['reference', `${url}/v1/docs`],
    ['OpenAPI 3.1', `${url}/v1/openapi.json`],
    ['e-mail inbox', `${url}/inbox`],
    ['sign in with LINE', `${url}/v1/sign-in/line`],
    ['Firebase Auth emulator', authUrl],
    ['addresses for programs', `${url}/v1/dev`],
    ['data', dataDir],
  );
  const accounts = new Table({ head: ['role', 'e-mail', 'password'], style: { head: [], border: [] } });
  for (const { role, email } of DEMO_ACCOUNTS) accounts.push([role, email, DEMO_PASSWORD]);
  return [
    `\nHaat is ready after ${seconds} s.`,
    addresses.toString(),
    accounts.toString(),
    'Paste these, one after the other:\n',
    await exampleCommands(url, authUrl),
    '\nnpm run prove checks every figure; npm start -- --fresh begins anew; Ctrl-C stops.',
  ].join('\n');
}

/** Buying something from a terminal, with an article that is really on the shelf. */
async function exampleCommands(url: string, authUrl: string): Promise<string> {
  const { items } = await createRestClient({ baseUrl: url }).catalog.listProducts({
    limit: 1,
    inStock: true,
    sort: 'price_asc',
  });
  const first = items[0];
  if (first === undefined) return `  curl -sw '\\n' ${url}/v1/stores`;
  const product = await createRestClient({ baseUrl: url }).catalog.getProduct({ productId: first.productId });
  const variant = product.variants[0]!;
  const signIn = JSON.stringify({ email: 'buyer.ada@haat.example', password: DEMO_PASSWORD, returnSecureToken: true });
  const address = { name: 'Ada Okafor', line1: '1 Market Street', city: 'Porto', country: 'PT' };
  const json = `-H 'content-type: application/json'`;
  const bearer = `-H "authorization: Bearer $TOKEN"`;
  const pick = (field: string) => `sed -E 's/.*"${field}":"([^"]+)".*/\\1/'`;
  return [
    `  curl -sw '\\n' '${url}/v1/products?limit=3&inStock=true'`,
    `  curl -sw '\\n' '${url}/v1/search?q=ramen+bwl&limit=1'`,
    `  curl -sw '\\n' ${url}/graphql ${json} -d '{"query":"{ products(first: 2) { nodes { title store { name } } } }"}'`,
    `  TOKEN=$(curl -s '${authUrl}/identitytoolkit.googleapis.com/v1/accounts:signInWithPassword?key=embedded' ${json} -d '${signIn}' | ${pick('idToken')})`,
    `  CART=$(curl -s ${url}/v1/carts ${json} ${bearer} -d '{"lines":[{"variantId":"${variant.variantId}","quantity":1}]}' | ${pick('cartId')})`,
    `  TOTAL=$(curl -s ${url}/v1/checkouts/quote ${json} ${bearer} -d '{"cartId":"'$CART'","shippingAddress":${JSON.stringify(address)}}' | ${pick('amountMinor')})`,
    `  curl -sw '\\n' ${url}/v1/checkouts ${json} ${bearer} -H "idempotency-key: $CART" -d '{"cartId":"'$CART'","shippingAddress":${JSON.stringify(address)},"tenders":[{"method":"card","token":"tok_success","amountMinor":"'$TOTAL'"}]}'`,
    `  curl -sw '\\n' '${url}/v1/orders?limit=3' ${bearer}`,
  ].join('\n');
}
