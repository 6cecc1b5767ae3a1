import { UnstyledButton } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { RecentRequest } from '../api/recent-requests.ts';
import classes from './request-list.module.css';

/** A list of requests to select from. */
export function RequestList({
  requests,
  chosen,
  onChoose,
}: {
  requests: readonly RecentRequest[];
  /** The number of the selected request. */
  chosen: number;
  onChoose: (number: number) => void;
}) {
  const { t } = useTranslation();
  return (
    <ul className={classes.list}>
      {requests.map(({ number, method, path, status, durationMs }) => (
        <li key={number}>
          <UnstyledButton
            className={classes.request}
            aria-pressed={number === chosen}
            onClick={() => onChoose(number)}
          >
            <code className={classes.method}>{method}</code>
            <code className={classes.path}>{shortenIds(path)}</code>
            <span className={classes.answer}>
              {status === null
                ? t('developers.unanswered')
                : t('developers.answered', { status, ms: durationMs ?? 0 })}
            </span>
          </UnstyledButton>
        </li>
      ))}
    </ul>
  );
}

/** A path with long ids cut short: their first characters identify them. */
export const shortenIds = (path: string): string =>
  decodeURIComponent(path).replaceAll(/([0-9a-f]{8})-[0-9a-f-]{27}/g, '$1…');
