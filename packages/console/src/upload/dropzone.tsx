import { Text } from '@mantine/core';
import { IconUpload } from '@tabler/icons-react';
import { type DragEvent, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './dropzone.module.css';

const ACCEPTED_TYPES = 'audio/*,video/mp4,video/webm,video/quicktime,.opus,.m4a,.mkv,.flac';

/** Accepts files by drag and drop or selection. */
export function Dropzone({ onFiles }: { onFiles: (files: readonly File[]) => void }) {
  const { t } = useTranslation();
  const id = useId();
  const [isDragOver, setDragOver] = useState(false);
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setDragOver(false);
    onFiles([...event.dataTransfer.files]);
  };
  return (
    <label
      htmlFor={id}
      className={classes.area}
      data-over={isDragOver || undefined}
      onDragOver={(event) => {
        event.preventDefault();
        setDragOver(true);
      }}
      onDragLeave={() => setDragOver(false)}
      onDrop={drop}
    >
      <IconUpload size={28} stroke={1.4} aria-hidden />
      <Text component="span" fw={600}>
        {t('playground.drop')}
      </Text>
      <Text component="span" fz="sm" c="dimmed">
        {t('playground.several')}
      </Text>
      <Text component="span" fz="sm" c="dimmed">
        {t('playground.kinds')}
      </Text>
      <input
        id={id}
        type="file"
        multiple
        accept={ACCEPTED_TYPES}
        className={classes.input}
        onChange={(event) => {
          const files = [...(event.currentTarget.files ?? [])];
          // The same file can be chosen once more after it was removed.
          event.currentTarget.value = '';
          onFiles(files);
        }}
      />
    </label>
  );
}
