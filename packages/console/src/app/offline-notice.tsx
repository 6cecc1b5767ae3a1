import { useNetwork } from '@mantine/hooks';
import { useTranslation } from 'react-i18next';
import classes from './offline-notice.module.css';

/** A notice that the browser is offline. */
export function OfflineNotice() {
  const { t } = useTranslation();
  const { online } = useNetwork();
  return <div role="status">{!online && <p className={classes.notice}>{t('shell.offline')}</p>}</div>;
}
