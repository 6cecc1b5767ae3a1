import { SegmentedControl, Text, Title } from '@mantine/core';
import { IconMicrophone } from '@tabler/icons-react';
import type { Statistics } from '@vivavoce/contract';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useStatistics } from '../api/administration.ts';
import { useCredits, useHasRuns } from '../api/runs.ts';
import { LinkButton } from '../components/link-button.tsx';
import { PageHeading } from '../components/page-heading.tsx';
import { QueryBoundary } from '../components/query-boundary.tsx';
import { StatCards } from '../components/stat-cards.tsx';
import { useFormats } from '../i18n/formats.ts';
import { BarChart } from './bar-chart.tsx';
import classes from './dashboard-page.module.css';
import { FirstSteps } from './first-steps.tsx';
import { ToDoList } from './to-do-list.tsx';

const PERIODS = [7, 30, 90];

/** Statistics of recordings, levels, processing times, failures and credits. */
export function DashboardPage() {
  const { t } = useTranslation();
  const [days, setDays] = useState(30);
  const statistics = useStatistics(days);
  return (
    <>
      <PageHeading title={t('shell.dashboard')} hint={t('dashboard.hint')}>
        <SegmentedControl
          size="xs"
          aria-label={t('dashboard.period')}
          value={String(days)}
          onChange={(value) => setDays(Number(value))}
          data={PERIODS.map((count) => ({ value: String(count), label: t('report.share.days', { count }) }))}
        />
        <LinkButton to="/playground" leftSection={<IconMicrophone size={16} aria-hidden />}>
          {t('shell.playground')}
        </LinkButton>
      </PageHeading>
      <QueryBoundary query={useHasRuns()}>
        {(hasRuns) => (
          <>
            {!hasRuns && <FirstSteps />}
            <ToDoList hasRuns={hasRuns} />
            <QueryBoundary query={statistics}>
              {(found) => (hasRuns || isUsed(found)) && <Metrics statistics={found} />}
            </QueryBoundary>
          </>
        )}
      </QueryBoundary>
    </>
  );
}

/** Whether anything happened in the period; where all runs were erased since, its figures remain. */
const isUsed = ({ creditsPerDay, runsPerDay }: Statistics): boolean =>
  creditsPerDay.some(({ charged }) => charged > 0) ||
  runsPerDay.some(({ success, partial, failed, unfinished }) => success + partial + failed + unfinished > 0);

function Metrics({ statistics }: { statistics: Statistics }) {
  const { t } = useTranslation();
  const { number, date } = useFormats();
  const { data: credits } = useCredits();
  const runs = statistics.runsPerDay.map((day) => ({
    name: date(day.date),
    value: day.success + day.partial + day.failed + day.unfinished,
  }));
  const { timeToResultMs } = statistics;
  const minutes = (ms: number) => t('dashboard.minutes', { value: number(ms / 60_000) });
  return (
    <>
      <StatCards
        figures={[
          { name: t('dashboard.runs'), value: number(runs.reduce((sum, { value }) => sum + value, 0)) },
          {
            name: t('dashboard.time'),
            value: timeToResultMs ? minutes(timeToResultMs.median) : '–',
            note: timeToResultMs ? t('dashboard.most', { time: minutes(timeToResultMs.p90) }) : undefined,
          },
          {
            name: t('dashboard.spent'),
            value: number(statistics.creditsPerDay.reduce((sum, { charged }) => sum + charged, 0)),
          },
          { name: t('administration.credits.available'), value: credits ? number(credits.available) : '…' },
        ]}
      />
      <div className={classes.charts}>
        <ChartCard title={t('dashboard.perDay')} bars={runs} isWide />
        <ChartCard
          title={t('dashboard.levels')}
          bars={statistics.levels.map(({ level, runs: count }) => ({ name: level, value: count }))}
        />
        <ChartCard
          title={t('dashboard.credits')}
          bars={statistics.creditsPerDay.map(({ date: day, charged }) => ({
            name: date(day),
            value: charged,
          }))}
        />
      </div>
      {statistics.failures.length > 0 && (
        <section className={`surface ${classes.chart}`}>
          <Title order={2} fz="h3">
            {t('dashboard.failures')}
          </Title>
          {statistics.failures.map(({ code, runs: count }) => (
            <Text key={code} fz="sm">
              <b>{number(count)}</b> {t(`errors.run.${code}`)}
            </Text>
          ))}
        </section>
      )}
    </>
  );
}

function ChartCard({
  title,
  bars,
  isWide = false,
}: {
  title: string;
  bars: readonly { name: string; value: number }[];
  isWide?: boolean;
}) {
  return (
    <section className={`surface ${classes.chart}`} data-wide={isWide || undefined}>
      <Title order={2} fz="h3" mb="md">
        {title}
      </Title>
      <BarChart title={title} bars={bars} />
    </section>
  );
}
