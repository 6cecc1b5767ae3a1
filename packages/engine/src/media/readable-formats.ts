/** A family of recordings that are read without any program beside the engine. */
export interface ReadableFormats {
  /** Where such recordings come from. */
  readonly source: string;
  /** Containers and the codecs inside. */
  readonly formats: string;
  /** How their names usually end; the content decides. */
  readonly endings: readonly string[];
}

/** What is read, as the documentation and `vivavoce formats` list it. */
export const READABLE_FORMATS: readonly ReadableFormats[] = [
  {
    source: 'exports of Zoom, Teams and Meet, phones, video',
    formats: 'MP4, M4A, MOV, 3GP, also fragmented, of AAC, Apple Lossless, Opus, MP3, FLAC, PCM or AMR',
    endings: ['mp4', 'm4a', 'm4b', 'mov', 'qta', '3gp'],
  },
  {
    source: 'voice messages',
    formats: 'Ogg and Opus, also chained, of Opus, Vorbis or FLAC; AMR',
    endings: ['ogg', 'oga', 'opus', 'amr'],
  },
  {
    source: 'recorders in browsers, OBS',
    formats:
      'WebM and Matroska, also without length or index, of Opus, Vorbis, AAC, MP3, FLAC, Apple Lossless, PCM',
    endings: ['webm', 'mkv', 'mka'],
  },
  {
    source: 'call recorders',
    formats: 'WAV, RF64, W64 of PCM, A-law, mu-law, GSM, IMA and Microsoft ADPCM, MP3; AU',
    endings: ['wav', 'w64', 'au'],
  },
  {
    source: 'others',
    formats:
      'MP3, MP2, AAC (ADTS), FLAC, AIFF, CAF (PCM, IMA ADPCM, Opus, AAC, Apple Lossless), WMA 1 and 2, MPEG transport streams',
    endings: ['mp3', 'mp2', 'aac', 'flac', 'aiff', 'aif', 'caf', 'wma', 'ts'],
  },
];
