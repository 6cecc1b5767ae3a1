/** Days as `<input type="date">` has them, YYYY-MM-DD, as filters of the API. */

/** The day; empty when the text is no day. */
export const parseDay = (text: string | null): string =>
  text !== null && /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text)) ? text : '';

/** Midnight at the start of a day, in the time zone of the browser. */
export const startOfDay = (day: string): Date => new Date(`${day}T00:00:00`);

/** Midnight at the end of a day: filters of the API exclude the end, pages include the whole day. */
export function endOfDay(day: string): Date {
  const end = startOfDay(day);
  end.setDate(end.getDate() + 1);
  return end;
}
