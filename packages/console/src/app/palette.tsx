import { lazy, Suspense, useEffect, useEffectEvent, useRef } from 'react';
import { isPaletteShortcut } from './palette-shortcut.ts';

/** Loads the command palette, which most visits never open. */
export const loadPalette = () => import('./command-palette.tsx');
const CommandPalette = lazy(loadPalette);

/** The command palette and its key, which works wherever the focus is, except in another dialog. */
export function Palette({
  isOpen,
  onOpen,
  onClose,
}: {
  isOpen: boolean;
  onOpen: () => void;
  onClose: () => void;
}) {
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (!isPaletteShortcut(event)) return;
    event.preventDefault();
    if (isOpen) onClose();
    else if (document.querySelector('[aria-modal=true]') === null) onOpen();
  });
  useEffect(() => {
    const listener = (event: KeyboardEvent) => onKey(event);
    document.addEventListener('keydown', listener);
    return () => document.removeEventListener('keydown', listener);
  }, []);
  useReturningFocus(isOpen);
  if (!isOpen) return null;
  return (
    <Suspense fallback={null}>
      <CommandPalette onClose={onClose} />
    </Suspense>
  );
}

/** Gives the focus back to where it was before the palette; to the content, where that has gone with its page. */
function useReturningFocus(isOpen: boolean): void {
  const opener = useRef<Element | null>(null);
  useEffect(() => {
    if (!isOpen) return;
    opener.current = document.activeElement;
    return () => {
      const { current } = opener;
      const target =
        current?.isConnected && current !== document.body ? current : document.querySelector('main');
      if (target instanceof HTMLElement) target.focus({ preventScroll: true });
    };
  }, [isOpen]);
}
