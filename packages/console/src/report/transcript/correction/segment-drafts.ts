import type { Correction } from '@vivavoce/contract';
import { useCallback, useMemo, useState } from 'react';
import { useKeptDraft } from '../../../components/kept-draft.ts';
import { useUnsavedWork } from '../../../components/unsaved-work.ts';
import type { ReportedRun } from '../../scored-run.ts';
import { segmentText, toCorrections } from './corrections.ts';

const NO_DRAFTS: readonly (readonly [number, string])[] = [];

/** Unsaved corrections, by segment. */
export interface SegmentDrafts {
  readonly texts: ReadonlyMap<number, string>;
  /** The segment that is open in the editor. */
  readonly open: number | null;
  readonly corrections: readonly Correction[];
  /** Segments that cannot be saved: too much was added in one place. */
  readonly invalid: readonly number[];
  edit(at: number): void;
  setText(at: number, text: string): void;
  /** Closes the editor and keeps the text. */
  close(): void;
  /** Discards the text of a segment. */
  discard(at: number): void;
  clear(): void;
}

/** Collects corrections, so that several segments are saved and rescored together. */
export function useSegmentDrafts(
  { transcript: { segments } }: ReportedRun,
  /** What the drafts are kept under until they are saved. */
  key: string,
): SegmentDrafts {
  const [entries, setEntries] = useKeptDraft<readonly (readonly [number, string])[]>(
    `corrections-${key}`,
    NO_DRAFTS,
  );
  const texts = useMemo(() => new Map(entries), [entries]);
  const setTexts = useCallback(
    (change: (before: ReadonlyMap<number, string>) => ReadonlyMap<number, string>) =>
      setEntries((before) => [...change(new Map(before))]),
    [setEntries],
  );
  useUnsavedWork(texts.size > 0);
  const [open, setOpen] = useState<number | null>(null);
  const found = useMemo(
    () =>
      [...texts].flatMap(([at, text]) => {
        const segment = segments[at];
        return segment ? [{ at, corrections: toCorrections(segment, at, text) }] : [];
      }),
    [texts, segments],
  );
  const write = useCallback(
    (at: number, text: string) =>
      setTexts((before) => {
        const after = new Map(before);
        const segment = segments[at];
        if (segment && segmentText(segment) === text) after.delete(at);
        else after.set(at, text);
        return after;
      }),
    [segments, setTexts],
  );
  return {
    texts,
    open,
    corrections: found.flatMap(({ corrections }) => corrections ?? []),
    invalid: found.flatMap(({ at, corrections }) => (corrections === null ? [at] : [])),
    edit: setOpen,
    setText: write,
    close: () => setOpen(null),
    discard(at) {
      setTexts((before) => new Map([...before].filter(([place]) => place !== at)));
      setOpen(null);
    },
    clear() {
      setEntries(NO_DRAFTS);
      setOpen(null);
    },
  };
}
