import type { SubmitFields } from '@vivavoce/sdk/console';
import { toCurl } from '../developers/curl.ts';
import { sdkSetupCode } from '../developers/sdk-code.ts';
import type { Language } from '../i18n/languages.ts';

/** What is said about a recording, as it stands in the form. */
export interface SubmissionForm {
  readonly candidate: string;
  readonly externalId: string;
  readonly language: string;
  /** The project whose rules hold; empty for none. */
  readonly projectId: string;
  /** By commas. */
  readonly tags: string;
  /** A `key: value` a line. */
  readonly metadata: string;
  /** The version of the notice that the candidate agreed to; empty when none is given. */
  readonly noticeVersion: string;
  readonly accommodation: boolean;
}

/** An empty form. */
export const EMPTY_SUBMISSION_FORM: SubmissionForm = {
  candidate: '',
  externalId: '',
  language: 'en',
  projectId: '',
  tags: '',
  metadata: '',
  noticeVersion: '',
  accommodation: false,
};

/**
 * The fields as the API takes them; what is empty is left out.
 * @param reportLanguage of the console, in which the result is to be read; left out where it is English, as is usual.
 */
export function toSubmitFields(
  form: SubmissionForm,
  now: Date,
  reportLanguage: Language = 'en',
): SubmitFields {
  const metadata = {
    ...parseMetadata(form.metadata),
    ...(form.candidate.trim() && { candidate: form.candidate.trim() }),
  };
  const tags = form.tags
    .split(',')
    .map((tag) => tag.trim())
    .filter(Boolean);
  return {
    ...(form.language && { language: form.language }),
    ...(form.externalId.trim() && { externalId: form.externalId.trim() }),
    ...(form.projectId && { projectId: form.projectId }),
    ...(tags.length > 0 && { tags }),
    ...(Object.keys(metadata).length > 0 && { metadata }),
    ...(form.noticeVersion.trim() && {
      consent: { noticeVersion: form.noticeVersion.trim(), at: now.toISOString() },
    }),
    ...(form.accommodation && { accommodation: true }),
    ...(reportLanguage !== 'en' && { reportLanguage }),
  };
}

function parseMetadata(lines: string): Record<string, string> {
  return Object.fromEntries(
    lines.split('\n').flatMap((line) => {
      const colon = line.indexOf(':');
      const key = line.slice(0, colon).trim();
      return colon > 0 && key !== '' ? [[key, line.slice(colon + 1).trim()]] : [];
    }),
  );
}

/** The same submit as a command for a shell. The project is that of the key. */
export function submitCurlCommand(
  { projectId: _, ...fields }: SubmitFields,
  fileName: string,
  origin: string,
): string {
  const texts = Object.entries(fields).map(
    ([name, value]) => [name, typeof value === 'object' ? JSON.stringify(value) : String(value)] as const,
  );
  const form = [['audio', `@${fileName}`] as const, ...texts];
  return toCurl({ method: 'POST', path: '/speech/analyze', json: null, form }, origin);
}

/** The same submit as code with the SDK. */
export function submitSdkCode(
  { projectId: _, ...fields }: SubmitFields,
  fileName: string,
  origin: string,
): string {
  return `${sdkSetupCode(origin)}
const { id } = await vivavoce.submit(${JSON.stringify(fileName)}, ${JSON.stringify(fields, null, 2)});
const result = await vivavoce.waitForResult(id);`;
}
