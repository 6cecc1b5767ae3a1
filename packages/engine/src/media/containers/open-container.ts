import type { ByteSource } from '../byte-source.ts';
import type { OpenedContainer } from '../encoded-sound.ts';
import { libraries } from '../libraries.ts';
import { openAdts } from './adts.ts';
import { openAmr } from './amr.ts';
import { openAsf } from './asf.ts';
import { soundStart } from './id3.ts';
import { openAiff, openAu, openCaf } from './iff.ts';
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
/** Frames without a container are looked for where nothing else begins the file. */
const HEADLESS: readonly Opener[] = [openAdts, openMpegAudio];
const HEAD_BYTES = 192;

/** A file that was opened; or what it is that cannot be. */
export type Opening =
  | { readonly kind: 'opened'; readonly container: OpenedContainer }
  | { readonly kind: 'unknown' }
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
  for (const open of HEADLESS) {
    const container = await open(source);
    if (container !== null) return { kind: 'opened', container };
  }
  return head.startsWith('ID3')
    ? { kind: 'damaged', detail: 'no frames follow its tags' }
    : { kind: 'unknown' };
}
