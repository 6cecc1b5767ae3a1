import { useEffect } from 'react';

const PRODUCT = 'Vivavoce';

/** Sets the title of the document. */
export function usePageTitle(title: string | null): void {
  useEffect(() => {
    document.title = title === null ? PRODUCT : `${title} · ${PRODUCT}`;
  }, [title]);
}
