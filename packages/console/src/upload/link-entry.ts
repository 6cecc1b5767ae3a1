import { randomHex, type SubmitFields } from '@vivavoce/sdk/console';
import { useRef, useState } from 'react';
import { useNavigate } from 'react-router';
import { useSubmitLinks } from '../api/link-submission.ts';
import { AFTER_SAVING } from '../app/leave-guard.tsx';
import { useUnsavedWork } from '../components/unsaved-work.ts';
import { type LinkFault, parseLinks } from './recording-links.ts';

/** The links of a recording, or of its parts, that take the place of a file. */
export interface LinkEntry {
  /** As typed. */
  readonly text: string;
  readonly setText: (text: string) => void;
  /** What is wrong with what was typed; null for nothing. */
  readonly fault: LinkFault | null;
  readonly isSendable: boolean;
  readonly isPending: boolean;
  /** Why the last attempt failed; null for none. */
  readonly error: Error | null;
  /** Submits the links and opens the page of their run. */
  readonly send: () => void;
}

/**
 * Links to submit in place of a file.
 * @param fields what is sent with the recording, as it stands when the links are submitted, from the time of the first attempt.
 */
export function useLinkEntry(fields: (startedAt: Date) => SubmitFields): LinkEntry {
  const navigate = useNavigate();
  const submit = useSubmitLinks();
  const attemptOf = useAttempts();
  const [text, setText] = useState('');
  const links = parseLinks(text);
  useUnsavedWork(text.trim() !== '');
  const send = () => {
    if (typeof links === 'string' || links.length === 0) return;
    const { idempotencyKey, startedAt } = attemptOf(links);
    const onSuccess = ({ id }: { id: string }) => void navigate(`/runs/${id}`, { state: AFTER_SAVING });
    submit.mutate({ links, fields: fields(startedAt), idempotencyKey }, { onSuccess });
  };
  return {
    text,
    setText,
    fault: typeof links === 'string' ? links : null,
    isSendable: typeof links !== 'string' && links.length > 0,
    isPending: submit.isPending,
    error: submit.error,
    send,
  };
}

interface Attempt {
  readonly idempotencyKey: string;
  readonly startedAt: Date;
}

/** The key of the same links stays the same over all attempts: one whose answer was lost may have become a run. */
function useAttempts(): (links: readonly URL[]) => Attempt {
  const attempts = useRef(new Map<string, Attempt>());
  return (urls) => {
    const links = urls.join('\n');
    const known = attempts.current.get(links);
    if (known) return known;
    const attempt = { idempotencyKey: randomHex(16), startedAt: new Date() };
    attempts.current.set(links, attempt);
    return attempt;
  };
}
