import type { ReportLanguage } from '@vivavoce/contract';
import { decimalMark } from '@vivavoce/texts/formats';
import type { Options } from 'csv-stringify';

/**
 * How a table is written as CSV. Values are anybody's: what a spreadsheet would take for a formula is escaped.
 * @param language of the people who read it: spreadsheets of languages with a decimal comma split at semicolons and take `2.1` for a
 * date, and take UTF-8 for the code page of the computer without a byte order mark. Absent for programs: points and commas, no mark.
 */
export function csvFormat(language: ReportLanguage | undefined): Options {
  if (language === undefined) return { escape_formulas: true };
  if (decimalMark(language) === '.') return { escape_formulas: true, bom: true };
  const number = (value: number) => String(value).replace('.', ',');
  return { escape_formulas: true, bom: true, delimiter: ';', cast: { number } };
}
