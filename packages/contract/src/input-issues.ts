import type { z } from 'zod';

type RawIssue = Parameters<z.core.$ZodErrorMap>[0];

const MAX_SHOWN_LENGTH = 60;
const SECRET_FIELD = /password|token|secret/i;

/** Levels of nested lists and objects that are quoted: writing all of what callers send would exhaust the stack. */
const MAX_SHOWN_LEVELS = 3;

/** A value with what is nested too deep, and the items too far behind to be quoted, left out. */
function shorten(value: unknown, levels: number): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (levels === 0) return '…';
  if (Array.isArray(value)) return value.slice(0, MAX_SHOWN_LENGTH).map((item) => shorten(item, levels - 1));
  const fields = Object.entries(value).slice(0, MAX_SHOWN_LENGTH);
  return Object.fromEntries(fields.map(([name, item]) => [name, shorten(item, levels - 1)]));
}

/** A value as error messages quote it: JSON, cut to a readable length. */
export function quoteValue(value: unknown): string {
  const text = JSON.stringify(shorten(value, MAX_SHOWN_LEVELS)) ?? 'nothing';
  return text.length <= MAX_SHOWN_LENGTH ? text : `${text.slice(0, MAX_SHOWN_LENGTH - 1)}…`;
}

/** A rule as the message of a schema: the rule, then the value that breaks it. */
export const must =
  (rule: string) =>
  ({ input }: { readonly input?: unknown }): string =>
    input === undefined ? `must ${rule}` : `must ${rule}; got ${quoteValue(input)}`;

const TYPES: Readonly<Record<string, string>> = {
  int: 'a whole number',
  number: 'a number',
  string: 'a string',
  boolean: 'true or false',
  array: 'an array',
  object: 'an object',
  record: 'an object',
};

const FORMATS: Readonly<Record<string, string>> = {
  datetime: 'an ISO 8601 time, such as 2026-01-31T12:00:00Z',
  uuid: 'a UUID',
  email: 'an email address, such as name@example.com',
};

/** The limit that a number, text or list breaks. */
function limitRule(issue: RawIssue & { readonly origin: string }, word: string, limit: unknown): string {
  if (issue.origin === 'string') return `have ${word} ${limit} characters`;
  if (issue.origin === 'array' || issue.origin === 'set') return `have ${word} ${limit} items`;
  return `be ${word} ${Number(limit).toLocaleString('en')}`;
}

/** The rule that an issue breaks, to go after "must"; undefined for issues that the library's message explains. */
function ruleOf(issue: RawIssue): string | undefined {
  switch (issue.code) {
    case 'invalid_type':
      return TYPES[issue.expected] && `be ${TYPES[issue.expected]}`;
    case 'invalid_value':
      return `be ${issue.values.length > 1 ? 'one of ' : ''}${issue.values.map(String).join(', ')}`;
    case 'invalid_format':
      return FORMATS[issue.format] && `be ${FORMATS[issue.format]}`;
    case 'too_small':
      return limitRule(issue, 'at least', issue.minimum);
    case 'too_big':
      return limitRule(issue, 'at most', issue.maximum);
    default:
      return undefined;
  }
}

/** Messages for issues that a schema has no message for: the rule and, unless it is secret or long, what was sent. */
export const inputIssueMessage: z.core.$ZodErrorMap = (issue) => {
  if (issue.code === 'unrecognized_keys') return `unknown field ${issue.keys.join(', ')}`;
  if (issue.code === 'invalid_type' && issue.input === undefined) return 'is required';
  const rule = ruleOf(issue);
  if (rule === undefined) return undefined;
  const isSecret = SECRET_FIELD.test(String(issue.path?.at(-1) ?? ''));
  const isText = typeof issue.input === 'string' && issue.input.length > MAX_SHOWN_LENGTH;
  return isSecret || isText ? `must ${rule}` : must(rule)(issue);
};

/** A message with the name of the field that it is about; an empty name stands for the whole value. */
export function fieldMessage(field: string, message: string): string {
  if (field === '') return message;
  return /^(must|is) /.test(message) ? `${field} ${message}` : `${field}: ${message}`;
}

/** An error of parsed input as one sentence per issue. */
export const describeInputError = ({ issues }: z.ZodError): string =>
  issues.map(({ path, message }) => fieldMessage(path.join('.'), message)).join('; ');
