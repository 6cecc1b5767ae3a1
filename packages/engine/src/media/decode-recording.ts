/** From the bytes of a recording to the sound of its tracks at 16 kHz, and what becomes of their channels. */
import type { ByteSource } from './byte-source.ts';
import { type ChannelPlan, mixOf } from './channels/channel-plan.ts';
import { ChannelStatistics } from './channels/channel-statistics.ts';
import { openContainer } from './containers/open-container.ts';
import { type DecodeReport, type DecodeTask, MOST_SENT_CHANNELS, type Wanted } from './decode-report.ts';
import type { EncodedTrack } from './encoded-sound.ts';
import { SAMPLE_RATE } from './recording.ts';
import { TrackSound } from './track-sound.ts';

/** Samples that go through all tracks at once: one second. */
const BLOCK_SAMPLES = SAMPLE_RATE;
/** More channels than this, over all tracks, are left out: each would be decoded and compared. */
const MOST_CHANNELS = 8;

/**
 * Decodes what is wanted of a recording. Damage is an outcome, not an error.
 * @param onOpened called when the headers are read, before the sound
 * @param send takes samples as 32-bit floats, channels side by side
 */
export async function decodeRecording(
  source: ByteSource,
  { mostSamples, wanted }: DecodeTask,
  onOpened: () => void,
  send: (samples: Uint8Array) => void,
): Promise<DecodeReport> {
  if (source.size === 0) return { outcome: 'empty' };
  const opening = await openContainer(source);
  onOpened();
  if (opening.kind === 'unknown') return { outcome: 'unknown-format' };
  if (opening.kind === 'unread') return { outcome: 'unknown-codec', codecs: [opening.name] };
  if (opening.kind === 'damaged') return { outcome: 'damaged', detail: opening.detail };
  const { tracks } = opening.container;
  if (tracks.length === 0) return { outcome: 'no-audio' };
  const known = tracks.filter(({ setup }) => setup.codec !== 'unknown');
  if (known.length === 0) return { outcome: 'unknown-codec', codecs: tracks.map(({ setup }) => setup.tag) };
  const sounding = known.filter(({ channels }) => channels > 0);
  if (sounding.length === 0) return { outcome: 'damaged', detail: 'no track has a channel' };
  return decodeTracks(withinLimits(sounding), mostSamples, wanted, send);
}

/** As many tracks, in their order, as have no more channels together than can be compared. */
function withinLimits(tracks: readonly EncodedTrack[]): EncodedTrack[] {
  const chosen: EncodedTrack[] = [];
  let channels = 0;
  for (const track of tracks) {
    const fitting = Math.min(track.channels, MOST_CHANNELS - channels);
    if (fitting <= 0) break;
    chosen.push({ ...track, channels: fitting });
    channels += fitting;
  }
  return chosen;
}

async function decodeTracks(
  tracks: readonly EncodedTrack[],
  mostSamples: number,
  wanted: Wanted,
  send: (samples: Uint8Array) => void,
): Promise<DecodeReport> {
  const isSound = wanted.kind !== 'length';
  const sounds = tracks.map((track) => new TrackSound(track, { mostSamples, isSound }));
  const statistics = isSound ? new ChannelStatistics(tracks) : null;
  const sending = sentChannels(tracks, wanted);
  let samples = 0;
  while (samples <= mostSamples) {
    const blocks: (readonly Float32Array[])[] = [];
    for (const sound of sounds) blocks.push(await sound.take(BLOCK_SAMPLES));
    const length = Math.max(...blocks.map((channels) => channels[0]?.length ?? 0));
    if (!(length > 0)) break;
    samples += length;
    if (statistics === null) continue;
    const channels = blocks.flat().map((own) => padded(own, length));
    statistics.add(channels);
    const room = Math.min(length, mostSamples - samples + length);
    if (sending.count > 0 && room > 0) send(interleaved(sending.of(channels), room));
  }
  const decodedSamples = sounds.reduce((sum, { decodedSamples: own }) => sum + own, 0);
  const claims = tracks.flatMap(({ promisedMs }) => promisedMs ?? []);
  return {
    outcome: 'decoded',
    samples,
    decodedSamples,
    claimedMs: claims.length === 0 ? null : Math.round(Math.max(...claims)),
    sentChannels: sending.count,
    plan: statistics?.plan() ?? null,
  };
}

interface Sending {
  readonly count: number;
  readonly of: (channels: readonly Float32Array[]) => readonly Float32Array[];
}

/** Which channels leave: see `Wanted`. */
function sentChannels(tracks: readonly EncodedTrack[], wanted: Wanted): Sending {
  const count = tracks.reduce((sum, { channels }) => sum + channels, 0);
  if (wanted.kind === 'planned') return plannedChannels(wanted.plan);
  const isSent = wanted.kind === 'sound' && count <= MOST_SENT_CHANNELS;
  return { count: isSent ? count : 0, of: (channels) => channels };
}

function plannedChannels(plan: ChannelPlan): Sending {
  if (plan.kind === 'separate')
    return { count: plan.channels.length, of: (channels) => plan.channels.map((index) => channels[index]!) };
  return { count: 1, of: (channels) => [mixOf(channels, plan.channels)] };
}

function padded(samples: Float32Array, length: number): Float32Array {
  if (samples.length === length) return samples;
  const longer = new Float32Array(length);
  longer.set(samples);
  return longer;
}

function interleaved(channels: readonly Float32Array[], length: number): Uint8Array {
  const samples = new Float32Array(channels.length * length);
  for (const [channel, own] of channels.entries())
    for (let n = 0; n < length; n++) samples[n * channels.length + channel] = own[n]!;
  return new Uint8Array(samples.buffer);
}
