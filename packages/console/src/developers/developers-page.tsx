import { Anchor, Stack, Text, Title } from '@mantine/core';
import { useState, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useApiKeys, useWebhookDeliveries } from '../api/administration.ts';
import { type RecentRequest, recentRequests, subscribeToRecentRequests } from '../api/recent-requests.ts';
import { useHasPermission } from '../api/session.ts';
import { CodePanel } from '../components/code-panel.tsx';
import { PageHeading } from '../components/page-heading.tsx';
import { QueryBoundary } from '../components/query-boundary.tsx';
import { useFormats } from '../i18n/formats.ts';
import { toCurl } from './curl.ts';
import classes from './developers-page.module.css';
import { RequestList, shortenIds } from './request-list.tsx';
import { isAllowedForApiKeys, toSdkCode } from './sdk-code.ts';

/** For developers: API keys, a first request, recent requests, webhook deliveries. */
export function DevelopersPage() {
  const { t } = useTranslation();
  const canManageKeys = useHasPermission('keys.manage');
  const canManageWebhooks = useHasPermission('webhooks.manage');
  return (
    <>
      <PageHeading title={t('developers.title')} hint={t('developers.hint')} />
      <Stack gap="md">
        <ul className={classes.ways}>
          {canManageKeys && <ApiKeysCard />}
          <LinkCard
            href="/api/v1/docs"
            name={t('developers.reference')}
            hint={t('developers.referenceHint')}
          />
          <LinkCard
            href="/api/v1/openapi.json"
            name={t('developers.openApi')}
            hint={t('developers.openApiHint')}
          />
        </ul>
        <FirstRequest />
        <RecentRequests />
        {canManageWebhooks && <LatestDeliveries />}
      </Stack>
    </>
  );
}

function LinkCard({ href, to, name, hint }: { href?: string; to?: string; name: string; hint: string }) {
  return (
    <li className={`surface ${classes.way}`}>
      {to === undefined ? (
        <Anchor href={href} fw={600}>
          {name}
        </Anchor>
      ) : (
        <Anchor component={Link} to={to} fw={600}>
          {name}
        </Anchor>
      )}
      <Text fz="xs" c="dimmed">
        {hint}
      </Text>
    </li>
  );
}

function ApiKeysCard() {
  const { t } = useTranslation();
  const { data } = useApiKeys();
  const used = data?.filter(({ revokedAt }) => revokedAt === null) ?? [];
  return (
    <LinkCard
      to="/administration/keys"
      name={t('developers.keys')}
      hint={t('developers.keysHint', { count: used.length })}
    />
  );
}

const FIRST_REQUEST: Pick<RecentRequest, 'method' | 'path' | 'json' | 'form'> = {
  method: 'POST',
  path: '/speech/analyze',
  json: null,
  form: [['audio', '@interview.mp3']],
};

function FirstRequest() {
  const { t } = useTranslation();
  const { origin } = window.location;
  return (
    <CodePanel
      title={t('developers.start')}
      hint={t('developers.startHint')}
      curl={toCurl(FIRST_REQUEST, origin)}
      sdk={toSdkCode(FIRST_REQUEST, origin)}
    />
  );
}

/** The console's recent requests, each as code. */
function RecentRequests() {
  const { t } = useTranslation();
  // A snapshot from when the page was opened, without the page's own requests.
  const [requests] = useState(recentRequests);
  const newest = useSyncExternalStore(subscribeToRecentRequests, recentRequests);
  const [chosen, setChosen] = useState(requests[0]?.number ?? 0);
  const request = [...newest, ...requests].find(({ number }) => number === chosen);
  return (
    <section className={`surface ${classes.recent}`} aria-labelledby="recent-title">
      <Title order={2} fz="h3" id="recent-title">
        {t('developers.recent')}
      </Title>
      <Text fz="sm" c="dimmed">
        {t('developers.recentHint')}
      </Text>
      {request === undefined ? (
        <Text my="md">{t('developers.none')}</Text>
      ) : (
        <div className={classes.columns}>
          <RequestList requests={requests} chosen={chosen} onChoose={setChosen} />
          <CodePanel
            title={`${request.method} ${shortenIds(request.path.split('?')[0] ?? '')}`}
            hint={isAllowedForApiKeys(request) ? undefined : t('developers.noKey')}
            curl={toCurl(request, window.location.origin)}
            sdk={toSdkCode(request, window.location.origin)}
          />
        </div>
      )}
    </section>
  );
}

const MAX_DELIVERIES = 5;

function LatestDeliveries() {
  const { t } = useTranslation();
  const { dateTime } = useFormats();
  const deliveries = useWebhookDeliveries();
  const rows = deliveries.data?.slice(0, MAX_DELIVERIES);
  return (
    <section className={`surface ${classes.recent}`} aria-labelledby="deliveries-title">
      <Title order={2} fz="h3" mb="sm" id="deliveries-title">
        {t('developers.deliveries')}
      </Title>
      <QueryBoundary query={{ ...deliveries, data: rows }}>
        {(list) => (
          <ul className={classes.deliveries}>
            {list.map(({ id, createdAt, type, url, status, lastStatus }) => (
              <li key={id}>
                <Text component="span" fz="sm">
                  <code>{type}</code> {url}
                </Text>
                <Text component="span" fz="xs" c="dimmed">
                  {dateTime(createdAt)} · {t(`administration.webhooks.states.${status}`)} {lastStatus ?? ''}
                </Text>
              </li>
            ))}
            {list.length === 0 && (
              <li>
                <Text fz="sm">{t('developers.noDeliveries')}</Text>
              </li>
            )}
          </ul>
        )}
      </QueryBoundary>
      <Anchor component={Link} to="/administration/webhooks" fz="sm">
        {t('developers.allDeliveries')}
      </Anchor>
    </section>
  );
}
