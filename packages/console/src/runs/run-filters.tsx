import { NativeSelect, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { RUN_STATUSES } from '@vivavoce/contract';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './run-filters.module.css';
import { ATTENTION, type RunQuery, SORT_KEYS, type SortKey } from './run-query.ts';

/** Delay between the last keystroke and the search, ms. */
const SEARCH_DEBOUNCE_MS = 300;

/** The filters of the list of runs, and its order. */
export function RunFilters({
  query,
  onChange,
}: {
  query: RunQuery;
  onChange: (changes: Partial<RunQuery>) => void;
}) {
  const { t } = useTranslation();
  return (
    <search className={classes.filters}>
      <SearchInput query={query} onChange={onChange} />
      <NativeSelect
        label={t('runs.attentionName')}
        value={query.attention}
        onChange={(event) => onChange({ attention: event.currentTarget.value as RunQuery['attention'] })}
        data={[
          { value: '', label: t('runs.anyStatus') },
          ...ATTENTION.map((value) => ({ value, label: t(`runs.attention.${value}`) })),
        ]}
      />
      <NativeSelect
        label={t('runs.statusName')}
        value={query.status}
        onChange={(event) => onChange({ status: event.currentTarget.value as RunQuery['status'] })}
        data={[
          { value: '', label: t('runs.anyStatus') },
          ...RUN_STATUSES.map((value) => ({ value, label: t(`runs.status.${value}`) })),
        ]}
      />
      <TextInput
        type="date"
        label={t('runs.from')}
        value={query.from}
        onChange={(event) => onChange({ from: event.currentTarget.value })}
      />
      <TextInput
        type="date"
        label={t('runs.to')}
        value={query.to}
        onChange={(event) => onChange({ to: event.currentTarget.value })}
      />
      <NativeSelect
        label={t('runs.sort')}
        value={query.sort}
        onChange={(event) => onChange({ sort: event.currentTarget.value as SortKey })}
        data={SORT_KEYS.map((value) => ({ value, label: t(`runs.order.${value}`) }))}
      />
    </search>
  );
}

function SearchInput({
  query,
  onChange,
}: {
  query: RunQuery;
  onChange: (changes: Partial<RunQuery>) => void;
}) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState(query.search);
  const search = useDebouncedCallback((text: string) => onChange({ search: text }), SEARCH_DEBOUNCE_MS);
  useEffect(() => setTyped(query.search), [query.search]);
  return (
    <TextInput
      type="search"
      className={classes.search ?? ''}
      label={t('runs.search')}
      placeholder={t('runs.searchHint')}
      data-page-search
      leftSection={<IconSearch size={16} stroke={1.6} aria-hidden />}
      value={typed}
      onChange={(event) => {
        setTyped(event.currentTarget.value);
        search(event.currentTarget.value);
      }}
    />
  );
}
