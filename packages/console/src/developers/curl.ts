import type { RecentRequest } from '../api/recent-requests.ts';

/** A request as a shell command that reads the key from VIVAVOCE_KEY. */
export function toCurl(
  { method, path, json, form }: Pick<RecentRequest, 'method' | 'path' | 'json' | 'form'>,
  origin: string,
): string {
  const isPlain = method === 'GET' || (method === 'POST' && form !== null);
  return [
    `curl${isPlain ? '' : ` -X ${method}`} -H "X-API-Key: $VIVAVOCE_KEY"`,
    ...(json === null ? [] : ["  -H 'content-type: application/json'", `  -d ${shellQuoted(json)}`]),
    ...(form ?? []).map(([name, value]) => `  -F ${shellQuoted(`${name}=${value}`)}`),
    `  ${shellQuoted(`${origin}/api/v1${path}`)}`,
  ].join(' \\\n');
}

/** Quotes a text for a POSIX shell. */
const shellQuoted = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`;
