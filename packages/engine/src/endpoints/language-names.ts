import iso6391 from 'iso-639-1';

/** Names and codes of Whisper that ISO 639-1 does not have. */
const WHISPER: Readonly<Record<string, string>> = {
  'haitian creole': 'ht',
  jw: 'jv',
  myanmar: 'my',
  nynorsk: 'nn',
  punjabi: 'pa',
  tagalog: 'tl',
};

/**
 * The ISO 639-1 code of a language by its code, with or without a region, or by its English name as Whisper writes it (`french`);
 * null for anything else.
 */
export function languageCodeOf(name: string): string | null {
  const given = name.trim().toLowerCase();
  const code = WHISPER[given] ?? (iso6391.getCode(given) || (given.split(/[-_]/)[0] ?? ''));
  return iso6391.validate(code) ? code : null;
}
