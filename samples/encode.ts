/**
 * Encodes sound to the forms in which recordings come, with the FFmpeg of the machine: only making samples and some evaluations
 * need it, never running or testing.
 */
import { spawnSync } from 'node:child_process';

/** How each kind of file is encoded, by the end of its name: options of FFmpeg. */
const OPUS = ['-c:a', 'libopus', '-ar', '48000'];
const AAC = ['-c:a', 'aac', '-ar', '44100'];
const ENCODINGS: Readonly<
  Record<string, { readonly options: readonly string[]; readonly bitrate?: string }>
> = {
  mp3: { options: ['-c:a', 'libmp3lame', '-ar', '44100'], bitrate: '48k' },
  wav: { options: ['-c:a', 'pcm_s16le', '-ar', '16000'] },
  flac: { options: ['-c:a', 'flac', '-ar', '16000'] },
  m4a: { options: AAC, bitrate: '48k' },
  mp4: { options: AAC, bitrate: '48k' },
  mov: { options: AAC, bitrate: '48k' },
  opus: { options: OPUS, bitrate: '24k' },
  ogg: { options: OPUS, bitrate: '24k' },
  webm: { options: OPUS, bitrate: '24k' },
  mkv: { options: OPUS, bitrate: '24k' },
};

/** The FFmpeg that is called: `VIVAVOCE_FFMPEG`, or the one on the path. */
function ffmpeg(): string {
  const { VIVAVOCE_FFMPEG: named = 'ffmpeg' } = process.env;
  return named;
}

/**
 * Encodes a WAV file in memory to a file whose kind is given by the end of its name.
 * @param bitrate such as `64k`; 24 to 48 kb/s by the kind when absent.
 * @throws Error for a name whose end is no kind of file that is known here, and where FFmpeg is missing or fails.
 */
export function encodeFile(wav: Buffer, path: string, bitrate?: string): void {
  const encoding = ENCODINGS[path.slice(path.lastIndexOf('.') + 1)];
  if (!encoding) throw new Error(`No encoding is known for ${path}`);
  const rate = bitrate ?? encoding.bitrate;
  const { status, stderr, error } = spawnSync(
    ffmpeg(),
    [
      ...['-v', 'error', '-nostdin', '-y', '-f', 'wav', '-i', 'pipe:0'],
      ...encoding.options,
      ...(rate === undefined ? [] : ['-b:a', rate]),
      ...['-fflags', '+bitexact', '-flags:a', '+bitexact', path],
    ],
    { input: wav, encoding: 'utf8' },
  );
  if (error !== undefined)
    throw new Error('Encoding needs FFmpeg: install it, or name it in VIVAVOCE_FFMPEG', { cause: error });
  if (status !== 0) throw new Error(`FFmpeg could not write ${path}: ${stderr.trim()}`);
}
