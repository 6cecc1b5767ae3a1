import { Button, Group, Stack, Text, Title } from '@mantine/core';
import type { OwnRequest, OwnRequestList } from '@vivavoce/contract';
import { useTranslation } from 'react-i18next';
import { useWithdrawRequest } from '../api/candidate-requests.ts';
import { ErrorLine } from '../components/error-text.tsx';
import { formatTimestamp, useFormats } from '../i18n/formats.ts';
import { RequestForm } from './request-form.tsx';
import classes from './shared-report-page.module.css';

/** What the candidate asked for so far, and a form to ask for more. */
export function OwnRequests({ token, list }: { token: string; list: OwnRequestList }) {
  const { t } = useTranslation();
  return (
    <section className={`surface ${classes.rights}`} aria-labelledby="rights-title">
      <Title order={2} fz="h3" id="rights-title">
        {t('requests.own.title')}
      </Title>
      <Text fz="sm" c="dimmed" my="xs">
        {t('requests.own.hint', { organisation: list.organisation, count: list.answerDays })}
      </Text>
      <RequestForm token={token} />
      <RequestList token={token} requests={list.requests} />
    </section>
  );
}

/** The same once the link has expired: nothing can be asked for any more, and the answers are still there. */
export function ExpiredRequests({ token, list }: { token: string; list: OwnRequestList }) {
  const { t } = useTranslation();
  return (
    <section className={`surface ${classes.rights}`} aria-labelledby="rights-title">
      <Title order={1} fz="h3" id="rights-title">
        {list.organisation}
      </Title>
      <Text fz="sm" c="dimmed" my="xs">
        {t('requests.own.expired')}
      </Text>
      <RequestList token={token} requests={list.requests} />
    </section>
  );
}

function RequestList({ token, requests }: { token: string; requests: readonly OwnRequest[] }) {
  const { t } = useTranslation();
  if (requests.length === 0) return null;
  return (
    <>
      <Title order={3} fz="h4" mt="lg" mb="xs" id="requests-title">
        {t('requests.own.list')}
      </Title>
      <Stack component="ul" gap="md" className={classes.requests} aria-labelledby="requests-title">
        {requests.map((request) => (
          <RequestItem key={request.id} token={token} request={request} />
        ))}
      </Stack>
    </>
  );
}

function RequestItem({ token, request }: { token: string; request: OwnRequest }) {
  const { t } = useTranslation();
  const { date, dateTime } = useFormats();
  const withdraw = useWithdrawRequest(token);
  const { kind, score, atMs, message, state, outcome, answer, answeredAt } = request;
  const about = [
    kind === 'contest' && t(score === null ? 'requests.aboutAll' : `requests.about.${score}`),
    atMs !== null && t('requests.moment', { time: formatTimestamp(atMs) }),
  ].filter((part) => part !== false);
  const name = t(`requests.kinds.${kind}`);
  const isLate = Date.parse(request.dueAt) < Date.now();
  return (
    <li className={classes.request}>
      <Text fw={600}>{[name, ...about].join(' · ')}</Text>
      <Text fz="sm" c="dimmed">
        {t('requests.asked', { when: dateTime(request.requestedAt) })}
        {' · '}
        {state === 'open'
          ? t(isLate ? 'requests.own.late' : 'requests.own.due', { when: date(request.dueAt) })
          : t(outcome === null ? `requests.states.${state}` : `requests.outcomes.${outcome}`)}
      </Text>
      {message && <Text className={classes.words}>{message}</Text>}
      {answer && answeredAt && (
        <div className={classes.answer}>
          <Text fz="sm" fw={600}>
            {t('requests.own.answered', { when: dateTime(answeredAt) })}
          </Text>
          <Text className={classes.words}>{answer}</Text>
        </div>
      )}
      {state === 'open' && (
        <Group gap="sm" mt={6}>
          <Button
            size="compact-sm"
            variant="default"
            loading={withdraw.isPending}
            aria-label={t('requests.own.withdrawOf', { kind: name, when: dateTime(request.requestedAt) })}
            onClick={() => withdraw.mutate(request.id)}
          >
            {t('requests.own.withdraw')}
          </Button>
          <ErrorLine error={withdraw.error} />
        </Group>
      )}
    </li>
  );
}
