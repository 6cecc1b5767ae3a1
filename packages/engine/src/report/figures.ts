/**
 * How figures are written in sentences: the only place where a number becomes text, so that a test can find every
 * number of a sentence among the figures it came from.
 */

/** A whole number, thousands set apart by a comma: `1,204`. */
export function whole(value: number): string {
  return String(Math.round(value)).replace(/\B(?=(\d{3})+$)/g, ',');
}

/** A number with one decimal, rounded as the scores are: `2.4`. */
export function decimal(value: number): string {
  return (Math.round(value * 10) / 10).toFixed(1);
}

/** A share from 0 to 1 as a whole percentage without its sign: `43`. */
export function percent(share: number): string {
  return String(Math.round(100 * share));
}

/** A length in ms as seconds with one decimal: `1.8`. */
export function seconds(ms: number): string {
  return decimal(ms / 1000);
}

/** A time in ms from the start of the recording, or a long duration, as `m:ss` or `h:mm:ss`. */
export function clock(ms: number): string {
  const all = Math.floor(ms / 1000);
  const padded = (value: number) => String(value).padStart(2, '0');
  const hours = Math.floor(all / 3600);
  const minutes = Math.floor(all / 60) % 60;
  return hours > 0 ? `${hours}:${padded(minutes)}:${padded(all % 60)}` : `${minutes}:${padded(all % 60)}`;
}
