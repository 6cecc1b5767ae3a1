import { useEffect, useEffectEvent } from 'react';
import type { ReportedRun } from '../scored-run.ts';
import { usePlayer } from './player-context.tsx';
import { SKIP_MS } from './recording-player.ts';

/** Inputs in which space and arrows edit nothing. */
const BUTTON_INPUTS = ['checkbox', 'button', 'submit', 'reset', 'file', 'image'];
/** Roles whose arrows move inside the control. */
const ARROW_ROLES =
  '[role=radio],[role=tab],[role=slider],[role=menuitem],[role=option],[role=listbox],[role=combobox]';

/** Whether a focused control uses a key itself; every other key is the player's. */
export function ownsKey(element: Element | null, key: string): boolean {
  if (element === null) return false;
  const field = element.closest('input,textarea,select,[contenteditable=true]');
  if (field instanceof HTMLInputElement && BUTTON_INPUTS.includes(field.type)) return key === ' ';
  if (field !== null) return true;
  if (key === ' ') return element.closest('button,summary,[role=button],[role=menuitem],[role=tab]') !== null;
  return element.closest(ARROW_ROLES) !== null;
}

/** Space plays and pauses, arrows skip, Shift with arrows jumps from turn to turn, wherever the focus is. */
export function usePlayerShortcuts({ transcript: { segments } }: ReportedRun): void {
  const player = usePlayer();
  const jumpToTurn = (isNext: boolean) => {
    const nowMs = player.timeMs();
    const starts = segments.map(({ startMs }) => startMs);
    // Just after the start of a turn, go to the previous turn rather than to the start of this one.
    const to = isNext ? starts.find((ms) => ms > nowMs + 50) : starts.findLast((ms) => ms < nowMs - 1000);
    if (to !== undefined) player.playFrom(to);
  };
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    const { key, shiftKey } = event;
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    if (![' ', 'ArrowLeft', 'ArrowRight'].includes(key) || ownsKey(document.activeElement, key)) return;
    if (document.querySelector('[role=dialog],[role=menu]') !== null) return;
    event.preventDefault();
    if (key === ' ') player.toggle();
    else if (shiftKey) jumpToTurn(key === 'ArrowRight');
    else player.seek(player.timeMs() + (key === 'ArrowRight' ? SKIP_MS : -SKIP_MS));
  });
  useEffect(() => {
    const listener = (event: KeyboardEvent) => onKey(event);
    document.addEventListener('keydown', listener);
    return () => document.removeEventListener('keydown', listener);
  }, []);
}
