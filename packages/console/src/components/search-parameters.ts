import { useEffect, useRef } from 'react';
import { useSearchParams } from 'react-router';

/** Changes the parameters of the address, which stays one step of the history unless `replace` is false. */
export type ChangeParameters = (
  change: (current: URLSearchParams) => URLSearchParams,
  options?: { readonly replace: boolean },
) => void;

/**
 * The parameters of the address, and how to change them. Changes add up that come before the page shows those before them: one that is
 * made of what the page shows would undo another.
 */
export function useSearchParameters(): [URLSearchParams, ChangeParameters] {
  const [shown, setShown] = useSearchParams();
  const latest = useRef(shown);
  useEffect(() => {
    latest.current = shown;
  }, [shown]);
  const change: ChangeParameters = (changeOf, { replace } = { replace: true }) => {
    latest.current = changeOf(latest.current);
    setShown(latest.current, { replace });
  };
  return [shown, change];
}
