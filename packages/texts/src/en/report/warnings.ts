/** What was noticed about a recording, and why a person should listen. */

/** One sentence for each code. */
export const warnings = {
  LOW_SNR: 'The recording is noisy, so words and sounds may have been misheard.',
  CLIPPED: 'The recording is distorted by overload, so sounds may have been judged wrongly.',
  NARROW_BAND:
    'The recording lacks high frequencies, as on a telephone, so some sounds are hard to tell apart.',
  MUCH_OVERLAP: 'Speakers often talk at the same time, so some words may be credited to the wrong speaker.',
  LITTLE_CANDIDATE_SPEECH: 'The candidate speaks for a short time only, which makes scores less certain.',
  CANDIDATE_UNCERTAIN: 'It is not certain which speaker is the candidate.',
  SPEAKERS_UNCERTAIN:
    'The words of the scored voice sound like several people, so scores may rest on what several of them said.',
  OTHER_LANGUAGE: 'Part of the speech seems to be in another language than the one asked for.',
  REPETITIVE: 'The same words come back so often that vocabulary and fluency cannot be measured as usual.',
  MEMORISED_OR_READ:
    'Few hesitations were found in the speech. Recognisers leave many of them out, so this says little by itself.',
  SPEECH_NOT_RELIABLY_RECOGNISED: 'The speech could not be recognised reliably, so it was not scored.',
  VOCABULARY_TOO_FEW_WORDS: 'The candidate says too few words for a vocabulary score.',
  VOCABULARY_NOT_UNDERSTOOD:
    'Too few of the words could be recognised reliably for a vocabulary score; fluency and accent do not depend on them.',
  FLUENCY_TOO_LITTLE_SPEECH: 'There is too little speech of the candidate for a fluency score.',
  ACCENT_TOO_LITTLE_SPEECH: 'There is too little clear speech of the candidate for an accent score.',
  ABOVE_CALIBRATED_RANGE:
    'A score lies above the levels in the training data, so it may be higher than shown.',
  ACCOMMODATION: 'No scores were made, because an accommodation was requested.',
  JUDGED_BY_LANGUAGE_MODEL:
    'The scores were judged by a language model that the operator chose; nobody has compared it with examiners.',
  JUDGEMENT_NOT_VERIFIED:
    'What the language model gave as evidence was not in the recording, or its samples differ widely, so a score was left out.',
  INSTRUCTIONS_IN_SPEECH:
    'Something in the speech reads like an instruction to the language model; it was judged without those passages.',
  ACCENT_NOT_SCORED_IN_LANGUAGE:
    'Accent is scored in English only, so there is neither an accent score nor an overall one.',
  WORD_TIMES_ESTIMATED:
    'The transcriber gave no times for some words, so their places in the recording are estimates.',
} as const;

/** Why a score was not made, after "because". */
export const missing = {
  VOCABULARY_TOO_FEW_WORDS: 'the candidate says too few words for a fair measure',
  VOCABULARY_NOT_UNDERSTOOD: 'too few of the words could be recognised reliably',
  FLUENCY_TOO_LITTLE_SPEECH: 'the candidate speaks for too short a time for a fair measure',
  ACCENT_TOO_LITTLE_SPEECH: 'there is too little clear speech of the candidate for a fair measure',
  SPEECH_NOT_RELIABLY_RECOGNISED: 'the speech could not be recognised reliably',
  ACCOMMODATION: 'an accommodation was requested and the recording was only transcribed',
  OTHER_LANGUAGE: 'too much of the speech seems to be in another language',
  REPETITIVE: 'the same words come back too often for a fair measure',
  JUDGEMENT_NOT_VERIFIED: 'what the language model gave as evidence does not stand up to the recording',
  ACCENT_NOT_SCORED_IN_LANGUAGE: 'accent is scored in English only',
  /** No warning explains it. */
  unexplained: 'the recording does not hold enough evidence for it',
} as const;

/** Why a person should listen: clauses that begin in lower case and end without a full stop. */
export const review = {
  /** Makes a sentence of a clause. */
  sentence: '{{clause, capital}}.',
  candidateUncertain: 'it is not certain which speaker is the candidate',
  candidateMostLikely: 'the choice of the candidate is likely but not certain',
  noScores: 'no score was made',
  wideInterval_one: 'the interval of {{dimensions, list}} is wider than two levels',
  wideInterval_other: 'the intervals of {{dimensions, list}} are wider than two levels each',
  ofWarning: {
    LOW_SNR: 'the recording is noisy',
    CLIPPED: 'the recording is distorted by overload',
    MUCH_OVERLAP: 'speakers often talk at the same time',
    LITTLE_CANDIDATE_SPEECH: 'the candidate speaks for a short time only',
    CANDIDATE_UNCERTAIN: 'it is not certain which speaker is the candidate',
    SPEAKERS_UNCERTAIN: 'the words of the scored voice sound like several people',
    OTHER_LANGUAGE: 'part of the speech seems to be in another language',
    REPETITIVE: 'the same words come back unusually often',
    SPEECH_NOT_RELIABLY_RECOGNISED: 'the speech could not be recognised reliably',
    VOCABULARY_TOO_FEW_WORDS: 'there are too few words for a vocabulary score',
    VOCABULARY_NOT_UNDERSTOOD: 'too few of the words could be recognised reliably for a vocabulary score',
    FLUENCY_TOO_LITTLE_SPEECH: 'there is too little speech for a fluency score',
    ACCENT_TOO_LITTLE_SPEECH: 'there is too little clear speech for an accent score',
    ABOVE_CALIBRATED_RANGE: 'a score lies above the levels that people have rated',
    ACCOMMODATION: 'an accommodation was requested',
    JUDGED_BY_LANGUAGE_MODEL: 'a language model judged that nobody has compared with examiners',
    JUDGEMENT_NOT_VERIFIED: 'the evidence of the language model does not stand up to the recording',
    INSTRUCTIONS_IN_SPEECH: 'something in the speech reads like an instruction to the language model',
  },
} as const;
