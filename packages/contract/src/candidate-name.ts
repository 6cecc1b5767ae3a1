import type { Transcript } from './transcript.ts';

/** Metadata keys that hold a candidate's name, in order of precedence. */
export const CANDIDATE_NAME_KEYS = [
  'candidate',
  'candidateName',
  'candidate_name',
  'name',
  'fullName',
] as const;

/** Where a run can have its candidate's name. */
interface NamedRun {
  readonly metadata: Readonly<Record<string, string>>;
  readonly externalId: string | null;
  /** Of a row in a list: the name that a person gave to the scored speaker. */
  readonly speakerName?: string | null;
  /** Of a result. */
  readonly transcript?: Pick<Transcript, 'candidateSpeaker' | 'speakers'>;
}

/**
 * The name to show for a run: the one that a person gave to the scored speaker, else the candidate's name in its metadata, else its
 * externalId; null if it has none of them.
 */
export function candidateNameOf({ metadata, externalId, speakerName, transcript }: NamedRun): string | null {
  const given =
    speakerName ??
    transcript?.speakers.find(({ speaker }) => speaker === transcript.candidateSpeaker)?.name ??
    null;
  return given ?? CANDIDATE_NAME_KEYS.map((key) => metadata[key]).find((value) => value) ?? externalId;
}
