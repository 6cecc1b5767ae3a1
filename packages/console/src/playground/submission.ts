import type { SubmitFields } from '@vivavoce/sdk/console';

/** What is said about a recording, as it stands in the form. */
export interface Submission {
  readonly candidate: string;
  readonly externalId: string;
  readonly language: string;
  /** By commas. */
  readonly tags: string;
  /** A `key: value` a line. */
  readonly metadata: string;
  /** The version of the notice that the candidate agreed to; empty when none is given. */
  readonly noticeVersion: string;
  readonly accommodation: boolean;
}

/** An empty form. */
export const EMPTY_SUBMISSION: Submission = {
  candidate: '',
  externalId: '',
  language: 'en',
  tags: '',
  metadata: '',
  noticeVersion: '',
  accommodation: false,
};

/** The fields as the API takes them; what is empty is left out. */
export function fieldsOf(form: Submission, now: Date): SubmitFields {
  const metadata = {
    ...metadataOf(form.metadata),
    ...(form.candidate.trim() && { candidate: form.candidate.trim() }),
  };
  const tags = form.tags
    .split(',')
    .map((tag) => tag.trim())
    .filter(Boolean);
  return {
    ...(form.language && { language: form.language }),
    ...(form.externalId.trim() && { externalId: form.externalId.trim() }),
    ...(tags.length > 0 && { tags }),
    ...(Object.keys(metadata).length > 0 && { metadata }),
    ...(form.noticeVersion.trim() && {
      consent: { noticeVersion: form.noticeVersion.trim(), at: now.toISOString() },
    }),
    ...(form.accommodation && { accommodation: true }),
  };
}

function metadataOf(lines: string): Record<string, string> {
  return Object.fromEntries(
    lines.split('\n').flatMap((line) => {
      const colon = line.indexOf(':');
      const key = line.slice(0, colon).trim();
      return colon > 0 && key !== '' ? [[key, line.slice(colon + 1).trim()]] : [];
    }),
  );
}

/** The same submit as a command for a shell. */
export function curlOf(fields: SubmitFields, fileName: string, origin: string): string {
  const parts = Object.entries(fields).map(([name, value]) => {
    const text = typeof value === 'object' ? JSON.stringify(value) : String(value);
    return `  -F ${quoted(`${name}=${text}`)}`;
  });
  return [
    'curl -H "X-API-Key: $VIVAVOCE_KEY"',
    `  -F ${quoted(`audio=@${fileName}`)}`,
    ...parts,
    `  ${quoted(`${origin}/api/v1/speech/analyze`)}`,
  ].join(' \\\n');
}

/** The same submit as code with the SDK. */
export function sdkCodeOf(fields: SubmitFields, fileName: string, origin: string): string {
  return `import { createVivavoce } from '@vivavoce/sdk';

const vivavoce = createVivavoce({ baseUrl: ${JSON.stringify(origin)}, apiKey: process.env.VIVAVOCE_KEY });
const { id } = await vivavoce.submit(${JSON.stringify(fileName)}, ${JSON.stringify(fields, null, 2)});
const result = await vivavoce.waitForResult(id);`;
}

/** In single quotes, as a POSIX shell reads them. */
const quoted = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`;
