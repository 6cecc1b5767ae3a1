import { Switch } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { MAX_RECORDING_PARTS } from '@vivavoce/contract';
import { useTranslation } from 'react-i18next';
import { isChangeable, type QueuedRecording } from './queued-recording.ts';
import { type SubmissionForm, typedAbout } from './submission.ts';
import { stem, type UploadQueue } from './upload-queue.ts';

/** Makes several files the parts of one recording, or recordings of their own again; absent once an upload was started. */
export function PartsSwitch({
  recordings,
  queue,
  form,
}: {
  recordings: readonly QueuedRecording[];
  queue: UploadQueue;
  form: UseFormReturnType<SubmissionForm>;
}) {
  const { t } = useTranslation();
  const [first, second] = recordings;
  if (first === undefined) return null;
  const isTogether = first.isInParts && second === undefined;
  const isOffered = isTogether
    ? isChangeable(first)
    : second !== undefined && recordings.every(({ state }) => state.name === 'ready');
  if (!isOffered) return null;
  const join = () => {
    // What was typed about one of them is about their candidate.
    form.setValues(recordings.find(isDescribed)?.candidate ?? {});
    queue.join();
  };
  const split = () => {
    queue.split(first.id);
    // The first of its files keeps what was typed about the candidate.
    const [{ id } = first] = queue.recordings();
    queue.describe(id, typedAbout(form.getValues()));
  };
  return (
    <Switch
      label={t('playground.parts.switch')}
      description={t('playground.parts.hint', { count: MAX_RECORDING_PARTS })}
      checked={isTogether}
      onChange={({ currentTarget }) => (currentTarget.checked ? join() : split())}
    />
  );
}

/** Whether anything was typed about the candidate of a recording, which at first has the name of its file. */
const isDescribed = ({ files, candidate: { candidate, externalId } }: QueuedRecording): boolean =>
  externalId !== '' || (candidate !== '' && files[0] !== undefined && candidate !== stem(files[0].file));
