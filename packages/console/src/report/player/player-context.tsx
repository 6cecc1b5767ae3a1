import { createContext, type ReactNode, use, useEffect, useState, useSyncExternalStore } from 'react';
import type { RecordingSource } from '../../api/recording.ts';
import { type PlayerState, RecordingPlayer } from './recording-player.ts';

const PlayerContext = createContext<RecordingPlayer | null>(null);
const RecordingSourceContext = createContext<RecordingSource | null>(null);

/** Gives everything below one player of a recording; without a source it stays silent. */
export function PlayerProvider({
  source,
  children,
}: {
  source: RecordingSource | null;
  children: ReactNode;
}) {
  const [player, setPlayer] = useState<RecordingPlayer | null>(null);
  const url = source?.audioUrl ?? null;
  useEffect(() => {
    const opened = new RecordingPlayer(url);
    setPlayer(opened);
    return () => opened.close();
  }, [url]);
  if (player === null) return null;
  return (
    <RecordingSourceContext value={source}>
      <PlayerContext value={player}>{children}</PlayerContext>
    </RecordingSourceContext>
  );
}

/** Where the recording of the page is; null when it is not given. */
export const useRecordingSource = (): RecordingSource | null => use(RecordingSourceContext);

/**
 * The player of the recording that the page is about.
 * @throws Error outside of a {@link PlayerProvider}.
 */
export function usePlayer(): RecordingPlayer {
  const player = use(PlayerContext);
  if (!player) throw new Error('There is no recording here');
  return player;
}

/** How the player stands. */
export function usePlayerState(): PlayerState {
  const player = usePlayer();
  return useSyncExternalStore(player.onState, player.state);
}

/** Something that follows from the time, ms: the component is drawn again only when it changes. */
export function usePlayerTime<Value extends string | number | boolean | null>(
  select: (timeMs: number) => Value,
): Value {
  const player = usePlayer();
  return useSyncExternalStore(player.onTime, () => select(player.timeMs()));
}
