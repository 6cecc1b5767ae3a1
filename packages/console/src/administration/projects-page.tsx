import { Button, Slider, Switch, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import type { Project } from '@vivavoce/contract';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useChangeProject, useCreateProject, useProjects } from '../api/administration.ts';
import { DataTable } from '../components/data-table.tsx';
import { EmptyState } from '../components/empty-state.tsx';
import { FormModal } from '../components/form-modal.tsx';
import { PageHeading } from '../components/page-heading.tsx';
import { QueryBoundary } from '../components/query-boundary.tsx';
import { useFormats } from '../i18n/formats.ts';
import { NeededLevelFields, NeededLevels } from './needed-levels.tsx';

/** Projects, whose rules apply to everything that their keys submit. */
export function ProjectsPage() {
  const { t } = useTranslation();
  const { date, percent } = useFormats();
  const projects = useProjects();
  const [edited, setEdited] = useState<Project | 'new' | null>(null);
  return (
    <>
      <PageHeading title={t('shell.projects')} hint={t('administration.projects.hint')}>
        <Button onClick={() => setEdited('new')}>{t('administration.projects.create')}</Button>
      </PageHeading>
      <QueryBoundary query={projects}>
        {(list) =>
          list.length === 0 ? (
            <EmptyState
              title={t('administration.projects.none')}
              hint={t('administration.projects.noneHint')}
            />
          ) : (
            <DataTable
              label={t('shell.projects')}
              rows={list}
              keyOf={({ id }) => id}
              columns={[
                { name: t('administration.projects.name'), show: ({ name }) => name },
                {
                  name: t('administration.projects.consent'),
                  show: ({ requiresConsent }) => (requiresConsent ? t('shell.yes') : t('shell.no')),
                },
                {
                  name: t('administration.projects.weight'),
                  show: ({ accentWeight }) => percent(accentWeight),
                  isNumber: true,
                },
                {
                  name: t('administration.projects.levels'),
                  show: ({ requiredLevels }) => <NeededLevels levels={requiredLevels} />,
                },
                { name: t('administration.created'), show: ({ createdAt }) => date(createdAt) },
                {
                  name: t('administration.actions'),
                  show: (project) => (
                    <Button
                      size="compact-sm"
                      variant="default"
                      aria-label={t('administration.projects.changeNamed', { name: project.name })}
                      onClick={() => setEdited(project)}
                    >
                      {t('administration.projects.change')}
                    </Button>
                  ),
                },
              ]}
            />
          )
        }
      </QueryBoundary>
      {edited && (
        <EditProjectModal project={edited === 'new' ? null : edited} onClose={() => setEdited(null)} />
      )}
    </>
  );
}

function EditProjectModal({ project, onClose }: { project: Project | null; onClose: () => void }) {
  const { t } = useTranslation();
  const { percent } = useFormats();
  const create = useCreateProject();
  const change = useChangeProject();
  const form = useForm({
    initialValues: {
      name: project?.name ?? '',
      requiresConsent: project?.requiresConsent ?? false,
      accentWeight: project?.accentWeight ?? 1,
      requiredLevels: project?.requiredLevels ?? {},
    },
  });
  const submit = form.onSubmit((given) =>
    project
      ? change.mutate({ id: project.id, changes: given }, { onSuccess: onClose })
      : create.mutate(given, { onSuccess: onClose }),
  );
  return (
    <FormModal
      isOpen
      title={
        project
          ? t('administration.projects.changeNamed', { name: project.name })
          : t('administration.projects.create')
      }
      action={t('shell.save')}
      isPending={create.isPending || change.isPending}
      error={create.error ?? change.error}
      onSubmit={submit}
      onClose={onClose}
    >
      <TextInput
        label={t('administration.projects.name')}
        required
        data-autofocus
        {...form.getInputProps('name')}
      />
      <Switch
        label={t('administration.projects.consent')}
        description={t('administration.projects.consentHint')}
        {...form.getInputProps('requiresConsent', { type: 'checkbox' })}
      />
      <div>
        <Text fz="sm" fw={500} id="accent-weight">
          {t('administration.projects.weight')}: {percent(form.values.accentWeight)}
        </Text>
        <Text fz="xs" c="dimmed" mb="xs">
          {t('administration.projects.weightHint')}
        </Text>
        <Slider
          min={0}
          max={1}
          step={0.05}
          label={null}
          thumbLabel={t('administration.projects.weight')}
          {...form.getInputProps('accentWeight')}
        />
      </div>
      <NeededLevelFields
        levels={form.values.requiredLevels}
        onChange={(levels) => form.setFieldValue('requiredLevels', levels)}
      />
    </FormModal>
  );
}
