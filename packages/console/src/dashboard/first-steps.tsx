import { Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useCredits } from '../api/runs.ts';
import { useCurrentSession } from '../api/session.ts';
import classes from './first-steps.module.css';

/** What an organisation begins with, in this order, and the permission that each takes. */
const STEPS = [
  { kind: 'record', to: '/playground', requiredPermission: 'runs.submit' },
  { kind: 'levels', to: '/administration/projects', requiredPermission: 'projects.manage' },
  { kind: 'people', to: '/administration/users', requiredPermission: 'users.manage' },
  { kind: 'systems', to: '/administration/keys', requiredPermission: 'keys.manage' },
] as const;

/** Where to begin in an organisation without recordings: the steps that the reader may take, each leading there. */
export function FirstSteps() {
  const { t } = useTranslation();
  const permissions = useCurrentSession().user?.permissions ?? [];
  const steps = STEPS.filter(({ requiredPermission }) => permissions.includes(requiredPermission));
  return (
    <section className={`surface ${classes.card}`} aria-labelledby="first-steps">
      <Title order={2} fz="h3" id="first-steps">
        {t('dashboard.begin.title')}
      </Title>
      <Text c="dimmed">{t('dashboard.begin.hint')}</Text>
      {steps.length === 0 && <Text>{t('dashboard.begin.readOnly')}</Text>}
      <ol className={classes.steps}>
        {steps.map(({ kind, to }) => (
          <li key={kind} className={classes.step}>
            <Link to={to}>{t(`dashboard.begin.${kind}`)}</Link>
            <Text fz="sm" c="dimmed">
              {t(`dashboard.begin.${kind}Hint`)}
            </Text>
            {kind === 'record' && <AvailableCredits />}
          </li>
        ))}
      </ol>
    </section>
  );
}

/** What can be analysed with the credits that there are, before anybody has chosen a file. */
function AvailableCredits() {
  const { t } = useTranslation();
  const { data: credits } = useCredits();
  if (!credits) return null;
  const { available } = credits;
  return (
    <Text fz="sm">
      {available === 0
        ? t('dashboard.begin.noCredits')
        : `${t('shell.credits', { count: available })} · ${t('playground.perMinute')}`}
    </Text>
  );
}
