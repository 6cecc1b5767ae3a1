/** What people do with a finished run. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type {
  Correction,
  CreatedShare,
  NewShare,
  PollResponse,
  Review,
  ReviewRequest,
  Share,
  SharedReport,
} from '@vivavoce/contract';
import { api } from './api-client.ts';
import { type RecordingSource, runKey, runPath } from './runs.ts';

/** Scores another speaker of the same recording; the result before is kept in the history. */
export function useRescore(id: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (candidateSpeaker: string) =>
      api.post<PollResponse>(`${runPath(id)}/rescore`, { candidateSpeaker }),
    async onSuccess() {
      await queries.invalidateQueries({ queryKey: runKey(id) });
      await queries.invalidateQueries({ queryKey: ['runs'] });
    },
  });
}

/** Corrects words and scores again with them; the result before is kept in the history. */
export function useCorrectTranscript(id: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (corrections: readonly Correction[]) => api.vivavoce.correctTranscript(id, corrections),
    async onSuccess(result) {
      queries.setQueryData(runKey(id), result);
      await queries.invalidateQueries({ queryKey: historyKey(id) });
      await queries.invalidateQueries({ queryKey: ['runs'] });
    },
  });
}

const historyKey = (id: string) => [...runKey(id), 'history'];

/** Every result that a run had, newest first. */
export function useHistory(id: string, enabled: boolean) {
  return useQuery({
    queryKey: historyKey(id),
    queryFn: ({ signal }) => api.vivavoce.history(id, { signal }),
    enabled: enabled,
  });
}

/** One of the results that a run had; it never changes. Null asks for none. */
export function useRevision(id: string, number: number | null) {
  return useQuery({
    queryKey: [...runKey(id), 'revision', number],
    queryFn: ({ signal }) => api.vivavoce.revision(id, number ?? 1, { signal }),
    enabled: number !== null,
    staleTime: Number.POSITIVE_INFINITY,
  });
}

/** Says what a person makes of the result: it stands beside the machine's, never over it. */
export function useReview(id: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (review: ReviewRequest) => api.post<Review>(`${runPath(id)}/review`, review),
    onSuccess: () => queries.invalidateQueries({ queryKey: runKey(id) }),
  });
}

/** The links to the report that are good. */
export function useShares(id: string, enabled: boolean) {
  return useQuery({
    queryKey: ['shares', id],
    queryFn: ({ signal }) => api.get<{ shares: Share[] }>(`${runPath(id)}/shares`, { signal }),
    enabled: enabled,
  });
}

/** Makes a link to the report; the answer holds it once. */
export function useCreateShare(id: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (share: NewShare) => api.post<CreatedShare>(`${runPath(id)}/shares`, share),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['shares', id] }),
  });
}

/** Ends a link. */
export function useRevokeShare(id: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (shareId: string) => api.remove(`${runPath(id)}/shares/${encodeURIComponent(shareId)}`),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['shares', id] }),
  });
}

const sharedReportPath = (token: string) => `/shared/${encodeURIComponent(token)}`;

/** The report behind a link. */
export function useSharedReport(token: string) {
  return useQuery({
    queryKey: ['shared', token],
    queryFn: ({ signal }) => api.get<SharedReport>(sharedReportPath(token), { signal }),
    staleTime: Number.POSITIVE_INFINITY,
    refetchOnWindowFocus: false,
  });
}

/** Where the sound and the picture of a shared recording are. */
export function sharedRecordingSource(token: string): RecordingSource {
  return {
    audioUrl: `/api/v1${sharedReportPath(token)}/audio`,
    waveformPath: `${sharedReportPath(token)}/waveform`,
  };
}

/** Asks the organisation to erase the recording and everything that was made of it. */
export function useRequestErasure(token: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: () => api.post(`${sharedReportPath(token)}/erasure-request`),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['shared', token] }),
  });
}

/** The files that can be taken from a finished run, by what they are. */
export function downloadUrls(id: string) {
  const path = `/api/v1${runPath(id)}`;
  return {
    pdf: `${path}/report?format=pdf`,
    html: `${path}/report?format=html`,
    candidatePdf: `${path}/report?format=pdf&audience=candidate`,
    txt: `${path}/transcript?format=txt`,
    srt: `${path}/transcript?format=srt`,
    vtt: `${path}/transcript?format=vtt`,
    audio: `${path}/audio`,
  } as const;
}
