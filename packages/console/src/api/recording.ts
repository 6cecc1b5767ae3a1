import { useQuery } from '@tanstack/react-query';
import type { RecordingPart, Waveform } from '@vivavoce/contract';
import type { RequestOptions } from '@vivavoce/sdk/console';
import { api } from './api-client.ts';

/** The file of a recording, or of a part of one. */
export interface AudioFile {
  readonly url: string;
  /** Where it begins on the time line of the whole recording, ms. */
  readonly startMs: number;
  /** Infinite for a recording in one file, whose length its player finds out. */
  readonly durationMs: number;
}

/** Where the audio and the waveform of a recording come from. */
export interface RecordingSource {
  /** At least one, in order. */
  readonly files: readonly AudioFile[];
  /** Fetches the waveform. */
  waveform(options: RequestOptions): Promise<Waveform>;
}

/** The files of a recording. @param parts of one that came in several; absent for one that did not. */
function filesOf(
  parts: readonly RecordingPart[] | undefined,
  urlOf: (part?: number) => string,
): readonly AudioFile[] {
  if (parts === undefined) return [{ url: urlOf(), startMs: 0, durationMs: Number.POSITIVE_INFINITY }];
  return parts.map(({ part, startMs, durationMs }) => ({ url: urlOf(part), startMs, durationMs }));
}

/** The recording of a run. @param parts as in the `audio` of its result. */
export const recordingOfRun = (runId: string, parts?: readonly RecordingPart[]): RecordingSource => ({
  files: filesOf(parts, (part) => api.urls.audio(runId, part)),
  waveform: (options) => api.waveform(runId, options),
});

/** The recording of the report behind a share link. @param parts as in the `audio` of the report. */
export const recordingOfSharedReport = (
  token: string,
  parts?: readonly RecordingPart[],
): RecordingSource => ({
  files: filesOf(parts, (part) => api.urls.sharedAudio(token, part)),
  waveform: (options) => api.sharedWaveform(token, options),
});

/** The waveform of a recording, which never changes. Nothing is fetched without a recording. */
export function useWaveform(source: RecordingSource | null) {
  return useQuery({
    queryKey: ['waveform', source?.files[0]?.url],
    queryFn: ({ signal }) => {
      if (!source) throw new Error('There is no recording to draw');
      return source.waveform({ signal });
    },
    enabled: source !== null,
    staleTime: Number.POSITIVE_INFINITY,
  });
}
