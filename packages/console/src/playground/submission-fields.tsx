import { NativeSelect, Stack, Switch, Textarea, TextInput, Title } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { useTranslation } from 'react-i18next';
import { useKnownSession } from '../api/session.ts';
import type { Submission } from './submission.ts';

/** Languages that an installation may be set up for, beside English. */
const LANGUAGES = ['de', 'es', 'fr', 'it', 'nl', 'pl', 'pt'];

/** What is said about a recording. */
export function SubmissionFields({ form }: { form: UseFormReturnType<Submission> }) {
  const { t, i18n } = useTranslation();
  const { client } = useKnownSession();
  const names = new Intl.DisplayNames(i18n.language, { type: 'language' });
  const languages = ['en', ...(client?.multilingual ? LANGUAGES : [])];
  return (
    <section className="surface" style={{ padding: '1.4rem' }} aria-labelledby="about-title">
      <Title order={2} fz="h3" mb="md" id="about-title">
        {t('playground.about')}
      </Title>
      <Stack gap="md">
        <TextInput
          label={t('playground.candidate')}
          description={t('playground.candidateHint')}
          {...form.getInputProps('candidate')}
        />
        <TextInput
          label={t('runs.fields.externalId')}
          description={t('playground.externalIdHint')}
          maxLength={255}
          {...form.getInputProps('externalId')}
        />
        <NativeSelect
          label={t('shell.language')}
          data={languages.map((value) => ({ value, label: names.of(value) ?? value }))}
          {...form.getInputProps('language')}
        />
        <TextInput
          label={t('playground.tags')}
          description={t('playground.tagsHint')}
          {...form.getInputProps('tags')}
        />
        <Textarea
          label={t('playground.metadata')}
          description={t('playground.metadataHint')}
          autosize
          minRows={2}
          {...form.getInputProps('metadata')}
        />
        <TextInput
          label={t('playground.consent')}
          description={t('playground.consentHint')}
          {...form.getInputProps('noticeVersion')}
        />
        <Switch
          label={t('playground.accommodation')}
          description={t('playground.accommodationHint')}
          {...form.getInputProps('accommodation', { type: 'checkbox' })}
        />
      </Stack>
    </section>
  );
}
