import { Anchor, NativeSelect, Stack, Switch, Textarea, TextInput, Title } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useProjects } from '../api/administration.ts';
import { useCurrentSession, useSubmitLimits } from '../api/session.ts';
import type { SubmissionForm } from './submission.ts';

/** The fields that describe a recording, or those that several have in common. */
export function SubmissionFields({
  form,
  isShared,
}: {
  form: UseFormReturnType<SubmissionForm>;
  isShared: boolean;
}) {
  const { t, i18n } = useTranslation();
  const languages = languageOptions(useSubmitLimits().languages, i18n.language);
  return (
    <section className="surface" style={{ padding: '1.4rem' }} aria-labelledby="about-title">
      <Title order={2} fz="h3" mb="md" id="about-title">
        {t(isShared ? 'playground.queue.about' : 'playground.about')}
      </Title>
      <Stack gap="md">
        {!isShared && (
          <>
            <TextInput
              label={t('playground.candidate')}
              description={t('playground.candidateHint')}
              {...form.getInputProps('candidate')}
            />
            <TextInput
              label={t('playground.externalId')}
              description={t('playground.externalIdHint')}
              maxLength={255}
              {...form.getInputProps('externalId')}
            />
          </>
        )}
        <NativeSelect
          label={t('shell.language')}
          description={form.values.language === 'en' ? undefined : t('playground.languageHint')}
          data={languages}
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

/** Languages by their names in the language of the console: English first, the others in alphabetical order. */
function languageOptions(codes: readonly string[], locale: string) {
  const names = new Intl.DisplayNames(locale, { type: 'language' });
  const { compare } = new Intl.Collator(locale);
  const [first, ...others] = codes.map((value) => ({ value, label: names.of(value) ?? value }));
  return first ? [first, ...others.toSorted((a, b) => compare(a.label, b.label))] : [];
}

/** The project of the recording, if there are any. */
function ProjectField({ form }: { form: UseFormReturnType<SubmissionForm> }) {
  const { t } = useTranslation();
  const projects = useProjects().data ?? [];
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

/** The notice that the candidate agreed to: required if the project or the organisation says so. */
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

/** Whether recordings of a project require consent. */
function useConsentRequired(projectId: string): boolean {
  const { client } = useCurrentSession();
  const project = useProjects().data?.find(({ id }) => id === projectId);
  return (client?.requiresConsent ?? false) || (project?.requiresConsent ?? false);
}
