import {
  keepPreviousData,
  useInfiniteQuery,
  useMutation,
  useQueries,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query';
import type { CreditsResponse, PollResponse, RunEvent, RunList, Waveform } from '@vivavoce/contract';
import type { FinishedRun, SubmitFields } from '@vivavoce/sdk/console';
import { useEffect, useEffectEvent, useState } from 'react';
import { api, apiWithProgress } from './api-client.ts';

/** Under which a run is remembered. */
export const runKey = (id: string) => ['run', id] as const;
/** The path of a run below /api/v1. */
export const runPath = (id: string) => `/speech/analyze/${encodeURIComponent(id)}`;

/** Where the sound of a run's recording and its picture are. */
export function recordingSourceOf(id: string): RecordingSource {
  return { audioUrl: `/api/v1${runPath(id)}/audio`, waveformPath: `${runPath(id)}/waveform` };
}

/** Where a recording can be heard and seen. */
export interface RecordingSource {
  readonly audioUrl: string;
  /** Below /api/v1. */
  readonly waveformPath: string;
}

/**
 * The state or result of a run. While it is not finished the server tells of every change; where that stream cannot be
 * had the run is polled, as often as the API allows.
 */
export function useRun(id: string) {
  const [eventsUnavailable, setEventsUnavailable] = useState(false);
  const run = useQuery({
    queryKey: runKey(id),
    queryFn: ({ signal }) => api.vivavoce.poll(id, { signal }),
    staleTime: ({ state: { data } }) => (data && isFinished(data) ? 300_000 : 0),
    refetchOnWindowFocus: false,
    refetchInterval: ({ state: { data } }) =>
      eventsUnavailable && data && !isFinished(data) ? data.pollIntervalSeconds * 1000 : false,
  });
  useRunEvents(id, run.data !== undefined && !isFinished(run.data), () => setEventsUnavailable(true));
  return run;
}

/** Whether a state is the last one of its run. */
export function isFinished(state: PollResponse): state is FinishedRun {
  return state.status !== 'queued' && state.status !== 'processing';
}

/** Puts what the server tells of a run where the run is remembered. */
function useRunEvents(id: string, isUnfinished: boolean, onUnavailable: () => void): void {
  const queries = useQueryClient();
  const notifyUnavailable = useEffectEvent(onUnavailable);
  useEffect(() => {
    if (!isUnfinished) return;
    const source = new EventSource(`/api/v1${runPath(id)}/events`);
    source.addEventListener('state', ({ data: text }: MessageEvent<string>) => {
      const state = JSON.parse(text) as Extract<RunEvent, { event: 'state' }>['data'];
      queries.setQueryData(runKey(id), state);
    });
    source.addEventListener('end', () => {
      source.close();
      void queries.invalidateQueries({ queryKey: runKey(id) });
      void queries.invalidateQueries({ queryKey: ['runs'] });
      void queries.invalidateQueries({ queryKey: ['credits'] });
    });
    source.onerror = () => {
      // The browser tries again by itself unless the server has refused.
      if (source.readyState === EventSource.CLOSED) notifyUnavailable();
    };
    return () => source.close();
  }, [id, isUnfinished, queries]);
}

/** How loud a recording is. It never changes. */
export function useWaveform(path: string | null) {
  return useQuery({
    queryKey: ['waveform', path],
    queryFn: ({ signal }) => api.get<Waveform>(path ?? '', { signal }),
    enabled: path !== null,
    staleTime: Number.POSITIVE_INFINITY,
  });
}

/** Runs, page after page, newest first; the query is that of `GET /speech/runs`. */
export function useRuns(query: URLSearchParams) {
  return useInfiniteQuery({
    queryKey: ['runs', query.toString()],
    queryFn: ({ pageParam, signal }) => {
      const pageQuery = new URLSearchParams(query);
      if (pageParam) pageQuery.set('cursor', pageParam);
      return api.get<RunList>(`/speech/runs?${pageQuery}`, { signal });
    },
    initialPageParam: '',
    getNextPageParam: ({ nextCursor }) => nextCursor,
    placeholderData: keepPreviousData,
    // Runs that are at work change by themselves.
    refetchInterval: ({ state: { data } }) =>
      data?.pages.some(({ runs }) => runs.some(({ status }) => ['queued', 'processing'].includes(status)))
        ? 3000
        : false,
  });
}

/** Balance, holds and the latest transactions. */
export function useCredits() {
  return useQuery({
    queryKey: ['credits'],
    queryFn: ({ signal }) => api.vivavoce.credits({ signal }) as Promise<CreditsResponse>,
  });
}

/** Erases runs for good, one after another. */
export function useEraseRuns() {
  const queries = useQueryClient();
  return useMutation({
    async mutationFn(ids: readonly string[]) {
      for (const id of ids) await api.vivavoce.erase(id);
    },
    async onSettled(_, __, ids) {
      for (const id of ids) queries.removeQueries({ queryKey: runKey(id) });
      await queries.invalidateQueries({ queryKey: ['runs'] });
    },
  });
}

/** Several finished runs at once; those without a result are left out. */
export function useScoredRuns(ids: readonly string[]) {
  const results = useQueries({
    queries: ids.map((id) => ({
      queryKey: runKey(id),
      queryFn: ({ signal }: { signal: AbortSignal }) => api.vivavoce.poll(id, { signal }),
      staleTime: 300_000,
    })),
  });
  return {
    runs: results.flatMap(({ data }) =>
      data && (data.status === 'success' || data.status === 'partial') ? [data] : [],
    ),
    error: results.find(({ error }) => error !== null)?.error ?? null,
    isPending: results.some(({ isPending }) => isPending),
  };
}

/** Sends a recording and tells how much of it has left. */
export function useSubmitRecording() {
  const queries = useQueryClient();
  const [sentShare, setSentShare] = useState(0);
  const submit = useMutation({
    mutationFn({ file, fields }: { file: File; fields: SubmitFields }) {
      setSentShare(0);
      return apiWithProgress(setSentShare).vivavoce.submit(file, fields);
    },
    onSuccess: () =>
      Promise.all([
        queries.invalidateQueries({ queryKey: ['runs'] }),
        queries.invalidateQueries({ queryKey: ['credits'] }),
      ]),
  });
  return { ...submit, sentShare };
}
