import { Text, Title } from '@mantine/core';
import { candidateNameOf } from '@vivavoce/contract';
import type { RunFilter } from '@vivavoce/sdk/console';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useCandidateRequests } from '../api/candidate-requests.ts';
import { useRuns } from '../api/runs.ts';
import { useHasPermission } from '../api/session.ts';
import { parseRunQuery, toRunFilter } from '../runs/run-query.ts';
import classes from './to-do-list.module.css';

/** Runs that are named; the rest is behind the link. */
const MOST_NAMED = 4;

/** What waits for a person, by the addresses of the lists that show all of it. */
const LISTS = [
  { kind: 'listen', to: '/runs?attention=listen' },
  { kind: 'unreviewed', to: '/runs?attention=unreviewed' },
  { kind: 'failed', to: '/runs?status=failed' },
] as const;

/**
 * What needs a person: runs to listen to, to review and to look into, and requests of candidates; each leads there.
 * Without runs only requests can wait, which are kept when their run is erased.
 */
export function ToDoList({ hasRuns }: { hasRuns: boolean }) {
  const { t } = useTranslation();
  const mayAnswer = useHasPermission('requests.manage');
  const requests = useCandidateRequests('open', { isEnabled: mayAnswer }).data?.requests ?? [];
  if (!hasRuns && requests.length === 0) return null;
  return (
    <section aria-labelledby="to-do" className={classes.section}>
      <Title order={2} fz="h3" id="to-do">
        {t('dashboard.toDo.title')}
      </Title>
      <ul className={classes.lists}>
        {hasRuns &&
          LISTS.map(({ kind, to }) => <WaitingRuns key={kind} title={t(`dashboard.toDo.${kind}`)} to={to} />)}
        {mayAnswer && <WaitingRequests count={requests.length} />}
      </ul>
    </section>
  );
}

/** The filter of the list at an address. */
function filterOf(to: string): RunFilter {
  return toRunFilter(parseRunQuery(new URL(to, 'http://console').searchParams));
}

function WaitingRuns({ title, to }: { title: string; to: string }) {
  const { t } = useTranslation();
  const runs = useRuns(filterOf(to));
  const rows = runs.data ?? [];
  return (
    <li className={`surface ${classes.list}`}>
      <Link to={to} className={classes.title}>
        {title}
        <span className={classes.count}>{runs.hasNextPage ? `${rows.length}+` : rows.length}</span>
      </Link>
      {rows.length === 0 ? (
        <Text fz="sm" c="dimmed">
          {runs.isPending ? t('shell.loading') : t('dashboard.toDo.nothing')}
        </Text>
      ) : (
        <ul className={classes.runs}>
          {rows.slice(0, MOST_NAMED).map((run) => (
            <li key={run.id}>
              <Link to={`/runs/${run.id}`}>{candidateNameOf(run) ?? t('report.head.unnamed')}</Link>
            </li>
          ))}
        </ul>
      )}
    </li>
  );
}

/** Open requests of candidates. */
function WaitingRequests({ count }: { count: number }) {
  const { t } = useTranslation();
  return (
    <li className={`surface ${classes.list}`}>
      <Link to="/requests" className={classes.title}>
        {t('dashboard.toDo.requests')}
        <span className={classes.count}>{count}</span>
      </Link>
      <Text fz="sm" c="dimmed">
        {count === 0 ? t('dashboard.toDo.nothing') : t('dashboard.toDo.requestsHint')}
      </Text>
    </li>
  );
}
