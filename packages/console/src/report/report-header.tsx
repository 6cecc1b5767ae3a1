import { Badge, Group, Text, Title } from '@mantine/core';
import { candidateNameOf } from '@vivavoce/contract';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormats } from '../i18n/formats.ts';
import classes from './report-header.module.css';
import type { ScoredRun } from './scored-run.ts';

/** The candidate, the recording, and the actions of the report. */
export function ReportTitle({ run, children }: { run: ScoredRun; children?: ReactNode }) {
  const { t } = useTranslation();
  const { dateTime } = useFormats();
  const facts = [
    dateTime(run.timestamp),
    t('report.head.length', { length: run.audio.durationFormatted }),
    t('report.head.speakers', { count: run.audio.speakerCount }),
  ];
  const name = candidateNameOf(run);
  return (
    <header className={classes.title}>
      <div>
        <Title order={1}>{name ?? t('report.head.unnamed')}</Title>
        <Text c="dimmed" fz="sm" mt={6} className="numbers">
          {facts.join(' · ')}
          {run.externalId && run.externalId !== name && ` · ${run.externalId}`}
        </Text>
        {run.tags.length > 0 && (
          <Group gap={6} mt="xs">
            {run.tags.map((tag) => (
              <Badge key={tag} variant="default" tt="none" fw={500} radius="sm">
                {tag}
              </Badge>
            ))}
          </Group>
        )}
      </div>
      <Group gap="xs" className="not-printed">
        {children}
      </Group>
    </header>
  );
}
