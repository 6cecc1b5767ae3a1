import { Button, Group, NumberInput, Radio, Stack, Text, Textarea, Title } from '@mantine/core';
import { type UseFormReturnType, useForm } from '@mantine/form';
import type { Review } from '@vivavoce/contract';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useReview } from '../api/revisions.ts';
import { ErrorLine } from '../components/error-text.tsx';
import { hasKeptDraft, useKeptDraft } from '../components/kept-draft.ts';
import { useUnsavedWork } from '../components/unsaved-work.ts';
import { useFormats } from '../i18n/formats.ts';
import { DIMENSIONS, type Dimension, type ScoredRun } from './scored-run.ts';

/** The human review next to the automatic scores. */
export function ReviewCard({ run, canReview }: { run: ScoredRun; canReview: boolean }) {
  const { t } = useTranslation();
  const [isWriting, setWriting] = useState(() => hasKeptDraft(`review-${run.id}`));
  if (!run.review && !canReview) return null;
  return (
    <section aria-labelledby="review-title">
      <Group justify="space-between" mb={6}>
        <Title order={2} fz="h3" id="review-title">
          {t('report.review.title')}
        </Title>
        {canReview && !isWriting && (
          <Button size="xs" variant="default" onClick={() => setWriting(true)}>
            {run.review ? t('report.review.again') : t('report.review.write')}
          </Button>
        )}
      </Group>
      {run.review ? (
        <ReviewContent review={run.review} shown={run.revision?.number ?? 1} />
      ) : (
        !isWriting && <Text c="dimmed">{t('report.review.none')}</Text>
      )}
      {isWriting && <ReviewForm run={run} onDone={() => setWriting(false)} />}
    </section>
  );
}

/** The same for readers of a shared report. */
export function SharedReview(given: Parameters<typeof ReviewContent>[0]) {
  const { t } = useTranslation();
  return (
    <section aria-labelledby="review-title">
      <Title order={2} fz="h3" mb={6} id="review-title">
        {t('report.review.title')}
      </Title>
      <ReviewContent {...given} />
    </section>
  );
}

function ReviewContent({ review, shown }: { review: Review; shown: number }) {
  const { t } = useTranslation();
  const { dateTime, decimal } = useFormats();
  const scores = Object.entries(review.scores ?? {}).map(
    ([name, score]) =>
      `${name === 'overall' ? t('report.head.overall') : t(`report.dimensions.${name as 'accent'}`)} ${decimal(score)}`,
  );
  return (
    <Stack gap={4}>
      <Text>
        <strong>{t(`report.review.${review.decision}`)}</strong>
        {scores.length > 0 && `: ${scores.join(', ')}`}
      </Text>
      {review.note && <Text style={{ whiteSpace: 'pre-wrap' }}>{review.note}</Text>}
      <Text fz="xs" c="dimmed">
        {review.by.label}, {dateTime(review.at)}
        {review.revision !== shown && `, ${t('report.review.of', { number: review.revision })}`}
      </Text>
    </Stack>
  );
}

/** Values of the form; a score that is not given is empty. */
type ReviewValues = Record<Dimension, number | string> & { decision: 'agree' | 'override'; note: string };

const EMPTY_REVIEW: ReviewValues = { decision: 'agree', note: '', vocabulary: '', fluency: '', accent: '' };

function ReviewForm({ run, onDone }: { run: ScoredRun; onDone: () => void }) {
  const { t } = useTranslation();
  const review = useReview(run.id);
  const [draft, keepDraft] = useKeptDraft<ReviewValues>(`review-${run.id}`, EMPTY_REVIEW);
  const form = useForm<ReviewValues>({ initialValues: draft, onValuesChange: keepDraft });
  useUnsavedWork(draft !== EMPTY_REVIEW && JSON.stringify(draft) !== JSON.stringify(EMPTY_REVIEW));
  const finish = () => {
    keepDraft(EMPTY_REVIEW);
    onDone();
  };
  const submit = form.onSubmit(({ decision, note, ...given }) => {
    const scores = Object.fromEntries(
      DIMENSIONS.flatMap((dimension) =>
        given[dimension] === '' ? [] : [[dimension, Number(given[dimension])]],
      ),
    );
    const hasScores = decision === 'override' && Object.keys(scores).length > 0;
    review.mutate(
      { decision, ...(note.trim() && { note }), ...(hasScores && { scores }) },
      { onSuccess: finish },
    );
  });
  return (
    <form onSubmit={submit}>
      <Stack gap="md" mt="md">
        <Radio.Group label={t('report.review.decision')} {...form.getInputProps('decision')}>
          <Group mt={6}>
            <Radio value="agree" label={t('report.review.agree')} />
            <Radio value="override" label={t('report.review.override')} />
          </Group>
        </Radio.Group>
        {form.values.decision === 'override' && <OverrideScores run={run} form={form} />}
        <Textarea
          label={t('report.review.note')}
          description={t('report.review.noteHint')}
          autosize
          minRows={2}
          maxLength={2000}
          {...form.getInputProps('note')}
        />
        <ErrorLine error={review.error} />
        <Group justify="flex-end">
          <Button variant="default" onClick={finish}>
            {t('shell.cancel')}
          </Button>
          <Button type="submit" loading={review.isPending}>
            {t('shell.save')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

function OverrideScores({ run, form }: { run: ScoredRun; form: UseFormReturnType<ReviewValues> }) {
  const { t } = useTranslation();
  return (
    <Group grow>
      {DIMENSIONS.map((dimension) => (
        <NumberInput
          key={dimension}
          label={t(`report.dimensions.${dimension}`)}
          placeholder={String(run.scores[dimension] ?? '–')}
          min={0}
          max={5}
          step={0.1}
          decimalScale={1}
          hideControls
          {...form.getInputProps(dimension)}
        />
      ))}
    </Group>
  );
}
