import { z } from 'zod';
import { mutation, query, storeMember } from './contract.ts';
import { currency, id, instant, money, pageInput, pageOf, positiveMoney } from './shared.ts';

/** What one unit of the base costs in the quote currency: at most eight digits before the point and ten after it. */
export const rate = () =>
  z
    .string()
    .regex(/^(0|[1-9]\d{0,7})(\.\d{1,10})?$/, { message: 'must be a decimal number, as a string', abort: true })
    .refine((digits) => /[1-9]/.test(digits), { message: 'must be more than zero', params: { rule: 'positive' } });

export const exchangeRate = () =>
  z.object({
    rateId: id(),
    baseCurrency: currency(),
    quoteCurrency: currency(),
    rate: z.string(),
    effectiveFrom: instant(),
  });

export const conversion = () =>
  z.object({
    conversionId: id(),
    storeId: id(),
    from: money(),
    to: money(),
    /** What one unit of `from` was worth in the currency of `to`. */
    rate: z.string(),
    convertedAt: instant(),
  });

/** Exchange rates and the conversion of what a store has earned. */
export const exchangeProcedures = {
  setExchangeRate: mutation({
    summary: 'Set what one unit of a currency costs in another from a moment on; the way back follows from it',
    access: 'admin',
    input: z.object({
      baseCurrency: currency(),
      quoteCurrency: currency(),
      rate: rate(),
      /** Left out: now. It cannot lie in the past: what was priced then stays as it was. */
      effectiveFrom: instant().optional(),
    }),
    output: exchangeRate(),
    errors: ['payments.same_currency', 'payments.rate_in_past', 'payments.rate_exists'],
    rest: { method: 'POST', path: '/v1/exchange-rates', status: 201 },
  }),
  listExchangeRates: query({
    summary: 'List exchange rates, newest first: those in force, those to come and those of the past',
    access: 'public',
    input: z.object({ ...pageInput, baseCurrency: currency().optional(), quoteCurrency: currency().optional() }),
    output: pageOf(exchangeRate()),
    errors: ['payments.cursor_invalid'],
    rest: { method: 'GET', path: '/v1/exchange-rates' },
  }),
  convertBalance: mutation({
    summary: 'Convert available money of a store into another currency at the rate in force, if it is the one expected',
    access: storeMember('owner'),
    idempotency: 'required',
    input: z.object({
      storeId: id(),
      from: positiveMoney(),
      toCurrency: currency(),
      /** The rate the owner saw, from the one currency to the other. */
      expectedRate: rate(),
    }),
    output: z.discriminatedUnion('outcome', [
      z.object({ outcome: z.literal('converted'), conversion: conversion() }),
      z.object({ outcome: z.literal('rate_changed'), rate: z.string() }),
    ]),
    errors: [
      'payments.insufficient_funds',
      'payments.same_currency',
      'payments.no_exchange_rate',
      'payments.amount_too_small',
      'payments.amount_too_large',
    ],
    rest: { method: 'POST', path: '/v1/stores/{storeId}/conversions', status: 201 },
  }),
  listConversions: query({
    summary: "List a store's conversions, newest first",
    access: storeMember('manager'),
    input: z.object({ ...pageInput, storeId: id() }),
    output: pageOf(conversion()),
    errors: ['payments.cursor_invalid'],
    rest: { method: 'GET', path: '/v1/stores/{storeId}/conversions' },
  }),
};
