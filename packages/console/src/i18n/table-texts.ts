import { useSuspenseQuery } from '@tanstack/react-query';
import { TABLE_TEXTS, type TableTexts } from '@vivavoce/texts/tables';
import { useReadingLanguage } from './languages.ts';

/** What the tables of the audit log and of fairness say in the language of the page; fetched when it is first needed. */
export function useTableTexts(): TableTexts {
  const language = useReadingLanguage();
  return useSuspenseQuery({
    queryKey: ['table-texts', language],
    queryFn: () => TABLE_TEXTS[language](),
    staleTime: Number.POSITIVE_INFINITY,
  }).data;
}
