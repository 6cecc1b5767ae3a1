import { UnstyledButton, VisuallyHidden } from '@mantine/core';
import { IconPlayerPlayFilled } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { formatTimestamp } from '../../i18n/formats.ts';
import classes from './passage-button.module.css';
import { usePlayer, usePlayerState } from './player-context.tsx';
import type { Passage } from './recording-player.ts';

/** A button that plays a passage. */
export function PassageButton({ passage, children }: { passage: Passage; children?: ReactNode }) {
  const { t } = useTranslation();
  const player = usePlayer();
  const { passage: playingPassage } = usePlayerState();
  const isPlaying = playingPassage?.startMs === passage.startMs && playingPassage.endMs === passage.endMs;
  return (
    <UnstyledButton
      className={classes.moment}
      data-playing={isPlaying || undefined}
      data-silent={player.isSilentAt(passage.startMs) || undefined}
      onClick={() => player.play([passage])}
    >
      <IconPlayerPlayFilled size={9} aria-hidden className={classes.icon} />
      {children ?? passage.label}
      <span className={classes.time}>
        <VisuallyHidden>{t('report.player.at')} </VisuallyHidden>
        {formatTimestamp(passage.startMs)}
      </span>
    </UnstyledButton>
  );
}

/** Passages of one finding, with a button that plays all. */
export function PassageList({ passages, label }: { passages: readonly Passage[]; label: string }) {
  const { t } = useTranslation();
  const player = usePlayer();
  const { isUnavailable } = usePlayerState();
  if (passages.length === 0) return null;
  return (
    <ul className={classes.moments} aria-label={label}>
      {passages.map((passage) => (
        <li key={`${passage.startMs}-${passage.label}`}>
          <PassageButton passage={passage} />
        </li>
      ))}
      {passages.length > 2 && (
        <li>
          <UnstyledButton
            className={classes.all}
            disabled={isUnavailable}
            onClick={() => player.play(passages)}
          >
            {t('report.player.all')}
          </UnstyledButton>
        </li>
      )}
    </ul>
  );
}
