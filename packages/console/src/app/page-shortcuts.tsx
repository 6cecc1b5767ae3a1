import { useDisclosure } from '@mantine/hooks';
import { lazy, Suspense, useEffect, useEffectEvent } from 'react';
import { useNavigate } from 'react-router';

/** Fields in which a character is typed. */
const FIELDS = 'input:not([type=checkbox],[type=radio],[type=range]),textarea,select,[contenteditable=true]';

const ShortcutsDialog = lazy(() => import('./shortcuts-dialog.tsx'));

/** `/` goes to the search of the page, or to the list of runs where it has none; `?` shows the keys. */
export function PageShortcuts() {
  const navigate = useNavigate();
  const [isOpen, help] = useDisclosure(false);
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    if (document.activeElement?.matches(FIELDS)) return;
    if (event.key === '?') help.open();
    if (event.key !== '/') return;
    event.preventDefault();
    const field = document.querySelector<HTMLInputElement>('main input[type=search]');
    if (field) field.focus();
    else void navigate('/runs');
  });
  useEffect(() => {
    const listener = (event: KeyboardEvent) => onKey(event);
    document.addEventListener('keydown', listener);
    return () => document.removeEventListener('keydown', listener);
  }, []);
  if (!isOpen) return null;
  return (
    <Suspense fallback={null}>
      <ShortcutsDialog onClose={help.close} />
    </Suspense>
  );
}
