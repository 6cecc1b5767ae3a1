const pad = (value: number, width = 2): string => String(value).padStart(width, '0');

/** A time in ms for people: m:ss, or h:mm:ss from an hour on. */
export function formatClock(ms: number): string {
  const seconds = Math.floor(ms / 1000);
  const minutes = Math.floor(seconds / 60);
  const rest = pad(seconds % 60);
  return minutes < 60 ? `${minutes}:${rest}` : `${Math.floor(minutes / 60)}:${pad(minutes % 60)}:${rest}`;
}

/**
 * A time in ms for subtitles: hh:mm:ss, then the ms behind a sign.
 * @param sign ',' in SubRip, '.' in WebVTT.
 */
export function formatTimecode(ms: number, sign: ',' | '.'): string {
  const seconds = Math.floor(ms / 1000);
  const minutes = Math.floor(seconds / 60);
  return `${pad(Math.floor(minutes / 60))}:${pad(minutes % 60)}:${pad(seconds % 60)}${sign}${pad(ms % 1000, 3)}`;
}
