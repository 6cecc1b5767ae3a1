import { Anchor, NativeSelect, Stack, Switch, Textarea, TextInput, Title } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useProjects } from '../api/administration.ts';
import { useCurrentSession } from '../api/session.ts';
import type { SubmissionForm } from './submission.ts';

/** Languages that an installation may be set up for, beside English. */
const EXTRA_LANGUAGES = ['de', 'es', 'fr', 'it', 'nl', 'pl', 'pt'];

/** What is said about a recording. */
export function SubmissionFields({ form }: { form: UseFormReturnType<SubmissionForm> }) {
  const { t, i18n } = useTranslation();
  const { client } = useCurrentSession();
  const names = new Intl.DisplayNames(i18n.language, { type: 'language' });
  const languages = ['en', ...(client?.multilingual ? EXTRA_LANGUAGES : [])];
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
          description={form.values.language === 'en' ? undefined : t('playground.languageHint')}
          data={languages.map((value) => ({ value, label: names.of(value) ?? value }))}
          {...form.getInputProps('language')}
        />
        <ProjectField form={form} />
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
        <ConsentField form={form} />
        <Switch
          label={t('playground.accommodation')}
          description={t('playground.accommodationHint')}
          {...form.getInputProps('accommodation', { type: 'checkbox' })}
        />
      </Stack>
    </section>
  );
}

/** The project that the recording belongs to, where there are any. */
function ProjectField({ form }: { form: UseFormReturnType<SubmissionForm> }) {
  const { t } = useTranslation();
  const projects = useProjects().data?.projects ?? [];
  if (projects.length === 0) return null;
  return (
    <NativeSelect
      label={t('administration.keys.project')}
      description={t('playground.projectHint')}
      data={[
        { value: '', label: t('shell.none') },
        ...projects.map(({ id, name }) => ({ value: id, label: name })),
      ]}
      {...form.getInputProps('projectId')}
    />
  );
}

/** The notice that the candidate agreed to: required where the project or the organisation says so. */
function ConsentField({ form }: { form: UseFormReturnType<SubmissionForm> }) {
  const { t } = useTranslation();
  const isRequired = useConsentRequired(form.values.projectId);
  return (
    <TextInput
      label={t('playground.consent')}
      description={
        <>
          {t(isRequired ? 'playground.consentRequired' : 'playground.consentHint')}{' '}
          <Anchor component={Link} to="/notice" fz="inherit">
            {t('notice.link')}
          </Anchor>
        </>
      }
      required={isRequired}
      {...form.getInputProps('noticeVersion')}
    />
  );
}

/** Whether a recording of a project needs consent. */
function useConsentRequired(projectId: string): boolean {
  const { client } = useCurrentSession();
  const project = useProjects().data?.projects.find(({ id }) => id === projectId);
  return (client?.requiresConsent ?? false) || (project?.requiresConsent ?? false);
}
