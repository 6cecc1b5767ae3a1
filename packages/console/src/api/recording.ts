import { useQuery } from '@tanstack/react-query';
import type { Waveform } from '@vivavoce/contract';
import type { RequestOptions } from '@vivavoce/sdk/console';
import { api } from './api-client.ts';

/** Where the audio and the waveform of a recording come from. */
export interface RecordingSource {
  readonly audioUrl: string;
  /** Fetches the waveform. */
  waveform(options: RequestOptions): Promise<Waveform>;
}

/** The recording of a run. */
export const recordingOfRun = (runId: string): RecordingSource => ({
  audioUrl: api.urls.audio(runId),
  waveform: (options) => api.waveform(runId, options),
});

/** The recording of the report behind a share link. */
export const recordingOfSharedReport = (token: string): RecordingSource => ({
  audioUrl: api.urls.sharedAudio(token),
  waveform: (options) => api.sharedWaveform(token, options),
});

/** The waveform of a recording, which never changes. Nothing is fetched without a recording. */
export function useWaveform(source: RecordingSource | null) {
  return useQuery({
    queryKey: ['waveform', source?.audioUrl],
    queryFn: ({ signal }) => {
      if (!source) throw new Error('There is no recording to draw');
      return source.waveform({ signal });
    },
    enabled: source !== null,
    staleTime: Number.POSITIVE_INFINITY,
  });
}
