/**
 * Makes a collection for Postman, and for whatever else reads its format, from the API's OpenAPI document.
 *
 *     npm run pack:postman -- <file>
 */
import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { exampleOf, OPERATIONS, type Operation, RECORDING_FIELD } from '@vivavoce/contract';

interface Item {
  readonly name: string;
  readonly request: Readonly<Record<string, unknown>>;
}

const SCHEMA = 'https://schema.getpostman.com/json/collection/v2.1.0/collection.json';

/** The folder of an operation, by the beginning of its path; null leaves it out: what belongs to a browser's session. */
function folderOf({ needs, path }: Operation): string | null {
  if (needs === 'operator') return 'Operator';
  if (needs === 'user') return null;
  const [, first = ''] = path.split('/');
  return FOLDERS[first] ?? null;
}

const FOLDERS: Readonly<Record<string, string>> = {
  speech: 'Runs',
  'candidate-requests': 'Requests of candidates',
  shared: 'Shared reports',
  credits: 'Credits and statistics',
  statistics: 'Credits and statistics',
  projects: 'Credits and statistics',
  fairness: 'Credits and statistics',
  health: 'Server',
};

/** The description of a field of the contract. */
const about = (field: unknown): string => (field as { readonly description?: string }).description ?? '';

const apiKey = (key: string, value: string) => ({ key, value, type: 'string' });

/** How an operation authenticates. */
function authOf({ needs }: Operation) {
  if (needs === 'nothing') return { type: 'noauth' };
  if (needs === 'operator') {
    return { type: 'bearer', bearer: [apiKey('token', '{{operatorToken}}')] };
  }
  return {
    type: 'apikey',
    apikey: [apiKey('key', 'X-API-Key'), apiKey('value', '{{apiKey}}'), apiKey('in', 'header')],
  };
}

/** The address of an operation; what may be left out is there and switched off. */
function urlOf({ path, params, query }: Operation) {
  const segments = path
    .slice(1)
    .replaceAll(/\{(\w+)\}/g, ':$1')
    .split('/');
  const variable = Object.entries(params?.shape ?? {}).map(([key, field]) => ({
    key,
    value: key === 'id' ? '{{runId}}' : '',
    description: about(field),
  }));
  const entries = Object.entries(query?.shape ?? {}).map(([name, field]) => ({
    key: name === 'metadata' ? 'metadata[key]' : name,
    value: '',
    description: about(field),
    disabled: true,
  }));
  return {
    raw: `{{baseUrl}}/api/v1/${segments.join('/')}`,
    host: ['{{baseUrl}}'],
    path: ['api', 'v1', ...segments],
    ...(entries.length > 0 ? { query: entries } : {}),
    ...(variable.length > 0 ? { variable } : {}),
  };
}

/** The body of an operation, with an example. */
function bodyOf({ form, body }: Operation) {
  if (form) {
    const fields = Object.entries(form.shape).map(([key, field]) => ({
      key,
      value: '',
      type: 'text',
      description: about(field),
      disabled: true,
    }));
    return {
      mode: 'formdata',
      formdata: [
        {
          key: RECORDING_FIELD,
          type: 'file',
          src: null,
          description: 'The recording, or its parts in order',
        },
        ...fields,
      ],
    };
  }
  const [schema] = Object.values(body ?? {});
  if (!schema) return undefined;
  const raw = JSON.stringify(exampleOf(schema), null, 2);
  return { mode: 'raw', raw, options: { raw: { language: 'json' } } };
}

function itemOf(operation: Operation): Item {
  const { method, summary, headers } = operation;
  const header = Object.entries(headers ?? {}).map(([key, field]) => ({
    key,
    value: '',
    description: about(field),
    disabled: true,
  }));
  const body = bodyOf(operation);
  const request = {
    method: method.toUpperCase(),
    header,
    auth: authOf(operation),
    url: urlOf(operation),
    ...(body ? { body } : {}),
  };
  return { name: summary, request };
}

/** The collection of every operation that an API key, the operator's token or nobody needs, in folders (Postman Collection 2.1.0). */
export function postmanCollection() {
  const folders = new Map<string, Item[]>();
  for (const operation of OPERATIONS) {
    const folder = folderOf(operation);
    if (folder !== null) folders.set(folder, [...(folders.get(folder) ?? []), itemOf(operation)]);
  }
  const variable = ['baseUrl', 'apiKey', 'operatorToken', 'runId'].map((key) => ({
    key,
    value: key === 'baseUrl' ? 'http://127.0.0.1:8080' : '',
  }));
  return {
    info: { name: 'Vivavoce', schema: SCHEMA },
    item: [...folders].map(([name, item]) => ({ name, item })),
    variable,
  };
}

if (import.meta.main) {
  const [file] = process.argv.slice(2);
  if (!file) throw new Error('Usage: npm run pack:postman -- <file>');
  await writeFile(resolve(file), `${JSON.stringify(postmanCollection(), null, 2)}\n`);
}
