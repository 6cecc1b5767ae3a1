import type { Block } from './report-content.ts';

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
    } else if (line.endsWith(':')) blocks.push({ kind: 'heading', text: line.slice(0, -1).trimEnd() });
    else blocks.push({ kind: 'paragraph', text: line });
  }
  return blocks;
}
