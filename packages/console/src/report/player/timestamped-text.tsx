import { UnstyledButton } from '@mantine/core';
import { Fragment } from 'react';
import { usePlayer, usePlayerState } from './player-context.tsx';
import classes from './timestamped-text.module.css';

/** A time with the punctuation after it, which must stay on the same line. */
const TIMESTAMP = /(\b\d{1,2}(?::\d{2}){1,2}\b[.,;:!?)]*)/;

/** How long a time in a text plays, ms. */
const PASSAGE_MS = 4000;

/** A text of the report, with times as buttons that play. */
export function TimestampedText({ text }: { text: string }) {
  const parts = text.split(TIMESTAMP);
  return parts.map((part, at) => {
    const key = `${at}-${part}`;
    if (at % 2 === 0) return <Fragment key={key}>{part}</Fragment>;
    const [clock = part] = /^[\d:]*\d/.exec(part) ?? [];
    return (
      <span key={key} className={classes.unbroken}>
        <TimestampButton clock={clock} />
        {part.slice(clock.length)}
      </span>
    );
  });
}

function TimestampButton({ clock }: { clock: string }) {
  const player = usePlayer();
  const { isUnavailable } = usePlayerState();
  const startMs = parseTimestamp(clock);
  return (
    <UnstyledButton
      component="button"
      className={classes.time}
      disabled={isUnavailable}
      onClick={() => player.play([{ startMs, endMs: startMs + PASSAGE_MS, label: clock }])}
    >
      {clock}
    </UnstyledButton>
  );
}

/** m:ss or h:mm:ss in ms. */
export function parseTimestamp(clock: string): number {
  return clock.split(':').reduce((seconds, part) => seconds * 60 + Number(part), 0) * 1000;
}
