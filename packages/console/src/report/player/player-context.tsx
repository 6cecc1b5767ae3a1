import {
  createContext,
  type ReactNode,
  use,
  useEffect,
  useEffectEvent,
  useState,
  useSyncExternalStore,
} from 'react';
import type { RecordingSource } from '../../api/recording.ts';
import { type PlayerState, RecordingPlayer } from './recording-player.ts';

const PlayerContext = createContext<RecordingPlayer | null>(null);
const RecordingSourceContext = createContext<RecordingSource | null>(null);

/** Provides one player of a recording; without a source it is unavailable. */
export function PlayerProvider({
  source,
  startMs = 0,
  children,
}: {
  source: RecordingSource | null;
  /** Where the recording stands at first, ms. */
  startMs?: number;
  children: ReactNode;
}) {
  const [player, setPlayer] = useState<RecordingPlayer | null>(null);
  const files = source?.files ?? [];
  const open = useEffectEvent(() => new RecordingPlayer(files));
  // A source is made anew with each rendering: another recording has other addresses.
  const key = files.map(({ url }) => url).join(' ');
  useEffect(() => {
    const opened = open();
    if (startMs > 0) opened.seek(startMs);
    setPlayer(opened);
    return () => opened.close();
  }, [key, startMs]);
  if (player === null) return null;
  return (
    <RecordingSourceContext value={source}>
      <PlayerContext value={player}>{children}</PlayerContext>
    </RecordingSourceContext>
  );
}

/** The recording of the page; null when it is not available. */
export const useRecordingSource = (): RecordingSource | null => use(RecordingSourceContext);

/**
 * The player of the page's recording.
 * @throws Error outside of a {@link PlayerProvider}.
 */
export function usePlayer(): RecordingPlayer {
  const player = use(PlayerContext);
  if (!player) throw new Error('usePlayer must be used inside a PlayerProvider');
  return player;
}

/** The state of the player. */
export function usePlayerState(): PlayerState {
  const player = usePlayer();
  return useSyncExternalStore(player.onState, player.state);
}

/** A value derived from the player's time, ms; the component re-renders only when the value changes. */
export function usePlayerTime<Value extends string | number | boolean | null>(
  select: (timeMs: number) => Value,
): Value {
  const player = usePlayer();
  return useSyncExternalStore(player.onTime, () => select(player.timeMs()));
}
