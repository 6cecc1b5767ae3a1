import { z } from 'zod';
import { calibrationSchema } from './calibration.ts';
import { reportLanguageSchema } from './report-language.ts';
import { speakerIdSchema } from './transcript.ts';

/**
 * Everything that a caller asks of the analysis of one recording. It is parsed where it enters (the submit form, a stored
 * run) and handed on whole as far as the engine, whose options have the same names. Defaults fill in what runs that were
 * stored before an option existed do not have.
 */
export const analysisRequestSchema = z.object({
  /** ISO 639-1, lower case. */
  language: z.string(),
  /** Number of speakers, 1 to 6, where it is known: a hint for diarization. */
  expectedSpeakers: z
    .int()
    .min(1)
    .max(6)
    .nullish()
    .transform((speakers) => speakers ?? undefined),
  /** Transcript and candidate detection only, without scores. */
  accommodation: z.boolean().default(false),
  /** The language that the sentences of the result are written in. */
  reportLanguage: reportLanguageSchema.default('en'),
  /** Weight of accent in the overall score, 0 to 1; absent until the project's is known. */
  accentWeight: z.number().min(0).max(1).optional(),
  /** The client's calibration; absent until the client's is known, and where it has none. */
  calibration: calibrationSchema.optional(),
  /** The speaker to score, such as `speaker_0`; absent to detect the candidate. */
  candidate: speakerIdSchema.optional(),
});

/** What is asked of the analysis of one recording. */
export type AnalysisRequest = Readonly<z.infer<typeof analysisRequestSchema>>;
