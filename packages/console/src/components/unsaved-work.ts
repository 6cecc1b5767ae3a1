import { useEffect, useId, useSyncExternalStore } from 'react';

/** What would be lost on leaving. The router has one blocker for all pages, so all report here. */
const unsaved = new Set<string>();
const listeners = new Set<() => void>();

function report(id: string, isUnsaved: boolean): void {
  if (isUnsaved) unsaved.add(id);
  else unsaved.delete(id);
  for (const listener of listeners) listener();
}

/** Says that leaving the page now would lose something. */
export function useUnsavedWork(isUnsaved: boolean): void {
  const id = useId();
  useEffect(() => {
    report(id, isUnsaved);
    return () => report(id, false);
  }, [id, isUnsaved]);
}

/** Whether leaving now would lose something. */
export const useHasUnsavedWork = (): boolean =>
  useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => unsaved.size > 0,
  );
