/** Names the language of a text, ISO 639-1; null when the language is unclear. */
export type LanguageDetector = (text: string) => string | null;

/** The language detector of `tinyld` (n-grams of letters, data inside the package: loaded here, since it takes 0.3 s). */
export async function loadLanguageDetector(): Promise<LanguageDetector> {
  const { detectAll } = await import('tinyld');
  return (text) => detectAll(text)[0]?.lang ?? null;
}
