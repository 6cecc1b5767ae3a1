/** Numbers as German, Spanish and French write them in a sentence: a comma before decimals; thousands apart by a thin space. */
import { decimal, whole } from './figures.ts';

/** A whole number, thousands set apart: `1 204`. */
export function spacedWhole(value: number): string {
  return whole(value).replaceAll(',', '\u202f');
}

/** A number with one decimal: `2,4`. */
export function commaDecimal(value: number): string {
  return decimal(value).replace('.', ',');
}

/** A length in ms as seconds with one decimal: `1,8`. */
export function commaSeconds(ms: number): string {
  return commaDecimal(ms / 1000);
}

/** So many of something: `1 Wort`, `1 204 Wörter`. */
export function count(value: number, one: string, many: string): string {
  return `${spacedWhole(value)} ${Math.round(value) === 1 ? one : many}`;
}
