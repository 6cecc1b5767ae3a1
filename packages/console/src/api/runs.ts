import { keepPreviousData, useMutation, useQueries, useQuery, useQueryClient } from '@tanstack/react-query';
import type { PollResponse, ReportLanguage, RunEvent } from '@vivavoce/contract';
import { isFinished, type RunFilter, type SessionApi, updatedTranscript } from '@vivavoce/sdk/console';
import { useCallback, useEffect, useEffectEvent, useState } from 'react';
import { useReadingLanguage } from '../i18n/languages.ts';
import { api } from './api-client.ts';
import { usePaginatedList } from './lists.ts';

/** The query key of everything about a run. */
export const runKey = (id: string) => ['run', id] as const;
/** The query key of its state or result in a language. */
const stateKey = (id: string, language: ReportLanguage) => [...runKey(id), 'state', language] as const;

/** While a run is unfinished, the list is refreshed this often, ms. */
const LIST_REFRESH_MS = 3000;
/** A finished run changes only by what people do with it, ms. */
const FINISHED_STALE_MS = 300_000;

/**
 * The state or result of a run. While it is unfinished the server sends every change; where the event stream is unavailable
 * the run is polled, as often as the API allows. `isServerAway` while the server does not answer, which ends by itself.
 */
export function useRun(id: string) {
  const [eventsUnavailable, setEventsUnavailable] = useState(false);
  const [isInterrupted, setInterrupted] = useState(false);
  const reportLanguage = useReadingLanguage();
  const run = useQuery({
    queryKey: stateKey(id, reportLanguage),
    queryFn: ({ signal }) => api.poll(id, { signal, reportLanguage }),
    // The page stays as it is while it is fetched in another language.
    placeholderData: (before) => (before?.id === id ? before : undefined),
    staleTime: ({ state: { data } }) => (data && isFinished(data) ? FINISHED_STALE_MS : 0),
    refetchOnWindowFocus: false,
    refetchInterval: ({ state: { data } }) =>
      eventsUnavailable && data && !isFinished(data) ? data.pollIntervalSeconds * 1000 : false,
  });
  useRunEvents(id, run.data !== undefined && !isFinished(run.data), {
    onUnavailable: () => setEventsUnavailable(true),
    onInterruption: setInterrupted,
  });
  // Without events it is the poll that finds the server away.
  return { ...run, isServerAway: eventsUnavailable ? run.isRefetchError : isInterrupted };
}

/** What is to be known about the stream of events. */
interface EventListeners {
  /** The server refuses the stream. */
  readonly onUnavailable: () => void;
  /** The stream broke off, true, or goes on, false. */
  readonly onInterruption: (isInterrupted: boolean) => void;
}

/** Writes the events of a run to the query cache. */
function useRunEvents(id: string, isUnfinished: boolean, listeners: EventListeners): void {
  const queries = useQueryClient();
  const language = useReadingLanguage();
  const notifyUnavailable = useEffectEvent(listeners.onUnavailable);
  const notifyInterruption = useEffectEvent(listeners.onInterruption);
  useEffect(() => {
    if (!isUnfinished) return;
    const source = new EventSource(api.urls.runEvents(id));
    source.addEventListener('state', ({ data: text }: MessageEvent<string>) => {
      const state = JSON.parse(text) as Extract<RunEvent, { event: 'state' }>['data'];
      queries.setQueryData<PollResponse>(stateKey(id, language), (before) =>
        state.status === 'processing' ? { ...state, partialTranscript: wordsOf(before) } : state,
      );
    });
    source.addEventListener('transcript', ({ data: text }: MessageEvent<string>) => {
      const update = JSON.parse(text) as Extract<RunEvent, { event: 'transcript' }>['data'];
      queries.setQueryData<PollResponse>(stateKey(id, language), (before) =>
        before?.status === 'processing'
          ? { ...before, partialTranscript: updatedTranscript(wordsOf(before) ?? [], update) }
          : before,
      );
    });
    source.addEventListener('end', () => {
      source.close();
      void queries.invalidateQueries({ queryKey: runKey(id) });
      void queries.invalidateQueries({ queryKey: ['runs'] });
      void queries.invalidateQueries({ queryKey: ['credits'] });
    });
    source.onopen = () => notifyInterruption(false);
    source.onerror = () => {
      // The browser reconnects by itself unless the server has rejected the request.
      if (source.readyState === EventSource.CLOSED) notifyUnavailable();
      else notifyInterruption(true);
    };
    return () => source.close();
  }, [id, isUnfinished, language, queries]);
}

/** The words of a run that is processing, which its state in an event comes without. */
const wordsOf = (run: PollResponse | undefined) =>
  run?.status === 'processing' ? run.partialTranscript : undefined;

/** The runs that match a filter, in its order. */
export function useRuns(filter: RunFilter) {
  return usePaginatedList(['runs', filter], api.runs(filter), {
    placeholderData: keepPreviousData,
    refetchInterval: ({ state: { data } }) =>
      data?.pages.some(({ rows }) =>
        rows.some(({ status }) => status === 'queued' || status === 'processing'),
      )
        ? LIST_REFRESH_MS
        : false,
  });
}

/** How many runs a search names; the list has all of them. */
const MOST_FOUND = 6;

/** The latest runs with a text in name, external id or tag; none for an empty text. */
export function useFoundRuns(search: string) {
  return useQuery({
    queryKey: ['runs', 'found', search],
    queryFn: async ({ signal }) => (await api.runs({ search }).page({ limit: MOST_FOUND, signal })).rows,
    enabled: search !== '',
  });
}

/** Whether there is any run. */
export function useHasRuns() {
  return useQuery({
    queryKey: ['runs', 'any'],
    queryFn: async ({ signal }) => (await api.runs({}).page({ limit: 1, signal })).rows.length > 0,
  });
}

/** Balance, holds and the latest transactions. */
export function useCredits() {
  return useQuery({ queryKey: ['credits'], queryFn: ({ signal }) => api.credits({ signal }) });
}

/** Permanently erases runs, one after another. */
export function useEraseRuns() {
  const queries = useQueryClient();
  return useMutation({
    async mutationFn(ids: readonly string[]) {
      for (const id of ids) await api.erase(id);
    },
    async onSettled(_, __, ids) {
      for (const id of ids) queries.removeQueries({ queryKey: runKey(id) });
      await queries.invalidateQueries({ queryKey: ['runs'] });
    },
  });
}

/** Several finished runs at once; those without a result are left out. */
export function useScoredRuns(ids: readonly string[]) {
  const reportLanguage = useReadingLanguage();
  const results = useQueries({
    queries: ids.map((id) => ({
      queryKey: stateKey(id, reportLanguage),
      queryFn: ({ signal }: { signal: AbortSignal }) => api.poll(id, { signal, reportLanguage }),
      staleTime: FINISHED_STALE_MS,
    })),
  });
  return {
    runs: results.flatMap(({ data }) =>
      data && (data.status === 'success' || data.status === 'partial') ? [data] : [],
    ),
    error: results.find(({ error }) => error !== null)?.error ?? null,
    isPending: results.some(({ isPending }) => isPending),
    retry: () => results.forEach(({ error, refetch }) => void (error && refetch())),
  };
}

/** Sends a recording; see `submit` of the SDK. */
export type SubmitRecording = SessionApi['submit'];

/** Sends a recording; lists and credits are read anew afterwards. The same function for the life of the component. */
export function useSubmitRecording(): SubmitRecording {
  const queries = useQueryClient();
  return useCallback<SubmitRecording>(
    async (file, fields, options) => {
      const run = await api.submit(file, fields, options);
      void queries.invalidateQueries({ queryKey: ['runs'] });
      void queries.invalidateQueries({ queryKey: ['credits'] });
      return run;
    },
    [queries],
  );
}
