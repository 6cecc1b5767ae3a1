import { useHotkeys } from '@mantine/hooks';
import type { ReportedRun } from '../scored-run.ts';
import { usePlayer } from './player-context.tsx';
import { SKIP_MS } from './recording-player.ts';

/** Elements that keep their own keys while they have the focus. */
const IGNORED_ELEMENTS = ['INPUT', 'TEXTAREA', 'SELECT', 'BUTTON', 'SUMMARY', 'A'];

/** Space plays and pauses, arrows skip, Shift with arrows jumps from turn to turn. */
export function usePlayerShortcuts({ transcript: { segments } }: ReportedRun): void {
  const player = usePlayer();
  const jumpToTurn = (isNext: boolean) => {
    const nowMs = player.timeMs();
    const starts = segments.map(({ startMs }) => startMs);
    // Just after the start of a turn, go to the previous turn rather than to the start of this one.
    const to = isNext ? starts.find((ms) => ms > nowMs + 50) : starts.findLast((ms) => ms < nowMs - 1000);
    if (to !== undefined) player.playFrom(to);
  };
  useHotkeys(
    [
      ['space', () => player.toggle()],
      ['ArrowLeft', () => player.seek(player.timeMs() - SKIP_MS)],
      ['ArrowRight', () => player.seek(player.timeMs() + SKIP_MS)],
      ['shift+ArrowRight', () => jumpToTurn(true)],
      ['shift+ArrowLeft', () => jumpToTurn(false)],
    ],
    IGNORED_ELEMENTS,
  );
}
