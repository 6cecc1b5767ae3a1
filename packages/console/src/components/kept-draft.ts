import { type Dispatch, type SetStateAction, useCallback, useRef, useState } from 'react';

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
  const latest = useRef(value);
  const initialText = JSON.stringify(initial);
  // At once, not after the next rendering: who gives a draft up often closes its form with it.
  const keep = useCallback(
    (next: SetStateAction<Value>) => {
      const given = next instanceof Function ? next(latest.current) : next;
      latest.current = given;
      setValue(given);
      const text = JSON.stringify(given);
      if (text === initialText) sessionStorage.removeItem(PREFIX + key);
      else sessionStorage.setItem(PREFIX + key, text);
    },
    [key, initialText],
  );
  return [value, keep];
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
