import { Anchor, Button, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useHolds, useTransactions } from '../api/administration.ts';
import { useCredits } from '../api/runs.ts';
import { DataTable } from '../components/data-table.tsx';
import { PageHeading } from '../components/page-heading.tsx';
import { QueryBoundary } from '../components/query-boundary.tsx';
import { StatCards } from '../components/stat-cards.tsx';
import { useFormats } from '../i18n/formats.ts';

/** Balance, reserved credits and all transactions. */
export function CreditsPage() {
  const { t } = useTranslation();
  const { number } = useFormats();
  const credits = useCredits();
  return (
    <>
      <PageHeading title={t('shell.creditsPage')} hint={t('administration.credits.hint')} />
      <QueryBoundary query={credits}>
        {({ available, held, usage }) => (
          <StatCards
            figures={[
              { name: t('administration.credits.available'), value: number(available) },
              { name: t('administration.credits.held'), value: number(held) },
              { name: t('administration.credits.lastDays'), value: number(usage.last30Days) },
              { name: t('administration.credits.total'), value: number(usage.totalDeducted) },
            ]}
          />
        )}
      </QueryBoundary>
      <Holds />
      <Title order={2} fz="h3" mt="xl" mb="sm">
        {t('administration.credits.ledger')}
      </Title>
      <Ledger />
    </>
  );
}

function Holds() {
  const { t } = useTranslation();
  const { dateTime, number } = useFormats();
  const { data } = useHolds();
  if (!data || data.length === 0) return null;
  return (
    <>
      <Title order={2} fz="h3" mt="xl" mb="sm">
        {t('administration.credits.holds')}
      </Title>
      <DataTable
        label={t('administration.credits.holds')}
        rows={data}
        keyOf={({ runId }) => runId}
        columns={[
          { name: t('administration.credits.run'), show: ({ runId }) => <RunLink id={runId} /> },
          { name: t('administration.credits.amount'), show: ({ amount }) => number(amount), isNumber: true },
          { name: t('administration.credits.since'), show: ({ createdAt }) => dateTime(createdAt) },
        ]}
      />
    </>
  );
}

function Ledger() {
  const { t } = useTranslation();
  const { dateTime, number } = useFormats();
  const ledger = useTransactions();
  return (
    <QueryBoundary query={ledger}>
      {(transactions) =>
        transactions.length === 0 ? (
          <Text c="dimmed">{t('administration.credits.none')}</Text>
        ) : (
          <>
            <DataTable
              label={t('administration.credits.ledger')}
              rows={transactions}
              keyOf={({ id }) => id}
              columns={[
                { name: t('administration.credits.date'), show: ({ createdAt }) => dateTime(createdAt) },
                {
                  name: t('administration.credits.type'),
                  show: ({ type }) => t(`administration.credits.types.${type}`),
                },
                {
                  name: t('administration.credits.run'),
                  show: ({ runId }) => (runId ? <RunLink id={runId} /> : '–'),
                },
                {
                  name: t('administration.credits.amount'),
                  show: ({ amount }) => (amount > 0 ? `+${number(amount)}` : number(amount)),
                  isNumber: true,
                },
                {
                  name: t('administration.credits.balance'),
                  show: ({ balanceAfter }) => number(balanceAfter),
                  isNumber: true,
                },
              ]}
            />
            {ledger.hasNextPage && (
              <Button variant="default" mt="md" onClick={() => void ledger.fetchNextPage()}>
                {t('shell.more')}
              </Button>
            )}
          </>
        )
      }
    </QueryBoundary>
  );
}

function RunLink({ id }: { id: string }) {
  return (
    <Anchor component={Link} to={`/runs/${id}`} fz="sm">
      <code>{id.slice(0, 8)}</code>
    </Anchor>
  );
}
