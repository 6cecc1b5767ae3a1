/** What is read of a JSON schema. */
export interface JsonSchema {
  readonly type?: string | readonly string[];
  readonly description?: string;
  readonly format?: string;
  readonly contentMediaType?: string;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly JsonSchema[];
  readonly oneOf?: readonly JsonSchema[];
  readonly items?: JsonSchema;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly additionalProperties?: JsonSchema | boolean;
  readonly required?: readonly string[];
  readonly $ref?: string;
}

const KEYWORDS: ReadonlySet<string> = new Set(
  (
    'False None True and as assert async await break class continue def del elif else except finally for from global if ' +
    'import in is lambda nonlocal not or pass raise return try while with yield'
  ).split(' '),
);
const LINE_LENGTH = 110;

/** Whether a text can name something in Python. */
export const isIdentifier = (text: string): boolean => /^[A-Za-z_]\w*$/.test(text) && !KEYWORDS.has(text);

/** A name of the API (`externalId`, `Idempotency-Key`) as Python writes names (`external_id`, `idempotency_key`). */
export function pythonName(name: string): string {
  const words = name.replaceAll('-', '_').replaceAll(/([a-z0-9])([A-Z])/g, '$1_$2');
  const lower = words.toLowerCase();
  return KEYWORDS.has(lower) ? `${lower}_` : lower;
}

/** A name as part of the name of a class. */
export function capitalised(name: string): string {
  const words = name.split(/[^A-Za-z0-9]+/).filter((word) => word !== '');
  return words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('');
}

/** A text in lines of a readable length. */
export function wrapped(text: string, indent: string): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/\s+/)) {
    if (line !== '' && indent.length + line.length + word.length >= LINE_LENGTH) {
      lines.push(indent + line);
      line = '';
    }
    line += line === '' ? word : ` ${word}`;
  }
  return line === '' ? lines : [...lines, indent + line];
}

/** A text as a comment; nothing without one. */
export const commentLines = (text: string | undefined, indent: string): string[] =>
  text ? wrapped(text, '').map((line) => `${indent}# ${line}`) : [];
