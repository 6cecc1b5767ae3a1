import { Checkbox, Skeleton, Stack, Text } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { useWindowVirtualizer } from '@tanstack/react-virtual';
import type { RunRow } from '@vivavoce/contract';
import { candidateNameOf } from '@vivavoce/contract';
import { useLayoutEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { LevelChip } from '../components/level-chip.tsx';
import { StatusText } from '../components/status-text.tsx';
import { formatTimestamp, useFormats } from '../i18n/formats.ts';
import type { SortKey } from './run-query.ts';
import classes from './runs-table.module.css';

/** Height of a row, px; on a narrow screen it has two lines. */
const ROW_HEIGHT = 66;
const NARROW_ROW_HEIGHT = 94;

/** The column that each order sorts, for assistive technology. */
const SORTED_COLUMNS: Readonly<
  Record<SortKey, { readonly column: string; readonly direction: 'ascending' | 'descending' }>
> = {
  newest: { column: 'date', direction: 'descending' },
  oldest: { column: 'date', direction: 'ascending' },
  highest: { column: 'level', direction: 'descending' },
  lowest: { column: 'level', direction: 'ascending' },
  longest: { column: 'length', direction: 'descending' },
};

/** The runs as a table; of a long list only the visible rows are in the page. */
export function RunsTable({
  rows,
  sort,
  selected,
  onSelect,
}: {
  rows: readonly RunRow[];
  /** The order of the rows. */
  sort: SortKey;
  selected: readonly string[];
  onSelect: (ids: readonly string[]) => void;
}) {
  const { t } = useTranslation();
  const { frame, virtualizer, isNarrow } = useVirtualRows(rows.length);
  const isAll = rows.length > 0 && rows.every(({ id }) => selected.includes(id));
  const toggle = (id: string) =>
    onSelect(selected.includes(id) ? selected.filter((one) => one !== id) : [...selected, id]);
  return (
    <div className={`surface ${classes.frame}`} ref={frame}>
      <div role="table" aria-label={t('runs.title')} aria-rowcount={rows.length + 1}>
        <div role="rowgroup">
          <div role="row" className={`${classes.row} ${classes.head}`} aria-rowindex={1}>
            <span role="columnheader">
              <Checkbox
                size="xs"
                aria-label={t('runs.selectAll')}
                checked={isAll}
                indeterminate={!isAll && selected.length > 0}
                onChange={() => onSelect(isAll ? [] : rows.map(({ id }) => id))}
              />
            </span>
            {(['candidate', 'level', 'status', 'length', 'date', 'credits'] as const).map((column) => (
              <span
                role="columnheader"
                key={column}
                data-column={column}
                aria-sort={
                  SORTED_COLUMNS[sort].column === column ? SORTED_COLUMNS[sort].direction : undefined
                }
              >
                {t(`runs.columns.${column}`)}
              </span>
            ))}
          </div>
        </div>
        <div role="rowgroup" style={{ height: virtualizer.getTotalSize(), position: 'relative' }}>
          {virtualizer.getVirtualItems().map(({ index, start }) => {
            const run = rows[index];
            if (!run) return null;
            return (
              <div
                key={run.id}
                // Only there a row is as high as its name is long.
                ref={isNarrow ? virtualizer.measureElement : undefined}
                data-index={index}
                role="row"
                aria-rowindex={index + 2}
                aria-selected={selected.includes(run.id)}
                className={`${classes.row} ${classes.body}`}
                style={{ transform: `translateY(${start - virtualizer.options.scrollMargin}px)` }}
              >
                <RunCells run={run} isSelected={selected.includes(run.id)} onToggle={() => toggle(run.id)} />
              </div>
            );
          })}
        </div>
      </div>
    </div>
  );
}

function useVirtualRows(count: number) {
  const frame = useRef<HTMLDivElement>(null);
  const [top, setTop] = useState(0);
  const isNarrow = useMediaQuery('(max-width: 62rem)');
  useLayoutEffect(() => setTop(frame.current?.offsetTop ?? 0), []);
  const virtualizer = useWindowVirtualizer({
    count,
    estimateSize: () => (isNarrow ? NARROW_ROW_HEIGHT : ROW_HEIGHT),
    overscan: 10,
    scrollMargin: top,
  });
  // Rows are measured anew when their height changes.
  useLayoutEffect(() => virtualizer.measure(), [isNarrow]);
  return { frame, virtualizer, isNarrow };
}

function RunCells({ run, isSelected, onToggle }: { run: RunRow; isSelected: boolean; onToggle: () => void }) {
  const { t } = useTranslation();
  const { decimal, ago, dateTime } = useFormats();
  const name = candidateNameOf(run) ?? t('report.head.unnamed');
  const { headline, review, shouldListen } = run;
  const notes = [
    review && t('runs.reviewedBy', { name: review.by.label }),
    shouldListen && !review && t('runs.shouldListen'),
    run.externalId !== name && run.externalId,
    run.project,
    ...run.tags,
  ].filter(Boolean);
  return (
    <>
      <span role="cell">
        <Checkbox
          size="xs"
          aria-label={t('runs.select', { name })}
          checked={isSelected}
          onChange={onToggle}
        />
      </span>
      <span role="cell" data-column="candidate" className={classes.candidate}>
        <Link to={`/runs/${run.id}`} className={classes.name} title={name}>
          {name}
        </Link>
        <Text component="span" fz="xs" c="dimmed" className={classes.notes ?? ''} title={notes.join(' · ')}>
          {notes.join(' · ')}
        </Text>
      </span>
      <span role="cell" data-column="level" className="numbers">
        <LevelChip level={headline?.overall.level ?? null} />
        {headline?.overall.score != null && (
          <span className={classes.score}>{decimal(headline.overall.score)}</span>
        )}
      </span>
      <span role="cell" data-column="status">
        <StatusText status={run.status} />
      </span>
      <span role="cell" data-column="length" className="numbers">
        {formatTimestamp(run.durationMs)}
      </span>
      <span role="cell" data-column="date" title={dateTime(run.timestamp)}>
        {ago(run.timestamp)}
      </span>
      <span role="cell" data-column="credits" className="numbers">
        {run.credits?.deducted ?? '–'}
      </span>
    </>
  );
}

/** The table while it is loading. */
export function RunsSkeleton() {
  const { t } = useTranslation();
  return (
    <Stack gap={6} role="status" aria-label={t('shell.loading')}>
      {Array.from({ length: 8 }, (_, at) => (
        <Skeleton key={at} h={ROW_HEIGHT - 8} radius="md" />
      ))}
    </Stack>
  );
}
