import { Button, Group, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useTranslation } from 'react-i18next';
import { useCorrectTranscript } from '../../../api/revisions.ts';
import { ErrorLine } from '../../../components/error-text.tsx';
import classes from './correction-bar.module.css';
import type { SegmentDrafts } from './segment-drafts.ts';

/** The number of unsaved corrections, with buttons to discard or save them. */
export function CorrectionBar({ runId, drafts }: { runId: string; drafts: SegmentDrafts }) {
  const { t } = useTranslation();
  const correct = useCorrectTranscript(runId);
  const { corrections, invalid, texts } = drafts;
  if (texts.size === 0) return null;
  const save = () =>
    correct.mutate(corrections, {
      onSuccess() {
        drafts.clear();
        notifications.show({ message: t('report.correction.saved') });
      },
    });
  return (
    <section className={classes.bar} aria-label={t('report.correction.title')}>
      <div>
        <Text fz="sm" fw={600} role="status">
          {t('report.correction.count', { count: corrections.length })}
        </Text>
        <Text fz="xs">{t('report.correction.effect')}</Text>
        <ErrorLine error={correct.error} />
      </div>
      <Group gap="xs">
        <Button size="xs" variant="default" onClick={drafts.clear}>
          {t('report.correction.discard')}
        </Button>
        <Button
          size="xs"
          loading={correct.isPending}
          disabled={corrections.length === 0 || invalid.length > 0}
          onClick={save}
        >
          {t('report.correction.save')}
        </Button>
      </Group>
    </section>
  );
}
