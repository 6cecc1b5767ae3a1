/** The French name of a language with its article: `le français`, `l’anglais`. */
export function definite(language: string): string {
  return /^([aeéiou]|h[éi])/i.test(language) ? `l’${language}` : `le ${language}`;
}
