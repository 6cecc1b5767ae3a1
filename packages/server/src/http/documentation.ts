import { createHash } from 'node:crypto';
import { type OpenApiDocument, openApiDocument } from '@vivavoce/contract';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { HttpContext } from './context.ts';

const STYLE = `body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem}
code,pre{font:14px/1.4 ui-monospace,monospace}pre{background:#f4f4f4;padding:1rem;overflow:auto}
table{border-collapse:collapse;width:100%}td,th{border:1px solid #ccc;padding:.3rem .6rem;text-align:left;vertical-align:top}`;
const STYLE_HASH = createHash('sha256').update(STYLE).digest('base64');

const escapeHtml = (value: unknown): string =>
  String(value).replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
const pre = (value: unknown): string => `<pre>${escapeHtml(JSON.stringify(value, null, 2))}</pre>`;

/** What the page shows of an operation of the document. */
interface DocumentedOperation {
  readonly operationId: string;
  readonly summary: string;
  readonly parameters: readonly { name: string; in: string; description: string }[];
  readonly requestBody?: unknown;
  readonly responses: Readonly<
    Record<
      string,
      { description: string; content?: Record<string, { examples?: Record<string, { value: unknown }> }> }
    >
  >;
}

/** One operation as HTML. */
function renderOperation(method: string, path: string, operation: DocumentedOperation): string {
  const parameters = operation.parameters.map(
    ({ name, in: place, description }) =>
      `<tr><td><code>${escapeHtml(name)}</code></td><td>${escapeHtml(place)}</td><td>${escapeHtml(description)}</td></tr>`,
  );
  const responses = Object.entries(operation.responses).map(([status, { description, content = {} }]) => {
    const examples =
      Number(status) < 400
        ? Object.values(content).flatMap((body) => Object.entries(body.examples ?? {}))
        : [];
    const shown = examples.map(
      ([name, { value }]) => `<details><summary>${escapeHtml(name)}</summary>${pre(value)}</details>`,
    );
    return `<tr><td>${escapeHtml(status)}</td><td>${escapeHtml(description)}${shown.join('')}</td></tr>`;
  });
  return `<h2 id="${escapeHtml(operation.operationId)}"><code>${method.toUpperCase()} ${escapeHtml(path)}</code></h2>
<p>${escapeHtml(operation.summary)}</p>
${parameters.length > 0 ? `<table><tr><th>parameter</th><th>in</th><th>meaning</th></tr>${parameters.join('')}</table>` : ''}
${operation.requestBody ? `<details><summary>Body</summary>${pre(operation.requestBody)}</details>` : ''}
<h3>Answers</h3><table><tr><th>status</th><th>meaning</th></tr>${responses.join('')}</table>`;
}

/** The whole API as one page that loads nothing. */
function renderPage({ info, paths, components }: OpenApiDocument): string {
  const operations = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) =>
      renderOperation(method, path, operation as unknown as DocumentedOperation),
    ),
  );
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Vivavoce API</title>
<meta name="viewport" content="width=device-width"><style>${STYLE}</style></head><body><main>
<h1>Vivavoce API ${escapeHtml(info.version)}</h1><p>${escapeHtml(info.summary)}</p>
<p>All paths are below <code>/api/v1</code>. Send the key as <code>X-API-Key</code> or as a bearer token.
The same in <a href="openapi.json">OpenAPI 3.1</a>.</p>
${operations.join('\n')}<h2>Bodies</h2>${pre(components.schemas)}</main></body></html>`;
}

/** What a function returns, made at the first call: describing every operation takes longer than starting the server. */
function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | null = null;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

/** `GET /openapi.json`: the API in OpenAPI 3.1. */
export function openApiRoute({ version }: HttpContext) {
  const text = once(() => JSON.stringify(openApiDocument(version)));
  return async (_request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> =>
    reply.header('content-type', 'application/json; charset=utf-8').send(text());
}

/** `GET /docs`: the API for people, without a script or anything from elsewhere. */
export function docsRoute({ version }: HttpContext) {
  const page = once(() => renderPage(openApiDocument(version)));
  return async (_request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> =>
    reply
      .header('content-type', 'text/html; charset=utf-8')
      .header('content-security-policy', `default-src 'none'; style-src 'sha256-${STYLE_HASH}'`)
      .send(page());
}
