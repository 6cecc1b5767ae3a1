import type { CefrLevel } from '@vivavoce/contract';
import classes from './level-chip.module.css';

/** A level as a small mark; its letters say it, its depth of colour only repeats it. */
export function LevelChip({ level }: { level: CefrLevel | null }) {
  return (
    <span className={classes.chip} data-level={level ?? undefined}>
      {level ?? '–'}
    </span>
  );
}
