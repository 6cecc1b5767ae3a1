/**
 * A moment of a recording as people write it: minutes and seconds, `2:05`, or with hours, `1:02:05`.
 * @returns ms from the start; null for anything else.
 */
export function parseMoment(text: string): number | null {
  const parts = /^(?:(\d{1,2}):)?(\d{1,3}):([0-5]\d)$/.exec(text.trim());
  if (!parts) return null;
  const [, hours = '0', minutes = '0', seconds = '0'] = parts;
  return ((Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds)) * 1000;
}
