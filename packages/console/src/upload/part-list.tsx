import { ActionIcon, Button, Stack, Text, Title, VisuallyHidden } from '@mantine/core';
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react';
import { useEffect, useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './part-list.module.css';
import {
  bytesOf,
  factsOf,
  isChangeable,
  type QueuedRecording,
  type RecordingFile,
} from './queued-recording.ts';
import type { UploadQueue } from './upload-queue.ts';
import { useFactTexts, useSizeText } from './upload-texts.ts';

/** The parts of a recording in order, each with what is wrong with it; they are moved and removed by buttons. */
export function PartList({ recording, queue }: { recording: QueuedRecording; queue: UploadQueue }) {
  const { t } = useTranslation();
  const { length } = useFactTexts()(factsOf(recording));
  const size = useSizeText()(bytesOf(recording));
  const title = useRef<HTMLHeadingElement>(null);
  const [moved, setMoved] = useState('');
  const { id, files, state } = recording;
  const move = (name: string, fileId: string, place: number) => {
    queue.movePart(id, fileId, place);
    setMoved(t('playground.parts.moved', { name, part: place + 1, total: files.length }));
  };
  return (
    <Stack component="section" gap="sm" aria-labelledby="parts-title">
      <div>
        <Title order={2} fz="h3" id="parts-title" ref={title} tabIndex={-1}>
          {t('playground.parts.title')}
        </Title>
        <Text fz="sm" c="dimmed" className="numbers">
          {t('playground.parts.total', { length, size })}
        </Text>
      </div>
      <ol className={classes.list}>
        {files.map((part, place) => (
          <PartRow
            key={part.id}
            part={part}
            place={place}
            count={files.length}
            isFixed={!isChangeable(recording)}
            isRefused={state.name === 'failed' && state.refusedId === part.id}
            onMove={(to) => move(part.file.name, part.id, to)}
            onRemove={() => {
              queue.removePart(id, part.id);
              // The button goes.
              title.current?.focus();
            }}
          />
        ))}
      </ol>
      <VisuallyHidden role="status">{moved}</VisuallyHidden>
    </Stack>
  );
}

/** A part of a recording. */
function PartRow({
  part: { file, facts },
  place,
  count,
  isFixed,
  isRefused,
  onMove,
  onRemove,
}: {
  part: RecordingFile;
  /** Its place among the parts, from 0. */
  place: number;
  count: number;
  /** Whether nothing can be changed now. */
  isFixed: boolean;
  /** Whether it is the one that the server did not take. */
  isRefused: boolean;
  onMove: (place: number) => void;
  onRemove: () => void;
}) {
  const { t } = useTranslation();
  const { length } = useFactTexts()(facts);
  const size = useSizeText()(file.size);
  const title = useId();
  const problem = facts?.isForeign
    ? t('playground.parts.foreign')
    : isRefused && t('playground.parts.refused');
  return (
    <li className={`surface ${classes.part}`} aria-labelledby={title}>
      <div className={classes.about}>
        <Text fw={600} id={title} className={classes.name ?? ''}>
          {t('playground.parts.part', { part: place + 1, name: file.name })}
        </Text>
        <Text fz="sm" c="dimmed" className="numbers">
          {(facts?.isForeign ? [size] : [length, size]).join(' · ')}
        </Text>
        {problem && (
          <Text fz="sm" className={classes.problem ?? ''}>
            {problem}
          </Text>
        )}
      </div>
      <div className={classes.buttons}>
        <MoveButtons name={file.name} place={place} count={count} isFixed={isFixed} onMove={onMove} />
        <Button
          variant="subtle"
          size="compact-sm"
          aria-label={`${t('shell.remove')}: ${file.name}`}
          disabled={isFixed}
          onClick={onRemove}
        >
          {t('shell.remove')}
        </Button>
      </div>
    </li>
  );
}

/** Moves a part up or down by one. The focus stays on the button; at an end, where there is nowhere to go, on the other one. */
function MoveButtons({
  name,
  place,
  count,
  isFixed,
  onMove,
}: {
  name: string;
  place: number;
  count: number;
  isFixed: boolean;
  onMove: (place: number) => void;
}) {
  const { t } = useTranslation();
  const up = useRef<HTMLButtonElement>(null);
  const down = useRef<HTMLButtonElement>(null);
  const pressed = useRef<'up' | 'down' | null>(null);
  // Browsers take the focus from an element that is moved.
  useEffect(() => {
    if (pressed.current === null) return;
    const isUp = place === 0 ? false : place === count - 1 || pressed.current === 'up';
    (isUp ? up : down).current?.focus();
    pressed.current = null;
  }, [place, count]);
  const press = (direction: 'up' | 'down') => {
    pressed.current = direction;
    onMove(place + (direction === 'up' ? -1 : 1));
  };
  return (
    <>
      <ActionIcon
        ref={up}
        variant="default"
        size={32}
        aria-label={`${t('playground.parts.up')}: ${name}`}
        disabled={isFixed || place === 0}
        onClick={() => press('up')}
      >
        <IconArrowUp size={18} stroke={1.6} />
      </ActionIcon>
      <ActionIcon
        ref={down}
        variant="default"
        size={32}
        aria-label={`${t('playground.parts.down')}: ${name}`}
        disabled={isFixed || place === count - 1}
        onClick={() => press('down')}
      >
        <IconArrowDown size={18} stroke={1.6} />
      </ActionIcon>
    </>
  );
}
