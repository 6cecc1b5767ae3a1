import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import classes from './gauge.module.css';

/** A value on a scale between two named ends. */
export function Gauge({
  name,
  value,
  from,
  to,
  show,
  ends,
}: {
  name: string;
  value: number | null;
  from: number;
  to: number;
  show: (value: number) => string;
  ends: readonly [string, string];
}) {
  const { t } = useTranslation();
  const place = value === null ? 0 : Math.min(1, Math.max(0, (value - from) / (to - from)));
  return (
    <div>
      <div className={classes.head}>
        <Text component="span" fz="sm">
          {name}
        </Text>
        <Text component="span" fz="sm" fw={600} className="numbers">
          {value === null ? t('report.measures.notMade') : show(value)}
        </Text>
      </div>
      <div className={classes.track} aria-hidden>
        {value !== null && <span className={classes.here} style={{ left: `${place * 100}%` }} />}
      </div>
      <div className={classes.ends}>
        <span>{ends[0]}</span>
        <span>{ends[1]}</span>
      </div>
    </div>
  );
}
