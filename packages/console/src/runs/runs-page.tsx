import { Button } from '@mantine/core';
import { useListState } from '@mantine/hooks';
import { IconMicrophone } from '@tabler/icons-react';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useRuns } from '../api/runs.ts';
import { EmptyState } from '../components/empty-state.tsx';
import { ErrorNotice } from '../components/error-notice.tsx';
import { LinkButton } from '../components/link-button.tsx';
import { PageHeading } from '../components/page-heading.tsx';
import { useSearchParameters } from '../components/search-parameters.ts';
import { RunFilters } from './run-filters.tsx';
import { isFiltered, parseRunQuery, type RunQuery, serializeRunQuery, toRunFilter } from './run-query.ts';
import { RunsSkeleton, RunsTable } from './runs-table.tsx';
import { SelectionBar } from './selection-bar.tsx';

/** All recordings that were analysed: filter, compare, download and erase them. */
export function RunsPage() {
  const { t } = useTranslation();
  const [parameters, changeParameters] = useSearchParameters();
  const query = useMemo(() => parseRunQuery(parameters), [parameters]);
  const change = (changes: Partial<RunQuery>) =>
    changeParameters((current) => serializeRunQuery({ ...parseRunQuery(current), ...changes }));
  return (
    <>
      <PageHeading title={t('runs.title')} hint={t('runs.hint')}>
        <LinkButton to="/playground" leftSection={<IconMicrophone size={16} aria-hidden />}>
          {t('shell.playground')}
        </LinkButton>
      </PageHeading>
      <RunFilters query={query} onChange={change} />
      <RunsList
        query={query}
        onReset={() => changeParameters(() => new URLSearchParams(), { replace: false })}
      />
    </>
  );
}

function RunsList({ query, onReset }: { query: RunQuery; onReset: () => void }) {
  const { t } = useTranslation();
  const runs = useRuns(toRunFilter(query));
  const [selected, selection] = useListState<string>([]);
  const rows = runs.data ?? [];
  if (runs.error && !runs.data) return <ErrorNotice error={runs.error} onRetry={() => void runs.refetch()} />;
  if (runs.isPending) return <RunsSkeleton />;
  if (rows.length === 0) return <NoRuns isFiltered={isFiltered(query)} onReset={onReset} />;
  const selectedRows = rows.filter(({ id }) => selected.includes(id));
  return (
    <>
      <RunsTable
        rows={rows}
        sort={query.sort}
        selected={selected}
        onSelect={(ids) => selection.setState([...ids])}
      />
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
      <SelectionBar selected={selectedRows} all={rows} onClear={() => selection.setState([])} />
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
