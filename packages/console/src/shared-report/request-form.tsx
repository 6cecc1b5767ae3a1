import { Button, Group, NativeSelect, Radio, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { type UseFormReturnType, useForm } from '@mantine/form';
import {
  CANDIDATE_REQUEST_KINDS,
  type CandidateRequestKind,
  CONTESTED_SCORES,
  MAX_REQUEST_TEXT,
  type NewCandidateRequest,
} from '@vivavoce/contract';
import { useTranslation } from 'react-i18next';
import { useMakeRequest } from '../api/candidate-requests.ts';
import { ErrorLine } from '../components/error-text.tsx';
import { formatTimestamp } from '../i18n/formats.ts';
import { usePlayer, useRecordingSource } from '../report/player/player-context.tsx';
import { parseMoment } from './moment.ts';

/** Values of the form; what is not given is empty. */
interface RequestValues {
  kind: CandidateRequestKind;
  score: NonNullable<NewCandidateRequest['score']> | '';
  /** As written, such as 2:05. */
  moment: string;
  message: string;
}

const EMPTY: RequestValues = { kind: 'contest', score: '', moment: '', message: '' };

const requestOf = ({ kind, score, moment, message }: RequestValues): NewCandidateRequest => ({
  kind,
  score: kind === 'contest' && score !== '' ? score : null,
  atMs: kind === 'contest' ? parseMoment(moment) : null,
  message: message.trim() === '' ? null : message.trim(),
});

/** Lets the candidate ask for something about the shared run. */
export function RequestForm({ token }: { token: string }) {
  const { t } = useTranslation();
  const make = useMakeRequest(token);
  const form = useForm<RequestValues>({
    initialValues: EMPTY,
    validate: {
      moment: (moment, { kind }) =>
        kind === 'contest' && moment.trim() !== '' && parseMoment(moment) === null
          ? t('requests.own.momentWrong')
          : null,
      message: (message, { kind }) =>
        kind === 'correction' && message.trim() === '' ? t('requests.own.correctionMissing') : null,
    },
  });
  const submit = form.onSubmit((values) =>
    make.mutate(requestOf(values), { onSuccess: () => form.setValues({ ...EMPTY, kind: values.kind }) }),
  );
  const { kind } = form.values;
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="md">
        <Radio.Group label={t('requests.own.kind')} {...form.getInputProps('kind')}>
          <Stack gap={6} mt={6}>
            {CANDIDATE_REQUEST_KINDS.map((value) => (
              <Radio key={value} value={value} label={t(`requests.own.kinds.${value}`)} />
            ))}
          </Stack>
        </Radio.Group>
        {kind === 'contest' && <ContestedPlace form={form} />}
        <Textarea
          label={t('requests.own.message')}
          description={t(kind === 'correction' ? 'requests.own.correctionHint' : 'requests.own.messageHint')}
          required={kind === 'correction'}
          autosize
          minRows={2}
          maxLength={MAX_REQUEST_TEXT}
          {...form.getInputProps('message')}
        />
        <ErrorLine error={make.error} />
        <Group>
          <Button type="submit" loading={make.isPending}>
            {t('requests.own.send')}
          </Button>
          <Text fz="sm" role="status">
            {make.isSuccess && t('requests.own.sent')}
          </Text>
        </Group>
      </Stack>
    </form>
  );
}

/** Which score is contested, and at which moment of the recording. */
function ContestedPlace({ form }: { form: UseFormReturnType<RequestValues> }) {
  const { t } = useTranslation();
  const player = usePlayer();
  const hasRecording = useRecordingSource() !== null;
  return (
    <Group align="flex-end">
      <NativeSelect
        label={t('requests.own.score')}
        data={[
          { value: '', label: t('requests.aboutAll') },
          ...CONTESTED_SCORES.map((value) => ({ value, label: t(`requests.about.${value}`) })),
        ]}
        {...form.getInputProps('score')}
      />
      <TextInput
        label={t('requests.own.moment')}
        description={t('requests.own.momentHint')}
        {...form.getInputProps('moment')}
      />
      {hasRecording && (
        <Button
          variant="default"
          onClick={() => form.setFieldValue('moment', formatTimestamp(player.timeMs()))}
        >
          {t('requests.own.useMoment')}
        </Button>
      )}
    </Group>
  );
}
