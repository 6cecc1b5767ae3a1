import { MAX_RECORDING_PARTS } from '@vivavoce/contract';

/** What is wrong with typed links: one is no address with HTTPS, or there are too many. */
export type LinkFault = 'address' | 'count';

/**
 * The links that were typed, one a line: the recording, or its parts in order. Whether the server may fetch them, it decides.
 * @returns their addresses, none if nothing was typed; or what is wrong with them.
 */
export function parseLinks(text: string): readonly URL[] | LinkFault {
  const lines = text.split(/\s+/).filter((line) => line !== '');
  const links = lines.flatMap((line) => {
    const url = URL.canParse(line) ? new URL(line) : null;
    return url?.protocol === 'https:' || url?.protocol === 'http:' ? [url] : [];
  });
  if (links.length < lines.length) return 'address';
  return links.length > MAX_RECORDING_PARTS ? 'count' : links;
}
