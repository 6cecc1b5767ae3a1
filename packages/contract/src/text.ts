/** Whether a text can be stored and echoed as it is: whole characters, no NUL. */
export const isStorable = (text: string): boolean => text.isWellFormed() && !text.includes('\u0000');

/** Whether a text has so many characters, counted as people do: not in UTF-16 units. */
export function isLength(text: string, min: number, max: number): boolean {
  const { length } = [...text];
  return length >= min && length <= max;
}
