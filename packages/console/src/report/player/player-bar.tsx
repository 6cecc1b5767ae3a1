import { ActionIcon, NativeSelect, Text } from '@mantine/core';
import {
  IconPlayerPauseFilled,
  IconPlayerPlayFilled,
  IconRewindBackward5,
  IconRewindForward5,
} from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { formatTimestamp, useFormats } from '../../i18n/formats.ts';
import type { ReportedRun } from '../scored-run.ts';
import classes from './player-bar.module.css';
import { usePlayer, usePlayerState, usePlayerTime } from './player-context.tsx';
import { quotedWords } from './quoted-words.ts';
import { SKIP_MS } from './recording-player.ts';

const RATES = [0.75, 1, 1.25, 1.5, 2];

/** The player: play, skip, seek, speed, and the words of the passage that plays. Docked under the transcript where it stands beside. */
export function PlayerBar({ run }: { run: Pick<ReportedRun, 'audio' | 'transcript'> }) {
  const { t } = useTranslation();
  const { isUnavailable } = usePlayerState();
  const { durationMs } = run.audio;
  return (
    <section className={`${classes.bar} not-printed`} aria-label={t('report.player.name')}>
      <Quote transcript={run.transcript} />
      {isUnavailable ? (
        <Text fz="sm" c="dimmed" py={6}>
          {t('report.player.silent')}
        </Text>
      ) : (
        <>
          <Buttons />
          <Position durationMs={durationMs} />
          <Rate />
          <SilentParts />
        </>
      )}
    </section>
  );
}

/** What is said in the passage that was chosen. */
function Quote({ transcript }: Pick<ReportedRun, 'transcript'>) {
  const { t } = useTranslation();
  const { passage } = usePlayerState();
  const quote = passage && quotedWords(transcript, passage);
  return (
    <p className={classes.quote} aria-live="polite">
      {quote && t('report.player.quote', { quote, time: formatTimestamp(passage.startMs) })}
    </p>
  );
}

/** Which parts of the recording cannot be heard, while others can. */
function SilentParts() {
  const { t } = useTranslation();
  const { list } = useFormats();
  const { silentParts } = usePlayerState();
  return (
    <Text fz="xs" role="status" className={classes.silent ?? ''}>
      {silentParts.length > 0 &&
        t('report.player.silentParts', { count: silentParts.length, parts: list(silentParts.map(String)) })}
    </Text>
  );
}

function Buttons() {
  const { t } = useTranslation();
  const player = usePlayer();
  const { isPlaying } = usePlayerState();
  return (
    <div className={classes.buttons}>
      <ActionIcon
        variant="subtle"
        size={38}
        radius="xl"
        aria-label={t('report.player.back')}
        onClick={() => player.seek(player.timeMs() - SKIP_MS)}
        visibleFrom="xs"
      >
        <IconRewindBackward5 size={20} stroke={1.6} />
      </ActionIcon>
      <ActionIcon
        variant="filled"
        size={44}
        radius="xl"
        aria-label={isPlaying ? t('report.player.pause') : t('report.player.play')}
        onClick={() => player.toggle()}
      >
        {isPlaying ? <IconPlayerPauseFilled size={20} /> : <IconPlayerPlayFilled size={20} />}
      </ActionIcon>
      <ActionIcon
        variant="subtle"
        size={38}
        radius="xl"
        aria-label={t('report.player.forward')}
        onClick={() => player.seek(player.timeMs() + SKIP_MS)}
        visibleFrom="xs"
      >
        <IconRewindForward5 size={20} stroke={1.6} />
      </ActionIcon>
    </div>
  );
}

function Position({ durationMs }: { durationMs: number }) {
  const { t } = useTranslation();
  const player = usePlayer();
  const { passage } = usePlayerState();
  const seconds = usePlayerTime((timeMs) => Math.floor(timeMs / 1000));
  return (
    <div className={classes.position}>
      <div className={classes.now}>
        <Text component="span" fz="sm" truncate>
          {passage?.label ?? t('report.player.whole')}
        </Text>
        <Text component="span" fz="xs" c="dimmed" className="numbers" data-testid="player-time">
          {formatTimestamp(seconds * 1000)} / {formatTimestamp(durationMs)}
        </Text>
      </div>
      <input
        type="range"
        className={classes.slider}
        style={{ '--played': `${(seconds * 100_000) / Math.max(1, durationMs)}%` } as React.CSSProperties}
        min={0}
        max={Math.floor(durationMs / 1000)}
        step={1}
        value={seconds}
        onChange={(event) => player.seek(Number(event.currentTarget.value) * 1000)}
        aria-label={t('report.player.position')}
        aria-valuetext={formatTimestamp(seconds * 1000)}
      />
    </div>
  );
}

function Rate() {
  const { t } = useTranslation();
  const player = usePlayer();
  const { rate } = usePlayerState();
  return (
    <NativeSelect
      size="xs"
      w={84}
      visibleFrom="xs"
      aria-label={t('report.player.rate')}
      value={String(rate)}
      onChange={(event) => player.setRate(Number(event.currentTarget.value))}
      data={RATES.map((value) => ({ value: String(value), label: `${value} ×` }))}
    />
  );
}
