import { ActionIcon, Text, TextInput } from '@mantine/core';
import { IconChevronDown, IconChevronUp, IconSearch } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import classes from './search-field.module.css';

/** The search in the transcript: Enter goes to the next match, Shift with Enter to the one before. */
export function SearchField({
  query,
  count,
  current,
  onQuery,
  onMove,
}: {
  query: string;
  /** Number of matches. */
  count: number;
  /** Index of the match at which the search stands. */
  current: number;
  onQuery: (query: string) => void;
  onMove: (by: 1 | -1) => void;
}) {
  const { t } = useTranslation();
  const hasMatches = count > 0;
  return (
    <search className={classes.field}>
      <TextInput
        size="sm"
        type="search"
        value={query}
        onChange={(event) => onQuery(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter') onMove(event.shiftKey ? -1 : 1);
        }}
        placeholder={t('report.transcript.search')}
        aria-label={t('report.transcript.search')}
        leftSection={<IconSearch size={16} stroke={1.6} aria-hidden />}
        className={classes.input ?? ''}
      />
      <ActionIcon
        variant="default"
        size={34}
        aria-label={t('report.transcript.previous')}
        disabled={!hasMatches}
        onClick={() => onMove(-1)}
      >
        <IconChevronUp size={16} aria-hidden />
      </ActionIcon>
      <ActionIcon
        variant="default"
        size={34}
        aria-label={t('report.transcript.next')}
        disabled={!hasMatches}
        onClick={() => onMove(1)}
      >
        <IconChevronDown size={16} aria-hidden />
      </ActionIcon>
      <Text role="status" fz="xs" c="dimmed" className={classes.found}>
        {query.trim() !== '' &&
          (hasMatches
            ? t('report.transcript.at', { number: current + 1, count })
            : t('report.transcript.found', { count }))}
      </Text>
    </search>
  );
}
