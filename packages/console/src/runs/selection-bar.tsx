import { Button, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconLayoutColumns, IconTrash } from '@tabler/icons-react';
import { candidateNameOf, type RunRow } from '@vivavoce/contract';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useEraseRuns } from '../api/runs.ts';
import { ConfirmModal } from '../components/confirm-modal.tsx';
import { LinkButton } from '../components/link-button.tsx';
import { useFormats } from '../i18n/formats.ts';
import { CsvMenu } from './csv-menu.tsx';
import classes from './selection-bar.module.css';

/** The most candidates in a comparison. */
const MAX_COMPARED = 4;

/** Actions on the selected runs: compare, download, erase. */
export function SelectionBar({
  selected,
  all,
  onClear,
}: {
  selected: readonly RunRow[];
  all: readonly RunRow[];
  onClear: () => void;
}) {
  const { t } = useTranslation();
  const [isConfirming, setConfirming] = useState(false);
  const compared = selected.filter(({ scores }) => scores !== null);
  const canCompare = compared.length >= 2 && compared.length <= MAX_COMPARED;
  return (
    <section className={classes.bar} aria-label={t('runs.chosenName')}>
      <Text fz="sm" role="status">
        {selected.length > 0
          ? t('runs.chosen', { count: selected.length })
          : t('runs.shown', { count: all.length })}
      </Text>
      {canCompare && (
        <LinkButton
          size="xs"
          to={`/runs/compare?${new URLSearchParams(compared.map(({ id }) => ['id', id]))}`}
          leftSection={<IconLayoutColumns size={15} aria-hidden />}
        >
          {t('runs.compare')}
        </LinkButton>
      )}
      <CsvMenu runs={selected.length > 0 ? selected : all} />
      {selected.length > 0 && (
        <>
          <Button
            size="xs"
            variant="default"
            leftSection={<IconTrash size={15} aria-hidden />}
            onClick={() => setConfirming(true)}
          >
            {t('runs.erase')}
          </Button>
          <Button size="xs" variant="subtle" onClick={onClear}>
            {t('runs.clear')}
          </Button>
        </>
      )}
      <EraseModal
        isOpen={isConfirming}
        runs={selected}
        onClose={() => setConfirming(false)}
        onErased={onClear}
      />
    </section>
  );
}

function EraseModal({
  isOpen,
  runs,
  onClose,
  onErased,
}: {
  isOpen: boolean;
  runs: readonly RunRow[];
  onClose: () => void;
  onErased: () => void;
}) {
  const { t } = useTranslation();
  const { list } = useFormats();
  const erase = useEraseRuns();
  const confirm = () =>
    erase.mutate(
      runs.map(({ id }) => id),
      {
        onSuccess() {
          notifications.show({ message: t('runs.erased', { count: runs.length }) });
          onClose();
          onErased();
        },
      },
    );
  return (
    <ConfirmModal
      isOpen={isOpen}
      title={t('runs.eraseTitle', { count: runs.length })}
      action={t('runs.erase')}
      isPending={erase.isPending}
      error={erase.error}
      onConfirm={confirm}
      onClose={onClose}
    >
      <Text fw={600}>{list(runs.map((run) => candidateNameOf(run) ?? run.id))}</Text>
      <Text>{t('runs.eraseHint')}</Text>
    </ConfirmModal>
  );
}
