import { z } from 'zod';

type JsonSchema = z.core.JSONSchema.BaseSchema;

/** The smallest value of a string schema. */
function exampleText({ pattern, format }: JsonSchema): string {
  if (format === 'date-time') return '2026-01-01T00:00:00.000Z';
  if (format === 'date') return '2026-01-01';
  if (format === 'uuid') return '00000000-0000-4000-8000-000000000000';
  if (format === 'email') return 'ada@example.com';
  return pattern?.includes('speaker') ? 'speaker_0' : 'text';
}

/** A small value that a JSON schema accepts. */
function exampleOfJson(schema: JsonSchema): unknown {
  if (schema.const !== undefined) return schema.const;
  if (schema.enum) return schema.enum[0];
  const [choice] = schema.anyOf ?? schema.oneOf ?? [];
  if (choice) return exampleOfJson(choice as JsonSchema);
  const type = Array.isArray(schema.type) ? schema.type[0] : schema.type;
  if (type === 'object') {
    const fields = (schema.required ?? []).map(
      (name) => [name, schema.properties?.[name] as JsonSchema] as const,
    );
    return Object.fromEntries(fields.map(([name, field]) => [name, exampleOfJson(field)]));
  }
  if (type === 'array') {
    const { minItems = 0, items } = schema;
    return Array.from({ length: minItems }, () => exampleOfJson(items as JsonSchema));
  }
  if (type === 'null') return null;
  if (type === 'boolean') return false;
  if (type === 'string') return exampleText(schema);
  return Math.max(0, Number(schema.minimum ?? 0));
}

/** A small value that a schema of the contract accepts, made from the schema itself. */
export function exampleOf<T>(schema: z.ZodType<T>): T {
  return schema.parse(exampleOfJson(z.toJSONSchema(schema, { unrepresentable: 'any' })));
}
