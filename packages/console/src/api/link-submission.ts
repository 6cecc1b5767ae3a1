import { useMutation } from '@tanstack/react-query';
import type { SubmitFields } from '@vivavoce/sdk/console';
import { useSubmitRecording } from './runs.ts';

/** Submits a recording that the server fetches from links: of several, each is a part of it. It answers once all have arrived. */
export function useSubmitLinks() {
  const submit = useSubmitRecording();
  return useMutation({
    mutationFn: ({ links, fields }: { links: readonly URL[]; fields: SubmitFields }) => submit(links, fields),
  });
}
