import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, join } from 'node:path';

const require = createRequire(import.meta.url);

/** A model file that a package brings, by the name that provenance shows. */
export interface ModelFile {
  readonly name: string;
  readonly package: string;
  /** Path inside the package. */
  readonly path: string;
}

/** Samples at 16 kHz to states, about 41 a second (Jeffries et al. 2024). */
export const MOONSHINE_ENCODER: ModelFile = {
  name: 'moonshine-base-encoder',
  package: '@usefulsensors/moonshine-js',
  path: 'dist/model/base/quantized/encoder_model.onnx',
};

/** States to tokens; the first step and the later ones, which have a cache, are one graph. */
export const MOONSHINE_DECODER: ModelFile = {
  name: 'moonshine-base-decoder',
  package: '@usefulsensors/moonshine-js',
  path: 'dist/model/base/quantized/decoder_model_merged.onnx',
};

/** Probability of speech in windows of 512 samples at 16 kHz. */
export const SILERO_VAD: ModelFile = {
  name: 'silero-vad-v6',
  package: '@ricky0123/vad-web',
  path: 'dist/silero_vad_v6.onnx',
};

/**
 * The folder of an installed package, also of one whose `exports` hide its files.
 * @throws Error if the package is not installed.
 */
export function packageFolder(name: string): string {
  const folders = (require.resolve.paths(name) ?? []).map((folder) => join(folder, name));
  const found = folders.find((folder) => existsSync(join(folder, 'package.json')));
  if (found === undefined) throw new Error(`The package ${name} is not installed: run npm ci`);
  return found;
}

/** Where a model file lies on disk. */
export function modelPath(file: ModelFile): string {
  return join(packageFolder(file.package), file.path);
}

/** The files of a Moonshine model in a folder, named as its authors publish them. */
export interface MoonshineFiles {
  readonly encoder: string;
  readonly decoder: string;
}

/** Where the files of a Moonshine model lie in a folder. */
export function moonshineFiles(folder: string): MoonshineFiles {
  return {
    encoder: join(folder, basename(MOONSHINE_ENCODER.path)),
    decoder: join(folder, basename(MOONSHINE_DECODER.path)),
  };
}
