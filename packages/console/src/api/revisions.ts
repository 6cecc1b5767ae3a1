/** The results of a run: history, rescoring, corrections, human review. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { Correction, ReviewRequest, SpeakerNames } from '@vivavoce/contract';
import { useReadingLanguage } from '../i18n/languages.ts';
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
    async onSuccess() {
      await queries.invalidateQueries({ queryKey: runKey(id) });
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
  const reportLanguage = useReadingLanguage();
  return useQuery({
    queryKey: [...runKey(id), 'revision', number, reportLanguage],
    queryFn: ({ signal }) => api.revision(id, number ?? 1, { signal, reportLanguage }),
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

/** The files of a finished run, by kind, in the language of the reader. */
export function useDownloadUrls(id: string) {
  const { report, transcript, audio } = api.urls;
  const reportLanguage = useReadingLanguage();
  return {
    pdf: report(id, { format: 'pdf', reportLanguage }),
    html: report(id, { format: 'html', reportLanguage }),
    candidatePdf: report(id, { format: 'pdf', audience: 'candidate', reportLanguage }),
    txt: transcript(id, 'txt', reportLanguage),
    srt: transcript(id, 'srt', reportLanguage),
    vtt: transcript(id, 'vtt', reportLanguage),
    /** @param part of a recording that came in several. */
    audio: (part?: number) => audio(id, part),
  } as const;
}
