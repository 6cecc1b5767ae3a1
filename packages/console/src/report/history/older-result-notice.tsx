import { IconHistory } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { LinkButton } from '../../components/link-button.tsx';
import { useFormats } from '../../i18n/formats.ts';
import type { ScoredRun } from '../scored-run.ts';
import classes from './older-result-notice.module.css';

/** A notice that an older result is shown. */
export function OlderResultNotice({ run }: { run: ScoredRun }) {
  const { t } = useTranslation();
  const { dateTime } = useFormats();
  const { revision } = run;
  return (
    <div className={classes.notice} role="status">
      <IconHistory size={18} stroke={1.6} aria-hidden />
      <span className={classes.words}>
        {t('report.history.older', { number: revision?.number ?? 1 })}{' '}
        {revision && t('report.history.by', { name: revision.by.label, when: dateTime(revision.createdAt) })}
      </span>
      <LinkButton to={`/runs/${run.id}`} size="xs" variant="default">
        {t('report.history.newest')}
      </LinkButton>
    </div>
  );
}
