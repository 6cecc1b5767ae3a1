import type { ByteSource } from '../byte-source.ts';
import type { OpenedContainer } from '../encoded-sound.ts';
import { libraries } from '../libraries.ts';
import { openAdts } from './adts.ts';
import { openAiff } from './aiff.ts';
import { openAmr } from './amr.ts';
import { openAsf } from './asf.ts';
import { openAu } from './au.ts';
import { openCaf } from './caf.ts';
import { soundStart } from './id3.ts';
import { openMatroska } from './matroska.ts';
import { openMpegAudio } from './mpeg-audio.ts';
import { openOgg } from './ogg.ts';
import { openRiff } from './riff.ts';

/** What a file is, by its first bytes: the name of its kind goes into messages. */
type Opener = (source: ByteSource) => OpenedContainer | null | Promise<OpenedContainer | null>;

const KINDS: readonly { readonly head: RegExp; readonly open: Opener }[] = [
  { head: /^(RIFF|RF64|BW64|RIFX)[\s\S]{4}WAVE|^riff/, open: openRiff },
  { head: /^OggS/, open: openOgg },
  { head: /^FORM[\s\S]{4}AIF[FC]/, open: openAiff },
  { head: /^\.snd/, open: openAu },
  { head: /^caff/, open: openCaf },
  { head: /^#!AMR/, open: openAmr },
  { head: /^0&\xb2u\x8ef\xcf/, open: openAsf },
  { head: /^.E\xdf\xa3/, open: openMatroska },
  // ISO base media and QuickTime by their first box, FLAC, transport streams by their sync bytes.
  {
    head: /^[\s\S]{4}(ftyp|moov|mdat|wide|free|skip|pnot|styp)|^fLaC|^G[\s\S]{187}G/,
    open: async (source) => (await libraries.mediabunny()).openWithMediabunny(source),
  },
];
/** Recordings that are known by name, though not how to read them. */
const OTHERS: readonly { readonly at: number; readonly mark: string; readonly name: string }[] = [
  { at: 8, mark: 'AVI LIST', name: 'AVI' },
  { at: 0, mark: 'FLV\x01', name: 'Flash Video' },
  { at: 0, mark: '.RMF', name: 'RealMedia' },
  { at: 0, mark: '\0\0\x01\xba', name: 'an MPEG program stream' },
  { at: 0, mark: 'MAC ', name: "Monkey's Audio" },
  { at: 0, mark: 'wvpk', name: 'WavPack' },
  { at: 0, mark: 'TTA1', name: 'True Audio' },
  { at: 0, mark: '\x0bw', name: 'AC-3' },
  { at: 0, mark: '\x7f\xfe\x80\x01', name: 'DTS' },
  { at: 0, mark: 'MThd', name: 'MIDI' },
];
/** Frames without a container are looked for where nothing else begins the file. */
const HEADLESS: readonly Opener[] = [openAdts, openMpegAudio];
const HEAD_BYTES = 192;

/** Of a file whose start tells whether it may be a recording, bytes. */
export const MARKED_BYTES = 65_536;

/**
 * Whether a file may be a recording, by its first `MARKED_BYTES` alone and without taking anything apart: marks of a kind, or a
 * frame of MPEG audio or AAC somewhere.
 */
export function mayBeRecording(start: Buffer): boolean {
  const head = start.toString('latin1', 0, HEAD_BYTES);
  if (head.startsWith('ID3') || KINDS.some(({ head: pattern }) => pattern.test(head))) return true;
  if (OTHERS.some(({ at, mark }) => head.startsWith(mark, at))) return true;
  for (let at = start.indexOf(0xff); at >= 0; at = start.indexOf(0xff, at + 1))
    if ((start[at + 1] ?? 0) >= 0xe0) return true;
  return false;
}

/** A file that was opened; or what it is that cannot be. */
export type Opening =
  | { readonly kind: 'opened'; readonly container: OpenedContainer }
  | { readonly kind: 'unknown' }
  /** A recording of a form that is not read here, by name. */
  | { readonly kind: 'unread'; readonly name: string }
  | { readonly kind: 'damaged'; readonly detail: string };

/** Finds out what a file is by its content, and opens it. */
export async function openContainer(source: ByteSource): Promise<Opening> {
  const head = source.text(0, HEAD_BYTES);
  // Some programs put the tags of MP3 in front of FLAC.
  const isTaggedFlac = head.startsWith('ID3') && source.text(soundStart(source), 4) === 'fLaC';
  const known = KINDS.find(({ head: pattern }) => pattern.test(isTaggedFlac ? 'fLaC' : head));
  if (known !== undefined) {
    try {
      const container = await known.open(source);
      if (container !== null) return { kind: 'opened', container };
    } catch (error) {
      return { kind: 'damaged', detail: error instanceof Error ? error.message : String(error) };
    }
    return { kind: 'damaged', detail: 'its headers cannot be read' };
  }
  const other = OTHERS.find(({ at, mark }) => head.startsWith(mark, at));
  if (other !== undefined) return { kind: 'unread', name: other.name };
  for (const open of HEADLESS) {
    const container = await open(source);
    if (container !== null) return { kind: 'opened', container };
  }
  return head.startsWith('ID3')
    ? { kind: 'damaged', detail: 'no frames follow its tags' }
    : { kind: 'unknown' };
}
