import { Text, useComputedColorScheme } from '@mantine/core';
import { WAVEFORM_PEAKS_PER_SECOND, type Waveform } from '@vivavoce/contract';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import WaveSurfer from 'wavesurfer.js';
import { useWaveform } from '../../api/recording.ts';
import { SpeakerDot } from '../../components/speaker-dot.tsx';
import { formatTimestamp } from '../../i18n/formats.ts';
import { usePlayer, useRecordingSource } from '../player/player-context.tsx';
import type { RecordingPlayer } from '../player/recording-player.ts';
import type { ReportedRun } from '../scored-run.ts';
import classes from './waveform-view.module.css';

const HEIGHT = 72;
/** The loudest value of a peak. */
const FULL_SCALE = 127;

/** The waveform in the colours of the speakers; a click seeks. Loaded on demand. */
export default function WaveformView({ run }: { run: ReportedRun }) {
  const { t } = useTranslation();
  const { data: waveform, isError } = useWaveform(useRecordingSource());
  const container = useDrawnWaveform(run, waveform);
  const speakers = run.transcript.speakers.map(({ speakerLabel, speakingTimeMs }) =>
    t('report.transcript.speaks', { name: speakerLabel, length: formatTimestamp(speakingTimeMs) }),
  );
  return (
    <figure className={classes.figure}>
      {isError ? (
        <Text fz="sm" c="dimmed">
          {t('report.transcript.noWaveform')}
        </Text>
      ) : (
        <div
          ref={container}
          className={classes.waveform}
          role="img"
          aria-label={t('report.transcript.waveform', { speakers: speakers.join('; ') })}
        />
      )}
      <figcaption className={classes.legend}>
        {run.transcript.speakers.map(({ speaker, role, speakerLabel }) => (
          <span key={speaker} className={classes.entry}>
            <SpeakerDot role={role} />
            {speakerLabel} ({t(`report.roles.${role}`)})
          </span>
        ))}
      </figcaption>
    </figure>
  );
}

/** Draws into the element of the returned ref, and again when the colour scheme changes. */
function useDrawnWaveform(run: ReportedRun, waveform: Waveform | undefined) {
  const container = useRef<HTMLDivElement>(null);
  const player = usePlayer();
  const scheme = useComputedColorScheme('light');
  useEffect(() => {
    if (!container.current || !waveform) return;
    const drawn = drawWaveform(container.current, run, waveform, player);
    return () => drawn.destroy();
  }, [run, waveform, player, scheme]);
  return container;
}

function drawWaveform(
  container: HTMLElement,
  run: ReportedRun,
  waveform: Waveform,
  player: RecordingPlayer,
): WaveSurfer {
  const colours = getComputedStyle(container);
  const colour = (name: string) => colours.getPropertyValue(name).trim();
  const byRole = {
    candidate: colour('--vv-candidate'),
    interviewer: colour('--vv-interviewer'),
    other: colour('--vv-other'),
  };
  const colourAt = speakerColours(run, byRole, colour('--vv-track'));
  const drawn = WaveSurfer.create({
    container,
    height: HEIGHT,
    // Of several files none has the time of the whole: the player says where it is.
    ...(player.isOneFile && { media: player.audio }),
    peaks: [waveform.peaks.map((peak) => peak / FULL_SCALE)],
    duration: waveform.durationMs / 1000,
    progressColor: colour('--vv-ink'),
    cursorColor: colour('--vv-ink'),
    cursorWidth: 2,
    dragToSeek: true,
    renderFunction: (channels, context) => drawBars(channels[0] ?? [], context, colourAt),
  });
  drawn.on('interaction', (seconds) => player.seek(seconds * 1000));
  if (!player.isOneFile) {
    const showTime = () => drawn.setTime(player.timeMs() / 1000);
    drawn.on('ready', showTime);
    drawn.on('destroy', player.onTime(showTime));
  }
  return drawn;
}

/** Centred bars of two pixels with a gap of one; each shows the loudest of its peaks. */
function drawBars(
  peaks: ArrayLike<number>,
  context: CanvasRenderingContext2D,
  colourAt: (ms: number) => string,
): void {
  const { width, height } = context.canvas;
  const scale = window.devicePixelRatio || 1;
  const step = 3 * scale;
  for (let x = 0; x < width; x += step) {
    const from = Math.floor((x / width) * peaks.length);
    const to = Math.max(from + 1, Math.floor(((x + step) / width) * peaks.length));
    let loudest = 0;
    for (let at = from; at < to; at += 1) loudest = Math.max(loudest, Math.abs(peaks[at] ?? 0));
    const bar = Math.max(2 * scale, Math.sqrt(loudest) * height * 0.96);
    context.fillStyle = colourAt((from * 1000) / WAVEFORM_PEAKS_PER_SECOND);
    context.beginPath();
    context.roundRect(x, (height - bar) / 2, 2 * scale, bar, scale);
    context.fill();
  }
}

/** The colour of whoever speaks at a time. */
function speakerColours(
  { transcript: { segments, speakers } }: ReportedRun,
  byRole: Readonly<Record<'candidate' | 'interviewer' | 'other', string>>,
  silence: string,
): (ms: number) => string {
  const roles = new Map(speakers.map(({ speaker, role }) => [speaker, role]));
  return (ms) => {
    const spoken = segments.findLast(({ startMs, endMs }) => startMs <= ms && ms <= endMs);
    return spoken ? byRole[roles.get(spoken.speaker) ?? 'other'] : silence;
  };
}
