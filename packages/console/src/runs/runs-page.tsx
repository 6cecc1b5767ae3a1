import { Button } from '@mantine/core';
import { useListState } from '@mantine/hooks';
import { IconMicrophone } from '@tabler/icons-react';
import type { RunRow } from '@vivavoce/contract';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { useRuns } from '../api/runs.ts';
import { EmptyState } from '../components/empty-state.tsx';
import { ErrorNotice } from '../components/error-notice.tsx';
import { LinkButton } from '../components/link-button.tsx';
import { PageHeading } from '../components/page-heading.tsx';
import { RunFilters } from './run-filters.tsx';
import { parseRunQuery, type RunQuery, type SortKey, serializeRunQuery, toApiQuery } from './run-query.ts';
import { RunsSkeleton, RunsTable } from './runs-table.tsx';
import { SelectionBar } from './selection-bar.tsx';

/** All recordings that were analysed, to be filtered, compared, taken away and erased. */
export function RunsPage() {
  const { t } = useTranslation();
  const [searchParams, setSearchParams] = useSearchParams();
  const query = useMemo(() => parseRunQuery(searchParams), [searchParams]);
  const change = (changes: Partial<RunQuery>) =>
    setSearchParams(serializeRunQuery({ ...query, ...changes }), { replace: true });
  return (
    <>
      <PageHeading title={t('runs.title')} hint={t('runs.hint')}>
        <LinkButton to="/playground" leftSection={<IconMicrophone size={16} aria-hidden />}>
          {t('shell.playground')}
        </LinkButton>
      </PageHeading>
      <RunFilters query={query} onChange={change} />
      <RunsList query={query} onReset={() => setSearchParams(new URLSearchParams())} />
    </>
  );
}

function RunsList({ query, onReset }: { query: RunQuery; onReset: () => void }) {
  const { t } = useTranslation();
  const runs = useRuns(toApiQuery(query));
  const [selected, selection] = useListState<string>([]);
  const rows = useMemo(
    () => sortRows(runs.data?.pages.flatMap((page) => page.runs) ?? [], query.sort),
    [runs.data, query.sort],
  );
  if (runs.error && !runs.data) return <ErrorNotice error={runs.error} onRetry={() => void runs.refetch()} />;
  if (runs.isPending) return <RunsSkeleton />;
  if (rows.length === 0) return <NoRuns isFiltered={toApiQuery(query).size > 1} onReset={onReset} />;
  const chosen = rows.filter(({ id }) => selected.includes(id));
  return (
    <>
      <RunsTable rows={rows} selected={selected} onSelect={(ids) => selection.setState([...ids])} />
      {runs.hasNextPage && (
        <Button
          variant="default"
          mt="md"
          loading={runs.isFetchingNextPage}
          onClick={() => void runs.fetchNextPage()}
        >
          {t('shell.more')}
        </Button>
      )}
      <SelectionBar selected={chosen} all={rows} onClear={() => selection.setState([])} />
    </>
  );
}

function NoRuns({ isFiltered, onReset }: { isFiltered: boolean; onReset: () => void }) {
  const { t } = useTranslation();
  if (isFiltered) {
    return (
      <EmptyState title={t('runs.noneFound')} hint={t('runs.noneFoundHint')}>
        <Button variant="default" onClick={onReset}>
          {t('runs.reset')}
        </Button>
      </EmptyState>
    );
  }
  return (
    <EmptyState title={t('runs.none')} hint={t('runs.noneHint')}>
      <LinkButton to="/playground">{t('shell.playground')}</LinkButton>
    </EmptyState>
  );
}

/** The rows that are there, in the order that was asked for; without a score they come last. */
function sortRows(rows: readonly RunRow[], by: SortKey): RunRow[] {
  const score = ({ scores }: RunRow) => scores?.overall ?? null;
  switch (by) {
    case 'newest':
      return [...rows];
    case 'oldest':
      return rows.toReversed();
    case 'highest':
      return rows.toSorted((a, b) => (score(b) ?? -1) - (score(a) ?? -1));
    case 'lowest':
      return rows.toSorted((a, b) => (score(a) ?? 9) - (score(b) ?? 9));
    case 'longest':
      return rows.toSorted((a, b) => b.durationMs - a.durationMs);
  }
}
