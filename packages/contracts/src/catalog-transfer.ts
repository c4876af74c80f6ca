import { z } from 'zod';
import { mutation, query, storeMember } from './contract.ts';
import { bytes, file, id, instant, pageInput, pageOf, opaque } from './shared.ts';

/** Limits of CSV files; each has a test at the limit and one past it. */
export const TRANSFER_LIMITS = {
  fileBytes: 10_485_760,
  /** Lines of goods in one file, the header not counted. */
  rows: 20_000,
  /** Imports of one store that wait or run. */
  unfinished: 5,
  /** Lines of goods in one export. */
  exportedRows: 100_000,
} as const;

export const importStatus = () => z.enum(['waiting', 'running', 'finished', 'cancelled', 'failed']);

const productImport = () =>
  z.object({
    importId: id(),
    storeId: id(),
    fileName: z.string(),
    status: importStatus(),
    /** Lines of the file; each processed one has either created or updated a variant, or was refused. */
    total: z.int(),
    processed: z.int(),
    created: z.int(),
    updated: z.int(),
    refused: z.int(),
    createdAt: instant(),
    finishedAt: instant().nullable(),
  });

const refusal = () =>
  z.object({
    /** The line of the file on which the row begins; the header is line 1. */
    line: z.int(),
    /** The column to blame; empty where the row as a whole is. */
    field: z.string(),
    rule: z.string(),
    code: z.string(),
    message: z.string(),
  });

const ofStore = { storeId: id() };
const ofImport = { storeId: id(), importId: id() };

export const transferProcedures = {
  importProducts: mutation({
    summary: 'Import products from a CSV file in the background: good rows go in, each bad one is reported',
    access: storeMember('manager'),
    input: z.object({
      ...ofStore,
      /** The CSV file: the body as it is, or base64 in JSON. UTF-8, a header line, commas. */
      file: bytes(TRANSFER_LIMITS.fileBytes),
      mediaType: opaque(200, 0).optional(),
      fileName: opaque(255, 0).default('products.csv'),
    }),
    output: productImport(),
    errors: [
      'catalog.import_unreadable',
      'catalog.import_too_many_rows',
      'catalog.too_many_imports',
      'catalog.upload_too_slow',
      'catalog.store_not_selling',
    ],
    rest: {
      method: 'POST',
      path: '/v1/stores/{storeId}/products/imports',
      status: 202,
      consumes: { mediaTypes: ['text/csv', 'application/vnd.ms-excel'], maxBytes: TRANSFER_LIMITS.fileBytes },
    },
  }),
  getImport: query({
    summary: 'Show how far an import has come',
    access: storeMember('manager', 'staff'),
    input: z.object(ofImport),
    output: productImport(),
    errors: ['catalog.import_not_found'],
    rest: { method: 'GET', path: '/v1/stores/{storeId}/products/imports/{importId}' },
  }),
  listImports: query({
    summary: 'List the imports of my store, newest first',
    access: storeMember('manager', 'staff'),
    input: z.object({ ...pageInput, ...ofStore }),
    output: pageOf(productImport()),
    errors: ['catalog.cursor_invalid'],
    rest: { method: 'GET', path: '/v1/stores/{storeId}/products/imports' },
  }),
  listImportRefusals: query({
    summary: 'List the lines that an import refused, with the column and the rule, by line',
    access: storeMember('manager', 'staff'),
    input: z.object({ ...pageInput, ...ofImport }),
    output: pageOf(refusal()),
    errors: ['catalog.import_not_found', 'catalog.cursor_invalid'],
    rest: { method: 'GET', path: '/v1/stores/{storeId}/products/imports/{importId}/refusals' },
  }),
  cancelImport: mutation({
    summary: 'Stop an import; what it has done stays',
    access: storeMember('manager'),
    input: z.object(ofImport),
    output: productImport(),
    errors: ['catalog.import_not_found', 'catalog.import_ended'],
    rest: { method: 'POST', path: '/v1/stores/{storeId}/products/imports/{importId}/cancel' },
  }),
  exportProducts: query({
    summary: 'Export all products of my store as a CSV file that can be imported again',
    access: storeMember('manager', 'staff'),
    input: z.object(ofStore),
    output: file(),
    errors: ['catalog.export_too_large'],
    rest: { method: 'GET', path: '/v1/stores/{storeId}/products/export', produces: 'text/csv' },
  }),
};
