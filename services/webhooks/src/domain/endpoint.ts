/** Why an endpoint hears nothing: a member said so, it answered 410, or it took nothing for days. */
export type DisabledReason = 'by_member' | 'gone' | 'failing';

/** An address of a partner that hears events of one store. Secrets are sealed: only the box that sealed them opens them. */
export type Endpoint = {
  readonly endpointId: string;
  readonly storeId: string;
  readonly url: string;
  readonly description: string;
  readonly eventTypes: readonly string[];
  readonly status: 'enabled' | 'disabled';
  readonly disabledReason: DisabledReason | null;
  readonly disabledAt: Date | null;
  readonly failingSince: Date | null;
  readonly secret: string;
  readonly previousSecret: string | null;
  readonly previousSecretValidUntil: Date | null;
  readonly createdAt: Date;
  readonly updatedAt: Date;
};

export const ENDPOINTS_PER_STORE = 20;
/** Partners have a day to take a new secret over. */
export const OLD_SECRET_VALID_MS = 24 * 3_600_000;
/** An endpoint that took nothing for so long is disabled; its deliveries wait until a member enables it. */
export const FAILING_LIMIT_MS = 5 * 24 * 3_600_000;

const GONE = 410;

type Draft = Pick<Endpoint, 'endpointId' | 'storeId' | 'url' | 'description' | 'eventTypes' | 'secret'>;

export const newEndpoint = (draft: Draft, now: Date): Endpoint => ({
  ...draft,
  status: 'enabled',
  disabledReason: null,
  disabledAt: null,
  failingSince: null,
  previousSecret: null,
  previousSecretValidUntil: null,
  createdAt: now,
  updatedAt: now,
});

/** Enabling forgives: the days of failure are counted anew. */
export const enabled = (endpoint: Endpoint, now: Date): Endpoint =>
  endpoint.status === 'enabled'
    ? endpoint
    : {
        ...endpoint,
        status: 'enabled',
        disabledReason: null,
        disabledAt: null,
        failingSince: null,
        updatedAt: now,
      };

/** Disabling what is disabled keeps the first reason. */
export const disabled = (endpoint: Endpoint, reason: DisabledReason, now: Date): Endpoint =>
  endpoint.status === 'disabled'
    ? endpoint
    : { ...endpoint, status: 'disabled', disabledReason: reason, disabledAt: now, updatedAt: now };

/** Only the secret before the new one signs along: a second rotation ends the first. */
export const withNewSecret = (endpoint: Endpoint, secret: string, now: Date): Endpoint => ({
  ...endpoint,
  secret,
  previousSecret: endpoint.secret,
  previousSecretValidUntil: new Date(now.getTime() + OLD_SECRET_VALID_MS),
  updatedAt: now,
});

/** The sealed secrets a delivery is signed with now, the newest first. */
export function signingSecrets(endpoint: Endpoint, now: Date): readonly string[] {
  const { secret, previousSecret, previousSecretValidUntil } = endpoint;
  const signsAlong = previousSecretValidUntil !== null && now < previousSecretValidUntil;
  return previousSecret !== null && signsAlong ? [secret, previousSecret] : [secret];
}

/** What an answer does to the endpoint: a taken delivery clears its name, 410 and days of failure disable it. */
export function afterAttempt(
  endpoint: Endpoint,
  outcome: { readonly taken: boolean; readonly statusCode: number | null },
  now: Date,
): Endpoint {
  if (outcome.taken) return endpoint.failingSince === null ? endpoint : { ...endpoint, failingSince: null };
  if (outcome.statusCode === GONE) return disabled(endpoint, 'gone', now);
  const failing = { ...endpoint, failingSince: endpoint.failingSince ?? now };
  return now.getTime() - failing.failingSince.getTime() >= FAILING_LIMIT_MS
    ? disabled(failing, 'failing', now)
    : failing;
}
