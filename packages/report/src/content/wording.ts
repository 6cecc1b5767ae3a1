import type { CefrLevel } from '@vivavoce/contract';
import type { Block } from './report-content.ts';

/** A share as people read it. */
export const percent = (share: number): string => `${Math.round(share * 100)}%`;

/** A length in ms as seconds, with one decimal. */
export const seconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s`;

/** A count with its noun. */
export const counted = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`;

/** An ISO 8601 time as a date, UTC. */
export const date = (timestamp: string): string =>
  new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(timestamp));

/** A language by its English name; its code where it is none of ISO 639. */
export function languageName(code: string): string {
  if (!/^[a-z]{2,3}$/.test(code)) return code;
  return new Intl.DisplayNames(['en'], { type: 'language', fallback: 'code' }).of(code) ?? code;
}

/** A score beside a heading. */
export function badge(score: number | null, level: CefrLevel | null): string {
  return score === null || level === null ? 'not scored' : `${level}  ·  ${score.toFixed(1)} of 5`;
}

/** A text of the result as blocks: lines that begin with a dash are a list, lines that end with a colon head one. */
export function blocksOf(text: string): Block[] {
  const blocks: Block[] = [];
  for (const line of text.split('\n').map((one) => one.trim())) {
    if (line === '') continue;
    const last = blocks.at(-1);
    if (line.startsWith('- ')) {
      const item = line.slice(2);
      if (last?.kind === 'list') blocks[blocks.length - 1] = { kind: 'list', items: [...last.items, item] };
      else blocks.push({ kind: 'list', items: [item] });
    } else if (line.endsWith(':')) blocks.push({ kind: 'heading', text: line.slice(0, -1) });
    else blocks.push({ kind: 'paragraph', text: line });
  }
  return blocks;
}
