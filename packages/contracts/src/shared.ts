import { z } from 'zod';

/** Limits of what crosses a boundary; each has a test at the limit and one past it. */
export const LIMITS = {
  pageSize: 100,
  cartLines: 100,
  lineQuantity: 10_000,
  tenders: 20,
  variantsPerProduct: 100,
  textLength: 5_000,
  nameLength: 200,
  /** Largest amount of one price or payment in minor units. */
  amountMinor: 1_000_000_000_000n,
  stock: 1_000_000_000,
} as const;

/** PostgreSQL can store neither NUL nor lone surrogates; both are refused with the field's name instead of a 500. */
const isStorable = (value: string): boolean => !value.includes('\u0000') && value.isWellFormed();

/** One line or more of text that a person typed. Trimmed; control of length is the caller's duty. */
export const text = (maxLength: number = LIMITS.textLength, minLength = 1) =>
  z
    .string()
    .refine(isStorable, { message: 'contains characters that cannot be stored', params: { rule: 'storable_text' } })
    .trim()
    .min(minLength)
    .max(maxLength);

/** What a machine made or a person copied, such as a token or a code: kept as it is, and still storable. */
export const opaque = (maxLength: number, minLength = 1) =>
  z
    .string()
    .min(minLength)
    .max(maxLength)
    .refine(isStorable, { message: 'contains characters that cannot be stored', params: { rule: 'storable_text' } });

export const name = () => text(LIMITS.nameLength);

/** The name of an attribute or option, as sellers make them up. */
export const label = () => text(80);

/** Any UUID version; the house makes UUIDv7. Upper case means the same. */
export const id = () => z.guid().toLowerCase();

/** A stable word in lower case, e.g. a slug. */
export const slug = () =>
  z
    .string()
    .min(2)
    .max(80)
    .regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/);

export const email = () => z.email().max(254).toLowerCase();

export const currency = () => z.string().regex(/^[A-Z]{3}$/);

/** An instant in UTC, ISO 8601 with `Z`. */
export const instant = () => z.iso.datetime();

/** Whole minor units as digits in a string, so that no JSON parser turns them into a float. Zero or more. */
export const amountMinor = () =>
  z
    .string()
    .regex(/^(0|[1-9]\d{0,15})$/, {
      message: 'must be a whole number of minor units, as a string of digits',
      abort: true,
    })
    .refine((digits) => BigInt(digits) <= LIMITS.amountMinor, {
      message: `must be at most ${LIMITS.amountMinor}`,
      params: { rule: 'at_most' },
    });

/** Whole minor units greater than zero. */
export const positiveAmountMinor = () =>
  amountMinor().refine((digits) => digits !== '0', { message: 'must be more than zero', params: { rule: 'positive' } });

/** As {@link amountMinor}, in answers, where a balance may be negative and large. */
export const signedAmountMinor = () => z.string().regex(/^-?\d{1,19}$/);

export const money = () => z.object({ amountMinor: amountMinor(), currency: currency() });
export const positiveMoney = () => z.object({ amountMinor: positiveAmountMinor(), currency: currency() });
export const signedMoney = () => z.object({ amountMinor: signedAmountMinor(), currency: currency() });

export type MoneyWire = { amountMinor: string; currency: string };

export const quantity = () => z.int().min(1).max(LIMITS.lineQuantity);

/** Keyset paging: `cursor` is opaque and comes from the page before. */
export const pageInput = {
  limit: z.int().min(1).max(LIMITS.pageSize).default(20),
  cursor: opaque(500, 0).optional(),
};

export const pageOf = <Item extends z.ZodType>(item: Item) =>
  z.object({ items: z.array(item), nextCursor: z.string().nullable() });

export const nothing = () => z.object({});

/**
 * A file in a request, as base64; the handler gets bytes. Over REST it is the body itself where the route says what it
 * `consumes`.
 */
export const bytes = (maxBytes: number) =>
  z
    .string()
    .max(Math.ceil(maxBytes / 3) * 4)
    .meta({ contentEncoding: 'base64' })
    .transform((base64, context): Uint8Array => {
      const file = Buffer.from(base64, 'base64');
      if (file.toString('base64') !== base64)
        context.addIssue({ code: 'custom', message: 'must be base64', params: { rule: 'base64' } });
      return new Uint8Array(file.buffer, file.byteOffset, file.byteLength);
    })
    .refine((file) => file.byteLength <= maxBytes, {
      message: `must have at most ${maxBytes} bytes`,
      params: { rule: 'at_most' },
    });

/** A file in an answer. Over REST the bytes are sent as they are. */
export const file = () => z.object({ fileName: z.string(), base64: z.string() });

export const address = () =>
  z.object({
    name: name(),
    line1: text(200),
    line2: text(200, 0).optional(),
    city: text(120),
    region: text(120, 0).optional(),
    postalCode: text(20, 0).optional(),
    country: z.string().regex(/^[A-Z]{2}$/),
  });

export type AddressWire = z.output<ReturnType<typeof address>>;
