import { Button, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { IconPencil } from '@tabler/icons-react';
import { MAX_SPEAKER_NAME_LENGTH, type TranscriptSpeaker } from '@vivavoce/contract';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNameSpeakers } from '../../api/revisions.ts';
import { FormModal } from '../../components/form-modal.tsx';

/** Gives names to the speakers of a run. */
export function NameSpeakers({
  runId,
  speakers,
}: {
  runId: string;
  /** As the API has them, with their labels. */
  speakers: readonly TranscriptSpeaker[];
}) {
  const { t } = useTranslation();
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button
        size="xs"
        variant="default"
        leftSection={<IconPencil size={14} stroke={1.6} aria-hidden />}
        onClick={() => setOpen(true)}
      >
        {t('report.candidate.name')}
      </Button>
      {isOpen && <NamesForm runId={runId} speakers={speakers} onClose={() => setOpen(false)} />}
    </>
  );
}

function NamesForm({
  runId,
  speakers,
  onClose,
}: Parameters<typeof NameSpeakers>[0] & { onClose: () => void }) {
  const { t } = useTranslation();
  const save = useNameSpeakers(runId);
  const form = useForm<Record<string, string>>({
    initialValues: Object.fromEntries(speakers.map(({ speaker, name = '' }) => [speaker, name])),
  });
  const submit = form.onSubmit((values) => {
    const given = Object.entries(values).map(([speaker, name]) => [speaker, name.trim()]);
    const names = Object.fromEntries(given.filter(([, name]) => name !== ''));
    save.mutate(names, { onSuccess: onClose });
  });
  return (
    <FormModal
      isOpen
      title={t('report.candidate.nameTitle')}
      action={t('shell.save')}
      isPending={save.isPending}
      error={save.error}
      onSubmit={submit}
      onClose={onClose}
    >
      {t('report.candidate.nameHint')}
      {speakers.map(({ speaker, speakerLabel, role }) => (
        <TextInput
          key={speaker}
          label={`${speakerLabel} (${t(`report.roles.${role}`)})`}
          maxLength={MAX_SPEAKER_NAME_LENGTH}
          autoComplete="off"
          {...form.getInputProps(speaker)}
        />
      ))}
    </FormModal>
  );
}
