import type { RunStatus } from '@vivavoce/contract';
import { useTranslation } from 'react-i18next';
import classes from './status-text.module.css';

/** The status of a run as text with an icon. */
export function StatusText({ status }: { status: RunStatus }) {
  const { t } = useTranslation();
  return (
    <span className={classes.status} data-status={status}>
      <span className={classes.sign} aria-hidden />
      {t(`runs.status.${status}`)}
    </span>
  );
}
