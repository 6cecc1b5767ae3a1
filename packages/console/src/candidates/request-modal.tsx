import { Button, Group, Radio, Stack, Text, Textarea } from '@mantine/core';
import { useForm } from '@mantine/form';
import {
  type CandidateRequest,
  MAX_REQUEST_TEXT,
  REQUEST_DECISIONS,
  type RequestDecision,
} from '@vivavoce/contract';
import { useTranslation } from 'react-i18next';
import { useAnswerRequest, useCloseRequest } from '../api/candidate-requests.ts';
import { BaseModal, ModalFooter } from '../components/base-modal.tsx';
import { LinkButton } from '../components/link-button.tsx';
import { formatTimestamp, useFormats } from '../i18n/formats.ts';

/** A request in full, with a form to answer or close it. */
export function RequestModal({ request, onClose }: { request: CandidateRequest; onClose: () => void }) {
  const { t } = useTranslation();
  const { dateTime } = useFormats();
  const { kind, score, atMs, message, answer, externalId, outcome, state } = request;
  const about = [
    kind === 'contest' && t(score === null ? 'requests.aboutAll' : `requests.about.${score}`),
    atMs !== null && t('requests.moment', { time: formatTimestamp(atMs) }),
    t('requests.asked', { when: dateTime(request.requestedAt) }),
    outcome !== null && t(`requests.outcomes.${outcome}`),
  ].filter((part) => part !== false);
  return (
    <BaseModal
      isOpen
      size="lg"
      title={`${t(`requests.kinds.${kind}`)}: ${externalId ?? t('requests.unnamed')}`}
      onClose={onClose}
    >
      <Stack gap="md">
        <Text fz="sm" c="dimmed">
          {about.join(' · ')}
        </Text>
        <Words title={t('requests.message')} text={message ?? t('requests.noMessage')} />
        {answer && <Words title={t('requests.answer')} text={answer} />}
        {outcome !== 'erased' && !(kind === 'erasure' && outcome === 'granted') && (
          <LinkButton size="compact-sm" variant="subtle" to={`/runs/${request.runId}`} w="fit-content">
            {t('requests.report')}
          </LinkButton>
        )}
        {state === 'open' && <AnswerForm request={request} onClose={onClose} />}
        {state === 'answered' && <CloseForm request={request} onClose={onClose} />}
      </Stack>
    </BaseModal>
  );
}

function Words({ title, text }: { title: string; text: string }) {
  return (
    <div>
      <Text fz="sm" fw={600}>
        {title}
      </Text>
      <Text style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>{text}</Text>
    </div>
  );
}

function AnswerForm({ request, onClose }: { request: CandidateRequest; onClose: () => void }) {
  const { t } = useTranslation();
  const send = useAnswerRequest();
  const form = useForm({ initialValues: { decision: 'granted' as RequestDecision, answer: '' } });
  const erases = request.kind === 'erasure' && form.values.decision === 'granted';
  const submit = form.onSubmit(({ decision, answer }) =>
    send.mutate(
      { id: request.id, decision, answer: answer.trim() === '' ? null : answer.trim() },
      { onSuccess: onClose },
    ),
  );
  return (
    <form onSubmit={submit}>
      <Stack gap="md">
        <Radio.Group label={t('requests.decision')} {...form.getInputProps('decision')}>
          <Group mt={6}>
            {REQUEST_DECISIONS.map((value) => (
              <Radio
                key={value}
                value={value}
                label={t(value === 'granted' ? 'requests.grant' : 'requests.decline')}
              />
            ))}
          </Group>
        </Radio.Group>
        {erases ? (
          <Text>{t('requests.eraseHint')}</Text>
        ) : (
          <Textarea
            label={t('requests.answer')}
            description={t('requests.answerHint')}
            required
            autosize
            minRows={3}
            maxLength={MAX_REQUEST_TEXT}
            {...form.getInputProps('answer')}
          />
        )}
      </Stack>
      <ModalFooter error={send.error} onClose={onClose} focusCancel={erases}>
        <Button type="submit" loading={send.isPending} {...(erases && { color: 'red.9' })}>
          {t(erases ? 'requests.eraseAction' : 'requests.send')}
        </Button>
      </ModalFooter>
    </form>
  );
}

function CloseForm({ request, onClose }: { request: CandidateRequest; onClose: () => void }) {
  const { t } = useTranslation();
  const close = useCloseRequest();
  return (
    <div>
      <Text fz="sm" c="dimmed">
        {t('requests.closeHint')}
      </Text>
      <ModalFooter error={close.error} onClose={onClose}>
        <Button loading={close.isPending} onClick={() => close.mutate(request.id, { onSuccess: onClose })}>
          {t('requests.close')}
        </Button>
      </ModalFooter>
    </div>
  );
}
