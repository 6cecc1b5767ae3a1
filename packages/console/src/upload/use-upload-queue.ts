import { useEffect, useState, useSyncExternalStore } from 'react';
import { useSubmitRecording } from '../api/runs.ts';
import { useUnsavedWork } from '../components/unsaved-work.ts';
import { isUnsent, type QueuedRecording } from './queued-recording.ts';
import { UploadQueue } from './upload-queue.ts';

/** The queue of the page; its uploads end with the page, which asks before it is left. */
export function useUploadQueue(): {
  readonly queue: UploadQueue;
  readonly recordings: readonly QueuedRecording[];
  /** Whether recordings are listed: once there were several, until none is left or all are the parts of one. */
  readonly isList: boolean;
} {
  const submit = useSubmitRecording();
  const [queue] = useState(() => new UploadQueue(submit));
  const recordings = useSyncExternalStore(queue.subscribe, queue.recordings);
  useEffect(() => () => queue.stop(), [queue]);
  useUnsavedWork(recordings.some(isUnsent));
  const [wasList, setWasList] = useState(false);
  const [first] = recordings;
  const isList = recordings.length > 1 || (wasList && first !== undefined && !first.isInParts);
  if (isList !== wasList) setWasList(isList);
  return { queue, recordings, isList };
}
