import { useEffect } from 'react';

const PRODUCT = 'Vivavoce';

/** Names the page in the browser's window and history. */
export function usePageTitle(title: string | null): void {
  useEffect(() => {
    document.title = title === null ? PRODUCT : `${title} · ${PRODUCT}`;
  }, [title]);
}
