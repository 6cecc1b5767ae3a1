import { z } from 'zod';
import { isLength, isStorable } from './text.ts';
import { speakerIdSchema, type Transcript } from './transcript.ts';

/** Longest name of a speaker, characters. */
export const MAX_SPEAKER_NAME_LENGTH = 80;

const speakerName = z
  .string()
  .trim()
  .refine(
    (name) => isLength(name, 1, MAX_SPEAKER_NAME_LENGTH) && isStorable(name),
    `must have 1 to ${MAX_SPEAKER_NAME_LENGTH} characters`,
  );

export const speakerNamesSchema = z
  .strictObject({
    names: z
      .record(speakerIdSchema, speakerName)
      .describe('Names by speaker, in place of all earlier ones; a speaker without one is left out'),
  })
  .describe('Names that people gave to the speakers of a recording');

/** Names that people gave to the speakers of a recording. */
export type SpeakerNames = z.infer<typeof speakerNamesSchema>;

/** A transcript whose speakers carry the names that people gave them; other names that it had are gone. */
export function withSpeakerNames(transcript: Transcript, names: SpeakerNames['names']): Transcript {
  return {
    ...transcript,
    speakers: transcript.speakers.map(({ name: _earlier, ...speaker }) => {
      const name = names[speaker.speaker];
      return name === undefined ? speaker : { ...speaker, name };
    }),
  };
}
