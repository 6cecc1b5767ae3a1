import { OPERATIONS } from '@vivavoce/contract';

const DOCUMENTED = OPERATIONS.map(({ method, path }) => ({
  method: method.toUpperCase(),
  path: new RegExp(`^/api/v1${path.replaceAll(/\{[^}]+\}/g, '[^/]+')}$`),
}));

/** The calls, each as `GET /api/v1/credits`, that the OpenAPI document lacks. */
export function undocumentedCalls(calls: Iterable<string>): string[] {
  return [...calls].filter((call) => {
    const [method, path = ''] = call.split(' ');
    return !DOCUMENTED.some((operation) => operation.method === method && operation.path.test(path));
  });
}
