import { useMutation } from '@tanstack/react-query';
import type { SubmitFields } from '@vivavoce/sdk/console';
import { useSubmitRecording } from './runs.ts';

interface LinkSubmission {
  readonly links: readonly URL[];
  readonly fields: SubmitFields;
  /** The same for each attempt. */
  readonly idempotencyKey: string;
}

/** Submits a recording that the server fetches from links: of several, each is a part of it. It answers once all have arrived. */
export function useSubmitLinks() {
  const submit = useSubmitRecording();
  return useMutation({
    mutationFn: ({ links, fields, idempotencyKey }: LinkSubmission) =>
      submit(links, fields, { idempotencyKey }),
  });
}
