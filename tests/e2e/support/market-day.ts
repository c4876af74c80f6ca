import { type CallOptions, createFirebaseAuth } from '@haat/client';
import { PROJECT_ID } from '@haat/launcher';
import { ADDRESS, emailOf } from './people.ts';
import { setStage, type Stage } from './stage.ts';
import { until } from './until.ts';

const PEOPLE = ['operator', 'paula', 'quinn', 'vera', 'walt'] as const;
export type Person = (typeof PEOPLE)[number];
const PASSWORD = 'a long password';

export type Shop = { storeId: string; seller: Person; variantId: string; productId: string };
export type OrderRef = { orderId: string; storeId: string };

/** A marketplace with the real Auth emulator, its people signed in, and what they do again and again. */
export function createMarketDay() {
  let stage: Stage;
  let calls = 0;
  const tokens = new Map<Person, string>();
  const as = (person: Person): CallOptions => ({ token: tokens.get(person), idempotencyKey: `call-${(calls += 1)}` });

  const begin = async (): Promise<Stage> => {
    stage = await setStage({ withAuthEmulator: true, initialAdmins: [emailOf('operator')] });
    for (const person of PEOPLE) tokens.set(person, await signIn(stage.authUrl!, person));
    return stage;
  };
  const end = () => stage.stop();
  const advance = async (advanceMs: number): Promise<Date> => {
    const response = await fetch(`${stage.url}/v1/dev/clock`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ advanceMs }),
    });
    return new Date(((await response.json()) as { now: string }).now);
  };
  const mailsTo = async (person: Person): Promise<string[]> => {
    const { items } = (await (
      await fetch(`${stage.url}/inbox.json?to=${encodeURIComponent(emailOf(person))}`)
    ).json()) as { items: { subject: string }[] };
    return items.map(({ subject }) => subject);
  };
  const mailTo = (person: Person, subject: RegExp) =>
    until(`a mail to ${person} about ${subject.source}`, async () =>
      (await mailsTo(person)).find((one) => subject.test(one)),
    );
  const status = (person: Person, { orderId }: OrderRef, wanted: string) =>
    until(`an order to be ${wanted}`, async () =>
      (await stage.api.ordering.getOrder({ orderId }, as(person))).status === wanted ? true : undefined,
    );
  const walletOf = async ({ storeId, seller }: Shop, asOf?: string) =>
    (await stage.api.payments.getWallet({ storeId, ...(asOf === undefined ? {} : { asOf }) }, as(seller))).wallets[0];
  const buyOne = async (person: Person, { variantId, storeId }: Shop, quantity = 1): Promise<OrderRef> => {
    const { cart } = await stage.api.ordering.createCart({ lines: [{ variantId, quantity }] }, as(person));
    const { total } = await stage.api.ordering.quoteCheckout(
      { cartId: cart.cartId, shippingAddress: ADDRESS },
      as(person),
    );
    const placed = await stage.api.ordering.placeCheckout(
      {
        cartId: cart.cartId,
        shippingAddress: ADDRESS,
        tenders: [{ method: 'card', token: 'tok_success', amountMinor: total.amountMinor }],
      },
      as(person),
    );
    if (placed.outcome !== 'placed') throw new Error(`the checkout answered ${placed.outcome}`);
    const order = { orderId: placed.checkout.orders[0]!.orderId, storeId };
    await status(person, order, 'confirmed');
    return order;
  };
  const ship = ({ orderId }: OrderRef, { seller }: Shop) =>
    stage.api.ordering.shipOrder({ orderId, carrier: 'Post', trackingNumber: 'PT 1' }, as(seller));

  return { begin, end, as, advance, mailTo, status, walletOf, buyOne, ship };
}

/** Made by the emulator's administrator, so that the address counts as verified: only such a one makes the first operator. */
async function signIn(authUrl: string, person: Person): Promise<string> {
  await fetch(`${authUrl}/identitytoolkit.googleapis.com/v1/projects/${PROJECT_ID}/accounts`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: 'Bearer owner' },
    body: JSON.stringify({ email: emailOf(person), displayName: person, password: PASSWORD, emailVerified: true }),
  });
  return createFirebaseAuth({ url: authUrl }).signInOrUp({ email: emailOf(person), password: PASSWORD });
}
