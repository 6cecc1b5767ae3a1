import { type Dispatch, type SetStateAction, useEffect, useState } from 'react';

const PREFIX = 'vivavoce-draft-';

/**
 * A state that survives a reload of the tab, and not its closing: what somebody typed about a person is kept no longer.
 * Nothing is kept while it equals the initial value.
 */
export function useKeptDraft<Value>(
  key: string,
  initial: Value,
): readonly [Value, Dispatch<SetStateAction<Value>>] {
  const [value, setValue] = useState<Value>(() => readDraft(key) ?? initial);
  const text = JSON.stringify(value);
  const isInitial = text === JSON.stringify(initial);
  useEffect(() => {
    if (isInitial) sessionStorage.removeItem(PREFIX + key);
    else sessionStorage.setItem(PREFIX + key, text);
  }, [key, text, isInitial]);
  return [value, setValue];
}

/** Whether a draft was left under a key. */
export const hasKeptDraft = (key: string): boolean => sessionStorage.getItem(PREFIX + key) !== null;

function readDraft<Value>(key: string): Value | null {
  const text = sessionStorage.getItem(PREFIX + key);
  try {
    return text === null ? null : (JSON.parse(text) as Value);
  } catch {
    // Written by something else: as if there were no draft.
    return null;
  }
}
