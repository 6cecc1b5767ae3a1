import { UnstyledButton } from '@mantine/core';
import { Fragment } from 'react';
import { usePlayer, usePlayerState } from './player-context.tsx';
import classes from './timed-text.module.css';

/** A time with the signs that belong to the end of it: no line begins with them. */
const CLOCK = /(\b\d{1,2}(?::\d{2}){1,2}\b[.,;:!?)]*)/;

/** How long the moment of a sentence is played, ms. */
const MOMENT_MS = 4000;

/** A text of the report: the times in it can be pressed and heard. */
export function TimedText({ text }: { text: string }) {
  const parts = text.split(CLOCK);
  return parts.map((part, at) => {
    const key = `${at}-${part}`;
    if (at % 2 === 0) return <Fragment key={key}>{part}</Fragment>;
    const [clock = part] = /^[\d:]*\d/.exec(part) ?? [];
    return (
      <span key={key} className={classes.unbroken}>
        <TimeInText clock={clock} />
        {part.slice(clock.length)}
      </span>
    );
  });
}

function TimeInText({ clock }: { clock: string }) {
  const player = usePlayer();
  const { isSilent } = usePlayerState();
  const startMs = msOf(clock);
  return (
    <UnstyledButton
      component="button"
      className={classes.time}
      disabled={isSilent}
      onClick={() => player.play([{ startMs, endMs: startMs + MOMENT_MS, label: clock }])}
    >
      {clock}
    </UnstyledButton>
  );
}

/** m:ss or h:mm:ss in ms. */
export function msOf(clock: string): number {
  return clock.split(':').reduce((seconds, part) => seconds * 60 + Number(part), 0) * 1000;
}
