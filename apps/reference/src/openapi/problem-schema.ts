import type { Json } from '../json-schema.ts';

export const PROBLEM_SCHEMA: Json = {
  type: 'object',
  description: 'RFC 9457 problem details',
  required: ['type', 'title', 'status', 'detail', 'code'],
  properties: {
    type: { type: 'string' },
    title: { type: 'string' },
    status: { type: 'integer' },
    detail: { type: 'string' },
    code: { type: 'string', description: 'Stable; branch on this' },
    field: { type: 'string', description: 'What is to blame, where one field is' },
    rule: { type: 'string', description: 'The rule it broke' },
    errors: {
      type: 'array',
      items: {
        type: 'object',
        required: ['field', 'rule', 'message'],
        properties: { field: { type: 'string' }, rule: { type: 'string' }, message: { type: 'string' } },
      },
    },
    details: { type: 'object', description: 'Figures that help, such as the limit that was passed' },
    correlationId: { type: 'string', description: 'Name it when you ask for help' },
    retryAfterSeconds: { type: 'integer' },
  },
};
