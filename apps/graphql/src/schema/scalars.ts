import { Kind } from 'graphql';
import { InvalidScalar } from '../errors/invalid-scalar.ts';
import { builder } from './builder.ts';

const INTEGER = /^-?\d{1,19}$/;

const digits = (value: unknown): string => {
  const text = typeof value === 'number' && Number.isSafeInteger(value) ? String(value) : value;
  if (typeof text !== 'string' || !INTEGER.test(text)) throw new InvalidScalar('MinorUnits must be a string of digits');
  return text;
};

/** Amounts never become floats: they are digits in a string on the way out, and may be a literal integer on the way in. */
builder.scalarType('MinorUnits', {
  description:
    'A whole number of minor units of a currency, such as cents, as a string of digits: it may be larger than a number of JSON can safely be.',
  serialize: digits,
  parseValue: digits,
  parseLiteral(node) {
    if (node.kind === Kind.STRING || node.kind === Kind.INT) return digits(node.value);
    throw new InvalidScalar('MinorUnits must be a string of digits');
  },
});

const instant = (value: unknown): string => {
  if (typeof value !== 'string' || Number.isNaN(Date.parse(value)))
    throw new InvalidScalar('DateTime must be an ISO 8601 instant');
  return value;
};

builder.scalarType('DateTime', {
  description: 'An instant in UTC in ISO 8601, such as `2026-03-01T12:00:00.000Z`.',
  serialize: instant,
  parseValue: instant,
});
