export { createOpenApi } from './openapi/openapi.ts';
export { createAsyncApi } from './asyncapi/asyncapi.ts';
export { createReference } from './create-reference.ts';
