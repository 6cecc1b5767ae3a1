import { Button, Group, NativeSelect, Text, TextInput } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { ACTOR_KINDS, AUDIT_ACTIONS, type AuditEntry } from '@vivavoce/contract';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { auditCsvUrl, useAudit } from '../api/administration.ts';
import { useFormats } from '../language/formats.ts';
import { DataTable } from '../parts/data-table.tsx';
import { Loaded } from '../parts/loaded.tsx';
import { PageHeading } from '../parts/page-heading.tsx';

const FILTERS = ['action', 'actorKind', 'after', 'before'] as const;

/** Who did what, when and from where. Entries are only ever added. */
export function AuditPage() {
  const { t } = useTranslation();
  const [address, setAddress] = useSearchParams();
  const query = new URLSearchParams(
    [...address].filter(([name, value]) => FILTERS.some((filter) => filter === name) && value !== ''),
  );
  const audit = useAudit(query);
  const rows = audit.data?.pages.flatMap(({ entries }) => entries);
  const set = (name: string, value: string) => {
    const changed = new URLSearchParams(query);
    if (value === '') changed.delete(name);
    else changed.set(name, value);
    setAddress(changed, { replace: true });
  };
  return (
    <>
      <PageHeading title={t('shell.audit')} hint={t('administration.audit.hint')}>
        <Button
          component="a"
          href={auditCsvUrl(query)}
          download
          variant="default"
          leftSection={<IconDownload size={16} aria-hidden />}
        >
          CSV
        </Button>
      </PageHeading>
      <AuditFilters query={query} onChange={set} />
      <Loaded query={{ ...audit, data: rows }}>
        {(entries) =>
          entries.length === 0 ? (
            <Text c="dimmed">{t('administration.audit.none')}</Text>
          ) : (
            <AuditTable entries={entries} />
          )
        }
      </Loaded>
      {audit.hasNextPage && (
        <Button
          variant="default"
          mt="md"
          loading={audit.isFetchingNextPage}
          onClick={() => void audit.fetchNextPage()}
        >
          {t('shell.more')}
        </Button>
      )}
    </>
  );
}

function AuditFilters({
  query,
  onChange,
}: {
  query: URLSearchParams;
  onChange: (name: string, value: string) => void;
}) {
  const { t } = useTranslation();
  const any = { value: '', label: t('runs.anyStatus') };
  return (
    <Group component="search" gap="sm" mb="lg" align="flex-end">
      <NativeSelect
        label={t('administration.audit.act')}
        value={query.get('action') ?? ''}
        onChange={(event) => onChange('action', event.currentTarget.value)}
        data={[any, ...AUDIT_ACTIONS.map((value) => ({ value, label: value }))]}
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

function AuditTable({ entries }: { entries: readonly AuditEntry[] }) {
  const { t } = useTranslation();
  const { dateTime } = useFormats();
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
        { name: t('administration.audit.act'), show: ({ action }) => <code>{action}</code> },
        {
          name: t('administration.audit.target'),
          show: ({ target }) =>
            Object.entries(target).map(([name, id]) => (
              <div key={name}>
                {name} <code>{String(id).slice(0, 8)}</code>
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
