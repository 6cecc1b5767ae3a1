import { readFile } from 'node:fs/promises';

/** The fonts of a report as files: Noto Sans, which has Latin with all accents, Greek, Cyrillic and the IPA. */
export interface FontFiles {
  readonly regular: Buffer;
  readonly bold: Buffer;
}

const fontFile = (path: string): Promise<Buffer> =>
  readFile(new URL(import.meta.resolve(`@expo-google-fonts/noto-sans/${path}`)));

let files: Promise<FontFiles> | null = null;

async function readFonts(): Promise<FontFiles> {
  const [regular, bold] = await Promise.all([
    fontFile('400Regular/NotoSans_400Regular.ttf'),
    fontFile('600SemiBold/NotoSans_600SemiBold.ttf'),
  ]);
  return { regular, bold };
}

/** Reads the fonts, once a process. */
export function loadFonts(): Promise<FontFiles> {
  files ??= readFonts();
  return files;
}
