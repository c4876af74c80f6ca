import type { RestRoute } from '@haat/contracts';
import type { Json } from '../json-schema.ts';
import type { ObjectSchema } from './operation.ts';

/** JSON with the fields that are not in the path; or the file itself, where the route takes one. */
export function requestBody(input: ObjectSchema, fields: readonly string[], { consumes }: RestRoute): Json {
  const schema = {
    type: 'object',
    properties: Object.fromEntries(fields.map((field) => [field, input.properties[field]])),
    required: input.required.filter((field) => fields.includes(field)),
  };
  const asFile = (consumes?.mediaTypes ?? []).map((mediaType) => [mediaType, { schema: fileOf(consumes!.maxBytes) }]);
  return {
    required: schema.required.length > 0,
    content: { ...Object.fromEntries(asFile), ...asForm(schema, consumes), 'application/json': { schema } },
  };
}

/** As a browser's form sends it: the file is a part beside the other fields. */
function asForm(schema: { properties: Json }, consumes: RestRoute['consumes']): Json {
  if (consumes === undefined) return {};
  const { mediaType: _, fileName: __, ...others } = schema.properties;
  const properties = { ...others, file: fileOf(consumes.maxBytes) };
  return { 'multipart/form-data': { schema: { ...schema, properties } } };
}

const fileOf = (maxBytes: number): Json => ({
  type: 'string',
  format: 'binary',
  description: `The file itself, at most ${maxBytes.toLocaleString('en')} bytes`,
});
