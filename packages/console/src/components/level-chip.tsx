import type { CefrLevel } from '@vivavoce/contract';
import classes from './level-chip.module.css';

/** A level as a chip; its colour only repeats its text. */
export function LevelChip({ level }: { level: CefrLevel | null }) {
  return (
    <span className={classes.chip} data-level={level ?? undefined}>
      {level ?? '–'}
    </span>
  );
}
