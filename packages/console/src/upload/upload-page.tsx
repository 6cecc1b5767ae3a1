import { Button, Stack, Text } from '@mantine/core';
import { type UseFormReturnType, useForm } from '@mantine/form';
import type { ReportLanguage } from '@vivavoce/contract';
import { useEffect, useEffectEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { useCredits } from '../api/runs.ts';
import { useSubmitLimits } from '../api/session.ts';
import { AFTER_SAVING } from '../app/leave-guard.tsx';
import { CodePanel } from '../components/code-panel.tsx';
import { PageHeading } from '../components/page-heading.tsx';
import { useFormats } from '../i18n/formats.ts';
import { AudioSource } from './audio-source.tsx';
import { KeptRecordingNotice } from './kept-recording-notice.tsx';
import { useLinkEntry } from './link-entry.ts';
import { LinkField } from './link-field.tsx';
import { PartsSwitch } from './parts-switch.tsx';
import { factsOf, isUnderWay, objectionTo, type QueuedRecording, totalCost } from './queued-recording.ts';
import { SingleRecording } from './single-recording.tsx';
import {
  EMPTY_SUBMISSION_FORM,
  type SubmissionForm,
  submitCurlCommand,
  submitSdkCode,
  toSubmitFields,
  typedAbout,
} from './submission.ts';
import { SubmissionFields } from './submission-fields.tsx';
import { limitsInWords } from './upload-limits.ts';
import { UploadList } from './upload-list.tsx';
import classes from './upload-page.module.css';
import { useUploadQueue } from './use-upload-queue.ts';

/** Submits recordings: uploaded files, links, or one recorded here. A single one leads to its run; of several each has its row. */
export function UploadPage() {
  const { t, i18n } = useTranslation();
  const limits = useSubmitLimits();
  const limitTexts = limitsInWords(limits, useFormats().number);
  const available = useCredits().data?.available ?? null;
  const form = useForm<SubmissionForm>({ initialValues: EMPTY_SUBMISSION_FORM });
  const { queue, recordings, isList } = useUploadQueue();
  const [first] = recordings;
  const single = isList ? undefined : first;
  const objection = single && isStartable(single, isList) ? objectionTo(single, limits, available) : null;
  const language = i18n.language as ReportLanguage;
  const links = useLinkEntry((startedAt) => toSubmitFields(form.getValues(), startedAt, language));
  const { sendable, cost, isDisabled } = useSendable(recordings, isList);
  useRunPage(single);
  useForgottenNames(form, isList);
  const makeRoom = (add: () => void) => {
    // What cannot be sent makes room for the next choice; what can be sent gets company, and takes along what was typed about it.
    if (single && !single.isInParts && objection) queue.remove(single.id);
    else if (single) queue.describe(single.id, typedAbout(form.values));
    add();
  };
  const isByLink = recordings.length === 0;
  const send = form.onSubmit((values) => {
    if (isByLink) links.send();
    for (const { id, candidate } of sendable) {
      queue.start(id, isList ? { ...values, ...candidate } : values, language);
    }
  });
  return (
    <>
      <PageHeading title={t('playground.title')} hint={t('playground.hint', limitTexts)} />
      {isByLink && <KeptRecordingNotice onUse={(recorded) => queue.addRecorded(recorded)} />}
      <form onSubmit={send} className={classes.columns}>
        <Stack gap="md">
          <AudioSource
            onFiles={(files) => files.length > 0 && makeRoom(() => queue.add(files))}
            onRecorded={(recorded) => makeRoom(() => queue.addRecorded(recorded))}
          />
          {isByLink && <LinkField entry={links} />}
          <PartsSwitch recordings={recordings} queue={queue} form={form} />
          {single && <SingleRecording recording={single} objection={objection} queue={queue} />}
          {isList && (
            <UploadList recordings={recordings} cost={sendable.length > 0 ? cost : null} queue={queue} />
          )}
        </Stack>
        <div className={classes.fields}>
          <SubmissionFields form={form} isShared={isList} />
        </div>
        <SubmitButton
          count={isList ? sendable.length : null}
          isDisabled={isByLink ? !links.isSendable : isDisabled}
          isBusy={isByLink ? links.isPending : recordings.some(isUnderWay) && sendable.length === 0}
        />
        <SubmitCode
          form={isList ? { ...form.values, ...first?.candidate } : form.values}
          fileNames={(isList ? first?.files.slice(0, 1) : first?.files)?.map(({ file }) => file.name)}
        />
      </form>
    </>
  );
}

/** The recordings whose uploads can be started, what all that is still to be paid for costs, credits, and whether nothing can be started. */
function useSendable(recordings: readonly QueuedRecording[], isList: boolean) {
  const limits = useSubmitLimits();
  const available = useCredits().data?.available ?? null;
  const sendable = recordings.filter(
    (one) =>
      factsOf(one) !== null && isStartable(one, isList) && objectionTo(one, limits, available) === null,
  );
  const unpaid = recordings.filter((one) => one.state.name === 'waiting' || sendable.includes(one));
  const cost = totalCost(unpaid, limits);
  return { sendable, cost, isDisabled: sendable.length === 0 || (available !== null && cost > available) };
}

/** Starts the uploads, and says what is to be considered. */
function SubmitButton({
  count,
  isDisabled,
  isBusy,
}: {
  /** How many recordings of a list are sent; null for a single one. */
  count: number | null;
  isDisabled: boolean;
  isBusy: boolean;
}) {
  const { t } = useTranslation();
  return (
    <Stack gap="md">
      <Button type="submit" size="lg" disabled={isDisabled} loading={isBusy}>
        {count ? t('playground.queue.submit', { count }) : t('playground.submit')}
      </Button>
      <Text fz="xs" c="dimmed">
        {t('playground.notice')}
      </Text>
    </Stack>
  );
}

/** Whether an upload can be started with the form: in a list those that failed have buttons of their own. */
const isStartable = ({ state: { name } }: QueuedRecording, isList: boolean): boolean =>
  name === 'ready' || (!isList && (name === 'failed' || name === 'cancelled'));

/** In a list each recording has its own: what was typed before is not to turn up at another recording later. */
function useForgottenNames(form: UseFormReturnType<SubmissionForm>, isList: boolean): void {
  const forget = useEffectEvent(() => form.setValues({ candidate: '', externalId: '' }));
  useEffect(() => {
    if (isList) forget();
  }, [isList]);
}

/** Opens the page of the run that the only recording has become. */
function useRunPage(single: QueuedRecording | undefined): void {
  const navigate = useNavigate();
  const open = useEffectEvent((runId: string) => navigate(`/runs/${runId}`, { state: AFTER_SAVING }));
  const runId = single?.state.name === 'submitted' ? single.state.runId : null;
  useEffect(() => {
    if (runId !== null) void open(runId);
  }, [runId]);
}

/** The request of the form as code. */
function SubmitCode({
  form,
  fileNames = ['interview.mp3'],
}: {
  form: SubmissionForm;
  /** Of the parts of the recording in order. */
  fileNames: readonly string[] | undefined;
}) {
  const { t, i18n } = useTranslation();
  const { origin } = window.location;
  const fields = toSubmitFields(form, new Date(), i18n.language as ReportLanguage);
  return (
    <CodePanel
      title={t('playground.code')}
      curl={submitCurlCommand(fields, fileNames, origin)}
      sdk={submitSdkCode(fields, fileNames, origin)}
    />
  );
}
