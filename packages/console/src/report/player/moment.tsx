import { UnstyledButton, VisuallyHidden } from '@mantine/core';
import { IconPlayerPlayFilled } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { clock } from '../../language/formats.ts';
import classes from './moment.module.css';
import { usePlayer, usePlayerState } from './player-context.tsx';
import type { Passage } from './recording-player.ts';

/** A piece of evidence: pressing it plays the second it was heard. */
export function Moment({ passage, children }: { passage: Passage; children?: ReactNode }) {
  const { t } = useTranslation();
  const player = usePlayer();
  const { isSilent, passage: playing } = usePlayerState();
  const isPlaying = playing?.startMs === passage.startMs && playing.endMs === passage.endMs;
  return (
    <UnstyledButton
      className={classes.moment}
      data-playing={isPlaying || undefined}
      disabled={isSilent}
      onClick={() => player.play([passage])}
    >
      <IconPlayerPlayFilled size={9} aria-hidden className={classes.icon} />
      {children ?? passage.label}
      <span className={classes.time}>
        <VisuallyHidden>{t('report.player.at')} </VisuallyHidden>
        {clock(passage.startMs)}
      </span>
    </UnstyledButton>
  );
}

/** Several moments of one finding, and a way to hear them all in a row. */
export function Moments({ passages, label }: { passages: readonly Passage[]; label: string }) {
  const { t } = useTranslation();
  const player = usePlayer();
  const { isSilent } = usePlayerState();
  if (passages.length === 0) return null;
  return (
    <ul className={classes.moments} aria-label={label}>
      {passages.map((passage) => (
        <li key={`${passage.startMs}-${passage.label}`}>
          <Moment passage={passage} />
        </li>
      ))}
      {passages.length > 2 && (
        <li>
          <UnstyledButton className={classes.all} disabled={isSilent} onClick={() => player.play(passages)}>
            {t('report.player.all')}
          </UnstyledButton>
        </li>
      )}
    </ul>
  );
}
