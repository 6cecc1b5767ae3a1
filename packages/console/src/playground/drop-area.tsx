import { Text } from '@mantine/core';
import { IconUpload } from '@tabler/icons-react';
import { type DragEvent, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './drop-area.module.css';

const KINDS = 'audio/*,video/mp4,video/webm,video/quicktime,.opus,.m4a,.mkv,.flac';

/** Takes a file that is dropped here, or chosen. */
export function DropArea({ onFile }: { onFile: (file: File) => void }) {
  const { t } = useTranslation();
  const id = useId();
  const [isOver, setOver] = useState(false);
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    const [file] = event.dataTransfer.files;
    if (file) onFile(file);
  };
  return (
    <label
      htmlFor={id}
      className={classes.area}
      data-over={isOver || undefined}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <IconUpload size={28} stroke={1.4} aria-hidden />
      <Text component="span" fw={600}>
        {t('playground.drop')}
      </Text>
      <Text component="span" fz="sm" c="dimmed">
        {t('playground.kinds')}
      </Text>
      <input
        id={id}
        type="file"
        accept={KINDS}
        className={classes.input}
        onChange={(event) => {
          const [file] = event.currentTarget.files ?? [];
          if (file) onFile(file);
        }}
      />
    </label>
  );
}
