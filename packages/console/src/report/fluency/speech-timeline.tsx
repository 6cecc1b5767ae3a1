import type { MouseEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { formatTimestamp } from '../../i18n/formats.ts';
import { usePlayer, usePlayerTime } from '../player/player-context.tsx';
import type { ReportedRun } from '../scored-run.ts';
import classes from './speech-timeline.module.css';

const WIDTH = 1000;
const LANE_HEIGHT = 18;

/** Who speaks when: a lane for each speaker, the candidate's fillers as ticks above. */
export function SpeechTimeline({ run }: { run: ReportedRun }) {
  const { t } = useTranslation();
  const player = usePlayer();
  const { durationMs } = run.audio;
  const { segments, speakers } = run.transcript;
  const x = (ms: number) => (ms / durationMs) * WIDTH;
  const lanes = new Map(
    speakers.map(({ speaker, role }, at) => [speaker, { role, y: 16 + at * (LANE_HEIGHT + 6) }]),
  );
  const height = 16 + speakers.length * (LANE_HEIGHT + 6);
  const seek = ({ currentTarget, clientX }: MouseEvent<SVGSVGElement>) => {
    const { left, width } = currentTarget.getBoundingClientRect();
    player.playFrom(((clientX - left) / width) * durationMs);
  };
  const words = speakers
    .map(({ speakerLabel, role, speakingTimeMs, segmentCount }) =>
      t('report.fluency.lane', {
        name: `${speakerLabel} (${t(`report.roles.${role}`)})`,
        length: formatTimestamp(speakingTimeMs),
        count: segmentCount,
      }),
    )
    .join(' ');
  return (
    <div className={classes.frame}>
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: the player's slider goes anywhere by keyboard. */}
      <svg
        viewBox={`0 0 ${WIDTH} ${height}`}
        preserveAspectRatio="none"
        className={classes.timeline}
        style={{ height }}
        role="img"
        aria-label={words}
        onClick={seek}
      >
        {[...lanes.values()].map(({ y }) => (
          <rect key={y} x={0} y={y} width={WIDTH} height={LANE_HEIGHT} className={classes.lane} />
        ))}
        {segments.map(({ speaker, startMs, endMs }) => {
          const lane = lanes.get(speaker);
          return (
            <rect
              key={`${speaker}-${startMs}`}
              x={x(startMs)}
              y={lane?.y ?? 0}
              width={Math.max(1.5, x(endMs) - x(startMs))}
              height={LANE_HEIGHT}
              rx={2}
              data-role={lane?.role ?? 'other'}
              className={classes.speech}
            />
          );
        })}
        {run.analysis.fluency.filledPauses.items.map(({ startMs }) => (
          <rect key={startMs} x={x(startMs)} y={2} width={2} height={10} className={classes.filler} />
        ))}
        <Playhead durationMs={durationMs} height={height} />
      </svg>
      <TimeAxis durationMs={durationMs} />
    </div>
  );
}

function Playhead({ durationMs, height }: { durationMs: number; height: number }) {
  const at = usePlayerTime((timeMs) => Math.round((timeMs / durationMs) * WIDTH));
  return <rect x={at} y={0} width={2} height={height} className={classes.now} />;
}

/** The time axis of the recording, in minutes. */
export function TimeAxis({ durationMs }: { durationMs: number }) {
  const stepMs = durationMs > 20 * 60_000 ? 5 * 60_000 : 60_000;
  const marks = Array.from({ length: Math.floor(durationMs / stepMs) + 1 }, (_, at) => at * stepMs);
  return (
    <div className={classes.axis} aria-hidden>
      {marks.map((ms) => (
        <span key={ms} style={{ left: `${(ms / durationMs) * 100}%` }}>
          {formatTimestamp(ms)}
        </span>
      ))}
    </div>
  );
}
