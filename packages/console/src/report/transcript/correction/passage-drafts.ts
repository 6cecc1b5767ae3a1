import type { Correction } from '@vivavoce/contract';
import { useCallback, useMemo, useState } from 'react';
import type { ReportedRun } from '../../scored-run.ts';
import { correctionsOf, passageText } from './corrections.ts';

/** Passages that a person has rewritten and not saved yet, by their place in the transcript. */
export interface PassageDrafts {
  readonly texts: ReadonlyMap<number, string>;
  /** The passage that is open for writing. */
  readonly open: number | null;
  readonly corrections: readonly Correction[];
  /** Passages that cannot be saved: too much was added in one place. */
  readonly refused: readonly number[];
  edit(at: number): void;
  write(at: number, text: string): void;
  /** Closes the open passage and keeps what was written. */
  close(): void;
  /** Forgets what was written in a passage. */
  drop(at: number): void;
  clear(): void;
}

/** Collects corrections, so that several passages are scored again at once. */
export function usePassageDrafts({ transcript: { segments } }: ReportedRun): PassageDrafts {
  const [texts, setTexts] = useState<ReadonlyMap<number, string>>(new Map());
  const [open, setOpen] = useState<number | null>(null);
  const found = useMemo(
    () =>
      [...texts].flatMap(([at, text]) => {
        const segment = segments[at];
        return segment ? [{ at, corrections: correctionsOf(segment, at, text) }] : [];
      }),
    [texts, segments],
  );
  const write = useCallback(
    (at: number, text: string) =>
      setTexts((before) => {
        const after = new Map(before);
        const segment = segments[at];
        if (segment && passageText(segment) === text) after.delete(at);
        else after.set(at, text);
        return after;
      }),
    [segments],
  );
  return {
    texts,
    open,
    corrections: found.flatMap(({ corrections }) => corrections ?? []),
    refused: found.flatMap(({ at, corrections }) => (corrections === null ? [at] : [])),
    edit: setOpen,
    write,
    close: () => setOpen(null),
    drop(at) {
      setTexts((before) => new Map([...before].filter(([place]) => place !== at)));
      setOpen(null);
    },
    clear() {
      setTexts(new Map());
      setOpen(null);
    },
  };
}
