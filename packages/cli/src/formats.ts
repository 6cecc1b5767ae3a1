import { READABLE_FORMATS } from '@vivavoce/engine/formats';
import { Command } from 'commander';
import { print } from './print.ts';

/** `vivavoce formats`: what is read. */
export function formatsCommand(): Command {
  return new Command('formats')
    .option('--json', 'print JSON')
    .addHelpText(
      'after',
      `
The content of a file decides, not its name. Whatever else an FFmpeg of your own reads is taken too where VIVAVOCE_FFMPEG
names it (docs/operating.md).`,
    )
    .action(({ json }: { json?: boolean }) => {
      const { VIVAVOCE_FFMPEG: ffmpeg } = process.env;
      if (json) return print(JSON.stringify({ formats: READABLE_FORMATS, ffmpeg: ffmpeg || null }, null, 2));
      for (const { source, formats, endings } of READABLE_FORMATS) {
        print(`${source}\n  ${formats}\n  ${endings.map((ending) => `.${ending}`).join(' ')}`);
      }
      print(
        ffmpeg
          ? `others\n  by ${ffmpeg}`
          : 'Others by an FFmpeg of your own: VIVAVOCE_FFMPEG=/usr/bin/ffmpeg',
      );
    });
}
