/** What can be taken away from a run as a file. */
export type DownloadKind = 'report' | 'feedback' | 'transcript';

const LONGEST_NAME = 80;

/**
 * A file name that is safe on every system: what a client called the candidate, or else the run's id where it may be told, without separators
 * of paths, signs that shells or Windows read, control characters, and leading dots.
 */
export function downloadFileName(
  kind: DownloadKind,
  { externalId, id }: { readonly externalId?: string | null; readonly id?: string },
  extension: string,
): string {
  const safe = [...(externalId ?? '')]
    .map((sign) => (/[\p{L}\p{M}\p{N} ._@+-]/u.test(sign) ? sign : '-'))
    .slice(0, LONGEST_NAME)
    .join('')
    .replace(/^[-. ]+|[-. ]+$/g, '');
  const name = safe || id;
  return `${kind}${name ? `-${name}` : ''}.${extension}`;
}
