import { capitalised, commentLines, isIdentifier, type JsonSchema } from './python-syntax.ts';

/**
 * Writes JSON schemas as Python's types: an object becomes a TypedDict, named after where it was first found. Objects of the same
 * fields share one.
 */
export class PythonTypes {
  readonly #classes: string[] = [];
  /** Names of classes by their fields. */
  readonly #known = new Map<string, string>();
  readonly #names = new Set<string>();
  readonly #aliases: string[] = [];

  /** Adds a schema under a name of its own. */
  declare(name: string, schema: JsonSchema): void {
    const type = this.typeOf(schema, name);
    if (type !== name)
      this.#aliases.push([...commentLines(schema.description, ''), `${name} = ${type}`].join('\n'));
  }

  /**
   * The type of a value.
   * @param name for the class of an object.
   */
  typeOf(schema: JsonSchema, name: string): string {
    const { type, anyOf, oneOf, items, properties, additionalProperties } = schema;
    if (schema.const !== undefined) return isLiteral(schema.const) ? literal([schema.const]) : 'float';
    if (schema.enum) return schema.enum.every(isLiteral) ? literal(schema.enum) : 'float';
    const alternatives = oneOf ?? anyOf;
    if (alternatives) {
      const types = alternatives.map((one, place) =>
        this.typeOf(one, `${name}${alternativeName(one, place)}`),
      );
      return [...new Set(types)].join(' | ');
    }
    if (Array.isArray(type)) {
      return type.map((one: string) => this.typeOf({ ...schema, type: one }, name)).join(' | ');
    }
    if (type === 'array') return `list[${items ? this.typeOf(items, `${name}Item`) : 'Any'}]`;
    if (type === 'object' && properties) return this.#classOf(schema, properties, name);
    if (type === 'object') {
      const isTyped = typeof additionalProperties === 'object';
      return `dict[str, ${isTyped ? this.typeOf(additionalProperties, `${name}Value`) : 'Any'}]`;
    }
    return SCALARS[String(type)] ?? 'Any';
  }

  /** The module that declares all of them. */
  module(): string {
    const head = [
      '"""Bodies of requests and responses, in the API\'s own form. Made from its OpenAPI document: do not edit."""',
      'from typing import Any, Literal, NotRequired, TypedDict',
    ];
    return `${[...head, ...this.#classes, ...this.#aliases].join('\n\n')}\n`;
  }

  #classOf(schema: JsonSchema, properties: Readonly<Record<string, JsonSchema>>, name: string): string {
    const required = new Set(schema.required ?? []);
    const fields = Object.entries(properties).map(([key, field]) => {
      const type = this.typeOf(field, name + capitalised(key));
      return { key, type: required.has(key) ? type : `NotRequired[${type}]`, comment: field.description };
    });
    const signature = JSON.stringify(fields.map(({ key, type }) => [key, type]));
    const known = this.#known.get(signature);
    if (known) return known;
    const free = this.#names.has(name) ? `${name}${this.#names.size}` : name;
    this.#known.set(signature, free);
    this.#names.add(free);
    this.#classes.push(fields.every(({ key }) => isIdentifier(key)) ? written() : functional());
    return free;

    function written(): string {
      const lines = fields.flatMap(({ key, type, comment }) => [
        ...commentLines(comment, '    '),
        `    ${key}: ${type}`,
      ]);
      const about = schema.description ? [`    """${schema.description}"""`, ''] : [];
      return [`class ${free}(TypedDict):`, ...about, ...(lines.length > 0 ? lines : ['    pass'])].join('\n');
    }
    function functional(): string {
      const pairs = fields.map(({ key, type }) => `${JSON.stringify(key)}: ${type}`);
      return `${free} = TypedDict(${JSON.stringify(free)}, {${pairs.join(', ')}})`;
    }
  }
}

const SCALARS: Readonly<Record<string, string>> = {
  string: 'str',
  integer: 'int',
  number: 'float',
  boolean: 'bool',
  null: 'None',
};

/** A class among alternatives is named by the value that tells them apart, such as its status. */
function alternativeName(schema: JsonSchema, place: number): string {
  const value = Object.values(schema.properties ?? {}).find(
    (field) => typeof field.const === 'string',
  )?.const;
  return typeof value === 'string' ? capitalised(value) : place === 0 ? '' : String(place + 1);
}

/** Python has no literal types of fractions. */
const isLiteral = (value: unknown): boolean => typeof value !== 'number' || Number.isInteger(value);

function literal(values: readonly unknown[]): string {
  const texts = values.map((value) => {
    if (value === null) return 'None';
    if (typeof value === 'boolean') return value ? 'True' : 'False';
    return JSON.stringify(value);
  });
  return `Literal[${texts.join(', ')}]`;
}
