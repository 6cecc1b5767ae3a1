import type { ReportLanguage } from '@vivavoce/contract';
import type { SubmitFields } from '@vivavoce/sdk/console';
import { toCurl } from '../developers/curl.ts';
import { sdkSetupCode } from '../developers/sdk-code.ts';

/** Values of the submission form. */
export interface SubmissionForm {
  readonly candidate: string;
  readonly externalId: string;
  readonly language: string;
  /** The project; empty for none. */
  readonly projectId: string;
  /** Comma-separated. */
  readonly tags: string;
  /** One `key: value` per line. */
  readonly metadata: string;
  /** The version of the notice that the candidate agreed to; empty for none. */
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

/** What was typed about the candidate of the only recording. */
export const typedAbout = ({ candidate, externalId }: SubmissionForm) => ({
  ...(candidate.trim() && { candidate }),
  ...(externalId.trim() && { externalId }),
});

/**
 * The fields of a submission; empty ones are left out.
 * @param reportLanguage language of the console; left out for English, the default.
 */
export function toSubmitFields(
  form: SubmissionForm,
  now: Date,
  reportLanguage: ReportLanguage = 'en',
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

/** The submission as a shell command. The project follows from the key. @param fileNames of the parts in order. */
export function submitCurlCommand(
  { projectId: _, ...fields }: SubmitFields,
  fileNames: readonly string[],
  origin: string,
): string {
  const texts = Object.entries(fields).map(
    ([name, value]) => [name, typeof value === 'object' ? JSON.stringify(value) : String(value)] as const,
  );
  const form = [...fileNames.map((name) => ['audio', `@${name}`] as const), ...texts];
  return toCurl({ method: 'POST', path: '/speech/analyze', json: null, form }, origin);
}

/** The submission as SDK code. @param fileNames of the parts in order. */
export function submitSdkCode(
  { projectId: _, ...fields }: SubmitFields,
  fileNames: readonly string[],
  origin: string,
): string {
  const audio = fileNames.length === 1 ? fileNames[0] : fileNames;
  return `${sdkSetupCode(origin)}
const { id } = await vivavoce.submit(${JSON.stringify(audio)}, ${JSON.stringify(fields, null, 2)});
const result = await vivavoce.waitForResult(id);`;
}
