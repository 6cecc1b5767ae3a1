import type { Store } from './store.ts';

/** The body of a poll of a finished run, as text: what was stored, with the latest review added. */
export function finishedText(
  { texts }: Pick<Store, 'texts'>,
  run: { readonly id: string; readonly review: string | null },
  body: string,
): string {
  const text = texts.decrypt(run.id, body);
  return run.review === null ? text : `${text.slice(0, -1)},"review":${texts.decrypt(run.id, run.review)}}`;
}
