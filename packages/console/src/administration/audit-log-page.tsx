import { Button, Group, NativeSelect, Text, TextInput } from '@mantine/core';
import { ACTOR_KINDS, AUDIT_ACTIONS, type AuditEntry, type AuditTarget } from '@vivavoce/contract';
import type { AuditFilter } from '@vivavoce/sdk/console';
import { useTranslation } from 'react-i18next';
import { auditLogCsvUrl, useAuditLog } from '../api/administration.ts';
import { DataTable } from '../components/data-table.tsx';
import { endOfDay, parseDay, startOfDay } from '../components/day-filter.ts';
import { PageHeading } from '../components/page-heading.tsx';
import { QueryBoundary } from '../components/query-boundary.tsx';
import { useSearchParameters } from '../components/search-parameters.ts';
import { TableMenu } from '../components/table-menu.tsx';
import { useFormats } from '../i18n/formats.ts';
import { useReadingLanguage } from '../i18n/languages.ts';
import { useTableTexts } from '../i18n/table-texts.ts';

type FilterName = 'action' | 'actorKind' | 'after' | 'before';

/** Reads the filter from the address of the page; invalid values are ignored. */
function parseAuditFilter(address: URLSearchParams): AuditFilter {
  const action = AUDIT_ACTIONS.find((value) => value === address.get('action'));
  const actorKind = ACTOR_KINDS.find((value) => value === address.get('actorKind'));
  const after = parseDay(address.get('after'));
  const before = parseDay(address.get('before'));
  return {
    ...(action && { action }),
    ...(actorKind && { actorKind }),
    ...(after !== '' && { after: startOfDay(after) }),
    ...(before !== '' && { before: endOfDay(before) }),
  };
}

/** The audit log: who did what, when and from where. */
export function AuditLogPage() {
  const { t } = useTranslation();
  const [parameters, changeParameters] = useSearchParameters();
  const filter = parseAuditFilter(parameters);
  const auditLog = useAuditLog(filter);
  const language = useReadingLanguage();
  const set = (name: FilterName, value: string) =>
    changeParameters((current) => {
      const changed = new URLSearchParams(current);
      if (value === '') changed.delete(name);
      else changed.set(name, value);
      return changed;
    });
  return (
    <>
      <PageHeading title={t('shell.audit')} hint={t('administration.audit.hint')}>
        <TableMenu read={auditLogCsvUrl(filter, language)} programs={auditLogCsvUrl(filter)} />
      </PageHeading>
      <AuditLogFilters query={parameters} onChange={set} />
      <QueryBoundary query={auditLog}>
        {(entries) =>
          entries.length === 0 ? (
            <Text c="dimmed">{t('administration.audit.none')}</Text>
          ) : (
            <AuditLogTable entries={entries} />
          )
        }
      </QueryBoundary>
      {auditLog.hasNextPage && (
        <Button
          variant="default"
          mt="md"
          loading={auditLog.isFetchingNextPage}
          onClick={() => void auditLog.fetchNextPage()}
        >
          {t('shell.more')}
        </Button>
      )}
    </>
  );
}

function AuditLogFilters({
  query,
  onChange,
}: {
  query: URLSearchParams;
  onChange: (name: FilterName, value: string) => void;
}) {
  const { t } = useTranslation();
  const { actions } = useTableTexts().audit;
  const any = { value: '', label: t('runs.anyStatus') };
  return (
    <Group component="search" gap="sm" mb="lg" align="flex-end">
      <NativeSelect
        label={t('administration.audit.act')}
        value={query.get('action') ?? ''}
        onChange={(event) => onChange('action', event.currentTarget.value)}
        data={[any, ...AUDIT_ACTIONS.map((value) => ({ value, label: actions[value] }))]}
      />
      <NativeSelect
        label={t('administration.audit.actor')}
        value={query.get('actorKind') ?? ''}
        onChange={(event) => onChange('actorKind', event.currentTarget.value)}
        data={[
          any,
          ...ACTOR_KINDS.map((value) => ({ value, label: t(`administration.audit.kinds.${value}`) })),
        ]}
      />
      <TextInput
        type="date"
        label={t('runs.from')}
        value={query.get('after') ?? ''}
        onChange={(event) => onChange('after', event.currentTarget.value)}
      />
      <TextInput
        type="date"
        label={t('runs.to')}
        value={query.get('before') ?? ''}
        onChange={(event) => onChange('before', event.currentTarget.value)}
      />
    </Group>
  );
}

function AuditLogTable({ entries }: { entries: readonly AuditEntry[] }) {
  const { t } = useTranslation();
  const { dateTime } = useFormats();
  const { actions, targets } = useTableTexts().audit;
  return (
    <DataTable
      label={t('shell.audit')}
      rows={entries}
      keyOf={({ id }) => id}
      columns={[
        {
          name: t('administration.credits.date'),
          show: ({ at }) => <span style={{ whiteSpace: 'nowrap' }}>{dateTime(at)}</span>,
        },
        {
          name: t('administration.audit.actor'),
          show: ({ actor }) => `${actor.label} (${t(`administration.audit.kinds.${actor.kind}`)})`,
        },
        { name: t('administration.audit.act'), show: ({ action }) => actions[action] },
        {
          name: t('administration.audit.target'),
          show: ({ target }) =>
            Object.entries(target).map(([name, id]) => (
              <div key={name}>
                {targets[name as keyof AuditTarget]} <code>{String(id).slice(0, 8)}</code>
              </div>
            )),
        },
        {
          name: t('administration.audit.details'),
          show: ({ details }) =>
            Object.entries(details)
              .map(([name, value]) => `${name}: ${String(value)}`)
              .join(', '),
        },
        { name: t('administration.audit.address'), show: ({ address }) => address ?? '–' },
      ]}
    />
  );
}
