import { Button, Group, List, Stack, Text, TextInput, Title } from '@mantine/core';
import type { FairnessReport } from '@vivavoce/contract';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { fairnessCsvUrl, useFairness } from '../api/fairness.ts';
import { EmptyState } from '../components/empty-state.tsx';
import { PageHeading } from '../components/page-heading.tsx';
import { QueryBoundary } from '../components/query-boundary.tsx';
import { TableMenu } from '../components/table-menu.tsx';
import { useReadingLanguage } from '../i18n/languages.ts';
import { MeasureTable } from './measure-table.tsx';

/** Compares the scores of groups from the metadata. */
export function FairnessPage() {
  const { t } = useTranslation();
  const [searchParams, setSearchParams] = useSearchParams();
  const key = searchParams.get('group') ?? '';
  const language = useReadingLanguage();
  const report = useFairness(key, language);
  return (
    <>
      <PageHeading title={t('rights.fairness.title')} hint={t('rights.fairness.hint')}>
        {key !== '' && <TableMenu read={fairnessCsvUrl(key, language)} programs={fairnessCsvUrl(key)} />}
      </PageHeading>
      <MetadataKeyForm given={key} onKey={(group) => setSearchParams({ group })} />
      {key === '' ? (
        <EmptyState title={t('rights.fairness.start')} hint={t('rights.fairness.startHint')} />
      ) : (
        <QueryBoundary query={report}>{(data) => <FairnessResults report={data} />}</QueryBoundary>
      )}
    </>
  );
}

function MetadataKeyForm({ given, onKey }: { given: string; onKey: (key: string) => void }) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState(given);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (typed.trim() !== '') onKey(typed.trim());
      }}
    >
      <Group align="flex-end" mb="xl">
        <TextInput
          flex="0 1 22rem"
          label={t('rights.fairness.key')}
          description={t('rights.fairness.keyHint')}
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
        <Button type="submit">{t('rights.fairness.compare')}</Button>
      </Group>
    </form>
  );
}

function FairnessResults({ report }: { report: FairnessReport }) {
  const { t } = useTranslation();
  const { people, withoutGroup, groupedBy, measures, notes, smallestGroup } = report;
  if (people === withoutGroup) {
    return (
      <EmptyState
        title={t('rights.fairness.empty')}
        hint={t('rights.fairness.emptyHint', { count: people, key: groupedBy.join(', ') })}
      />
    );
  }
  return (
    <Stack gap="xl">
      <Text role="status">{t('rights.fairness.people', { people, without: withoutGroup })}</Text>
      {measures.map((measure) => (
        <MeasureTable key={measure.measure} measure={measure} smallestGroup={smallestGroup} />
      ))}
      <section aria-labelledby="notes-title">
        <Title order={2} fz="h3" mb="xs" id="notes-title">
          {t('rights.fairness.notes')}
        </Title>
        <List fz="sm">
          {notes.map((note) => (
            <List.Item key={note}>{note}</List.Item>
          ))}
        </List>
      </section>
    </Stack>
  );
}
