/** Whether the shipped models transcribe and score a language, ISO 639-1; all others need the operator's endpoints. */
export function isShippedLanguage(language: string): boolean {
  return language === 'en';
}
