import { SegmentedControl, Text, Title } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSubmitLimits } from '../api/session.ts';
import { useFormats } from '../i18n/formats.ts';
import { Dropzone } from './dropzone.tsx';
import type { Recorded } from './recorder.ts';
import { RecorderPanel } from './recorder-panel.tsx';
import { limitsInWords } from './upload-limits.ts';
import classes from './upload-page.module.css';

/** Where recordings come from: files, or the microphone. */
export function AudioSource({
  onFiles,
  onRecorded,
}: {
  onFiles: (files: readonly File[]) => void;
  onRecorded: (recorded: Recorded) => void;
}) {
  const { t } = useTranslation();
  const [source, setSource] = useState<'file' | 'microphone'>('file');
  return (
    <section className={`surface ${classes.source}`} aria-labelledby="source-title">
      <div className={classes.head}>
        <Title order={2} fz="h3" id="source-title">
          {t('playground.recording')}
        </Title>
        <SegmentedControl
          size="xs"
          aria-label={t('playground.from')}
          value={source}
          onChange={(value) => setSource(value === 'file' ? 'file' : 'microphone')}
          data={[
            { value: 'file', label: t('playground.upload') },
            { value: 'microphone', label: t('playground.microphone') },
          ]}
        />
      </div>
      {source === 'file' ? <Dropzone onFiles={onFiles} /> : <RecorderPanel onRecorded={onRecorded} />}
      <Text fz="xs" c="dimmed" mt="md">
        {t('playground.limits', limitsInWords(useSubmitLimits(), useFormats().number))}
      </Text>
    </section>
  );
}
