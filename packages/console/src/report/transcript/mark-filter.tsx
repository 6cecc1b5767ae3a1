import { Chip, Group } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import classes from './mark-filter.module.css';
import { MARK_KINDS, type MarkKind } from './word-marks.ts';

/** Selects the highlights of the transcript; each shows its count. */
export function MarkFilter({
  shown,
  counts,
  onChange,
}: {
  shown: readonly MarkKind[];
  counts: Readonly<Record<MarkKind, number>>;
  onChange: (shown: readonly MarkKind[]) => void;
}) {
  const { t } = useTranslation();
  const isIdle = MARK_KINDS.every((kind) => counts[kind] === 0);
  return (
    // What scrolls is reached by the keyboard, where nothing in it can be switched as well.
    <fieldset className={classes.switches} tabIndex={isIdle ? 0 : undefined}>
      <legend className={classes.legend}>{t('report.transcript.marks')}</legend>
      <Chip.Group multiple value={[...shown]} onChange={(value) => onChange(value as MarkKind[])}>
        <Group gap={6} className={classes.chips ?? ''}>
          {MARK_KINDS.filter((kind) => kind !== 'corrected' || counts.corrected > 0).map((kind) => (
            <Chip key={kind} value={kind} size="xs" variant="light" disabled={counts[kind] === 0}>
              <span className={classes.sample} data-kind={kind}>
                {t(`report.marks.${kind}`)}
              </span>{' '}
              <span className="numbers">{counts[kind]}</span>
            </Chip>
          ))}
        </Group>
      </Chip.Group>
    </fieldset>
  );
}
