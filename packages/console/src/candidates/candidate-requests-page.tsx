import { Button, NativeSelect, SegmentedControl, Text } from '@mantine/core';
import {
  CANDIDATE_REQUEST_STATES,
  type CandidateRequest,
  type CandidateRequestList,
  type CandidateRequestState,
} from '@vivavoce/contract';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAssignRequest, useCandidateRequests } from '../api/candidate-requests.ts';
import { DataTable } from '../components/data-table.tsx';
import { EmptyState } from '../components/empty-state.tsx';
import { ErrorText } from '../components/error-text.tsx';
import { PageHeading } from '../components/page-heading.tsx';
import { QueryBoundary } from '../components/query-boundary.tsx';
import { useFormats } from '../i18n/formats.ts';
import { RequestModal } from './request-modal.tsx';

const ALL = 'all';

/** From when on a due date stands out. */
const SOON_MS = 7 * 24 * 60 * 60_000;

/** What candidates asked for, with due dates, owners and answers. */
export function CandidateRequestsPage() {
  const { t } = useTranslation();
  const [state, setState] = useState<CandidateRequestState | typeof ALL>('open');
  const query = useCandidateRequests(state === ALL ? null : state);
  const [shownId, setShownId] = useState<string | null>(null);
  const shown = query.data?.requests.find(({ id }) => id === shownId);
  return (
    <>
      <PageHeading title={t('requests.title')} hint={`${t('requests.hint')} ${t('requests.settingsHint')}`} />
      <SegmentedControl<typeof state>
        aria-label={t('requests.state')}
        mb="md"
        value={state}
        onChange={setState}
        data={[
          ...CANDIDATE_REQUEST_STATES.map((value) => ({ value, label: t(`requests.states.${value}`) })),
          { value: ALL, label: t('requests.all') },
        ]}
      />
      <QueryBoundary query={query}>
        {({ requests, members }) =>
          requests.length === 0 ? (
            <EmptyState title={t('requests.none')} hint={t('requests.noneHint')} />
          ) : (
            <RequestsTable requests={requests} members={members} onShow={setShownId} />
          )
        }
      </QueryBoundary>
      {shown && <RequestModal key={shown.id} request={shown} onClose={() => setShownId(null)} />}
    </>
  );
}

function RequestsTable({
  requests,
  members,
  onShow,
}: CandidateRequestList & { onShow: (id: string) => void }) {
  const { t } = useTranslation();
  const nameOf = ({ externalId }: CandidateRequest) => externalId ?? t('requests.unnamed');
  return (
    <DataTable
      label={t('requests.title')}
      rows={requests}
      keyOf={({ id }) => id}
      columns={[
        { name: t('requests.due'), show: (request) => <DueDate request={request} /> },
        { name: t('requests.kind'), show: ({ kind }) => t(`requests.kinds.${kind}`) },
        { name: t('requests.candidate'), show: nameOf },
        {
          name: t('requests.owner'),
          show: (request) => <OwnerSelect request={request} members={members} name={nameOf(request)} />,
        },
        {
          name: t('administration.actions'),
          show: (request) => (
            <Button
              size="compact-sm"
              variant="default"
              aria-label={t('requests.viewOf', {
                name: nameOf(request),
                kind: t(`requests.kinds.${request.kind}`),
              })}
              onClick={() => onShow(request.id)}
            >
              {t('requests.view')}
            </Button>
          ),
        },
      ]}
    />
  );
}

/** When the answer is due, in words where it is late or soon; of other requests what came of them. */
function DueDate({ request: { state, outcome, dueAt } }: { request: CandidateRequest }) {
  const { t } = useTranslation();
  const { date } = useFormats();
  if (state !== 'open') {
    return t(
      outcome === null || state === 'answered' ? `requests.states.${state}` : `requests.outcomes.${outcome}`,
    );
  }
  const leftMs = Date.parse(dueAt) - Date.now();
  const when = date(dueAt);
  if (leftMs < 0) {
    return (
      <Text fz="sm" fw={600} c="red">
        {t('requests.overdue', { when })}
      </Text>
    );
  }
  return leftMs < SOON_MS ? (
    <Text fz="sm" fw={600}>
      {t('requests.dueSoon', { when })}
    </Text>
  ) : (
    when
  );
}

function OwnerSelect({
  request,
  members,
  name,
}: {
  request: CandidateRequest;
  members: CandidateRequestList['members'];
  name: string;
}) {
  const { t } = useTranslation();
  const assign = useAssignRequest();
  const { owner } = request;
  if (request.state === 'closed') return owner?.name ?? '–';
  // An owner who may no longer see to requests is shown until another one is chosen.
  const choices = owner && !members.some(({ id }) => id === owner.id) ? [...members, owner] : members;
  return (
    <NativeSelect
      size="xs"
      aria-label={t('requests.ownerOf', { name, kind: t(`requests.kinds.${request.kind}`) })}
      value={owner?.id ?? ''}
      disabled={assign.isPending}
      error={assign.error && <ErrorText error={assign.error} />}
      onChange={(event) => assign.mutate({ id: request.id, ownerId: event.currentTarget.value || null })}
      data={[
        { value: '', label: t('requests.nobody') },
        ...choices.map((member) => ({ value: member.id, label: member.name })),
      ]}
    />
  );
}
