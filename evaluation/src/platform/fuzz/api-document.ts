/** A JSON schema as it stands in an OpenAPI 3.1 document. */
export type Schema = Readonly<Record<string, unknown>>;

/** A body in the document. */
interface Media {
  readonly schema?: Schema;
  readonly examples?: Readonly<Record<string, unknown>>;
}

/** An answer in the document. */
export interface DocumentedAnswer {
  readonly content?: Readonly<Record<string, Media>>;
}

/** One thing that can be asked, as the server's own document tells it. */
export interface DocumentedOperation {
  readonly id: string;
  readonly method: string;
  /** With its parameters in braces. */
  readonly path: string;
  readonly parameters: readonly { readonly name: string; readonly in: string; readonly schema: Schema }[];
  /** Names of ways to say who asks, any of which will do; none for everybody. */
  readonly security: readonly string[];
  readonly jsonBody: Schema | null;
  readonly form: Schema | null;
  readonly answers: Readonly<Record<string, DocumentedAnswer>>;
}

/** The document that a server gives of itself. */
export interface ApiDocument {
  readonly operations: readonly DocumentedOperation[];
  /** Bodies by name, which the others refer to. */
  readonly schemas: Readonly<Record<string, Schema>>;
}

interface OperationObject {
  readonly operationId: string;
  readonly parameters?: DocumentedOperation['parameters'];
  readonly security?: readonly Record<string, unknown>[];
  readonly requestBody?: { readonly content: Readonly<Record<string, Media>> };
  readonly responses: DocumentedOperation['answers'];
}

/** Reads what a server says can be asked of it. */
export async function readApiDocument(url: string): Promise<ApiDocument> {
  const document = (await (await fetch(`${url}/api/v1/openapi.json`)).json()) as {
    paths: Record<string, Record<string, OperationObject>>;
    components: { schemas: Record<string, Schema> };
  };
  const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, documented]) => ({
      id: documented.operationId,
      method: method.toUpperCase(),
      path,
      parameters: documented.parameters ?? [],
      security: (documented.security ?? []).flatMap((way) => Object.keys(way)),
      jsonBody: documented.requestBody?.content['application/json']?.schema ?? null,
      form: documented.requestBody?.content['multipart/form-data']?.schema ?? null,
      answers: documented.responses,
    })),
  );
  return { operations, schemas: document.components.schemas };
}
