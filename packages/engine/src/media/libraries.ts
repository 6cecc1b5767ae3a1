import { FfmpegModule } from './codecs/ffmpeg-module.ts';

/** Loads a module at the first call and gives the same one afterwards, when its file may not be readable any more. */
function once<T>(load: () => Promise<T>): () => Promise<T> {
  let loading: Promise<T> | undefined;
  return () => {
    loading ??= load();
    return loading;
  };
}

/** What takes recordings apart with the code of a library: loaded when it is needed, since most recordings need one of them. */
export const libraries = {
  mediabunny: once(() => import('./containers/with-mediabunny.ts')),
  opus: once(() => import('./codecs/opus.ts')),
  vorbis: once(() => import('./codecs/vorbis.ts')),
  flac: once(() => import('./codecs/flac.ts')),
  mpegAudio: once(() => import('./codecs/mpeg-audio.ts')),
  aac: once(() => import('./codecs/aac.ts')),
  amr: once(() => import('./codecs/amr.ts')),
  wma: once(() => import('./codecs/wma.ts')),
};

/** Loads all of them, for a process that will not be able to read their files any more. */
export async function loadLibraries(): Promise<void> {
  await Promise.all([...Object.values(libraries).map((load) => load()), FfmpegModule.load()]);
}
