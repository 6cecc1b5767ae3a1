/** Metadata keys that hold a candidate's name, in order of precedence. */
export const CANDIDATE_NAME_KEYS = [
  'candidate',
  'candidateName',
  'candidate_name',
  'name',
  'fullName',
] as const;

/** The name to show for a run: the candidate's name in its metadata, else its externalId; null if it has neither. */
export function candidateNameOf({
  metadata,
  externalId,
}: {
  readonly metadata: Readonly<Record<string, string>>;
  readonly externalId: string | null;
}): string | null {
  const name = CANDIDATE_NAME_KEYS.map((key) => metadata[key]).find((value) => value);
  return name ?? externalId;
}
