import { fileURLToPath } from 'node:url';

function here(path: string): string {
  return fileURLToPath(new URL(path, import.meta.url));
}

/** Paths of the demonstration interview and of its truth; `README.md` describes the forms. */
export const sampleInterview = {
  audio: here('./interview.opus'),
  rttm: here('./interview.rttm'),
  json: here('./interview.json'),
} as const;

/** Ends of the names of the `speech.*` fixtures, one for each kind of file that the engine reads. */
export const FIXTURE_FORMATS = [
  'mp3',
  'wav',
  'm4a',
  'webm',
  'ogg',
  'opus',
  'flac',
  'mp4',
  'mov',
  'mkv',
] as const;

/** The path of the same short speech, one voice, as a file of the given kind. */
export function speechFixture(format: (typeof FIXTURE_FORMATS)[number]): string {
  return here(`./fixtures/speech.${format}`);
}

/** A call of two people recorded on both ends, one on each channel with a little of the other: `agent` left, `caller` right. */
export const twoChannelCall = {
  opus: here('./fixtures/call.opus'),
  mp3: here('./fixtures/call.mp3'),
  json: here('./fixtures/call.json'),
} as const;

/** A video with a picture and the same speech. */
export const videoWithSound = here('./fixtures/video.mp4');

/** A video of two seconds without sound. */
export const videoWithoutSound = here('./fixtures/no-sound.mp4');

/** Languages other than English that there is an interview in. */
export type SampleLanguage = 'de' | 'es' | 'fr';

const inLanguage = (language: SampleLanguage) =>
  ({ audio: here(`./languages/${language}.opus`), json: here(`./languages/${language}.json`) }) as const;

/** Paths of interviews of three minutes in other languages and of their truth. */
export const LANGUAGE_SAMPLES = { de: inLanguage('de'), es: inLanguage('es'), fr: inLanguage('fr') } as const;
