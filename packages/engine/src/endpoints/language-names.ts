/** ISO 639-1 codes of languages that Whisper names in words, such as `french`. */

/** Two letters, each from a to z: all that could be a code. */
const LETTERS = 'abcdefghijklmnopqrstuvwxyz'.split('');

let codes: Map<string, string> | undefined;

/** The code of a language by its code or its English name; null for what is neither. */
export function languageCodeOf(name: string): string | null {
  const given = name.trim().toLowerCase();
  codes ??= allCodes();
  const tag = given.split(/[-_]/)[0] ?? '';
  return codes.get(given) ?? (/^[a-z]{2}$/.test(tag) ? tag : null);
}

function allCodes(): Map<string, string> {
  const names = new Intl.DisplayNames('en', { type: 'language', fallback: 'none' });
  const pairs = LETTERS.flatMap((first) => LETTERS.map((second) => first + second)).flatMap((code) => {
    const name = names.of(code)?.toLowerCase();
    return name === undefined ? [] : [[name, code] as const];
  });
  return new Map(pairs);
}
