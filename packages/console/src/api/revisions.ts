/** The results of a run: history, rescoring, corrections, human review. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { Correction, ReviewRequest, SpeakerNames } from '@vivavoce/contract';
import { api } from './api-client.ts';
import { runKey } from './runs.ts';

const historyKey = (id: string) => [...runKey(id), 'history'];

/** Scores another speaker of the same recording; the previous result stays in the history. */
export function useRescore(id: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (candidateSpeaker: string) => api.rescore(id, candidateSpeaker),
    async onSuccess() {
      await queries.invalidateQueries({ queryKey: runKey(id) });
      await queries.invalidateQueries({ queryKey: ['runs'] });
    },
  });
}

/** Corrects words and rescores; the previous result stays in the history. */
export function useCorrectTranscript(id: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (corrections: readonly Correction[]) => api.correctTranscript(id, corrections),
    async onSuccess(result) {
      queries.setQueryData(runKey(id), result);
      await queries.invalidateQueries({ queryKey: historyKey(id) });
      await queries.invalidateQueries({ queryKey: ['runs'] });
    },
  });
}

/** Gives names to the speakers, in place of all earlier ones. */
export function useNameSpeakers(id: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (names: SpeakerNames['names']) => api.nameSpeakers(id, names),
    async onSuccess() {
      await queries.invalidateQueries({ queryKey: runKey(id) });
      await queries.invalidateQueries({ queryKey: ['runs'] });
    },
  });
}

/** All results of a run, newest first. */
export function useHistory(id: string, enabled: boolean) {
  return useQuery({
    queryKey: historyKey(id),
    queryFn: ({ signal }) => api.history(id, { signal }),
    enabled,
  });
}

/** One result of a run, which never changes. Nothing is fetched for null. */
export function useRevision(id: string, number: number | null) {
  return useQuery({
    queryKey: [...runKey(id), 'revision', number],
    queryFn: ({ signal }) => api.revision(id, number ?? 1, { signal }),
    enabled: number !== null,
    staleTime: Number.POSITIVE_INFINITY,
  });
}

/** Stores a human review next to the automatic result. */
export function useReview(id: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (review: ReviewRequest) => api.review(id, review),
    onSuccess: () => queries.invalidateQueries({ queryKey: runKey(id) }),
  });
}

/** The files of a finished run, by kind. */
export function downloadUrls(id: string) {
  const { report, transcript, audio } = api.urls;
  return {
    pdf: report(id, { format: 'pdf' }),
    html: report(id, { format: 'html' }),
    candidatePdf: report(id, { format: 'pdf', audience: 'candidate' }),
    txt: transcript(id, 'txt'),
    srt: transcript(id, 'srt'),
    vtt: transcript(id, 'vtt'),
    audio: audio(id),
  } as const;
}
