/** Speech in another language than English, which a language model judged: nothing is compared with what is usual there. */
export const rated = {
  vocabulary:
    'A language model places the vocabulary at {{level}} ({{score, decimal}} out of five), from $t(terms.words, {"count": {{words}}}).',
  fluency:
    'A language model places the fluency at {{level}} ({{score, decimal}} out of five), at $t(terms.words, {"count": {{wordsPerMinute}}}) a minute with pauses included.',
  quotes: 'It rests on passages such as {{quotes, list}}.',
  limited:
    'The score is held to what was measured: {{perMinute, decimal}} silent pauses a minute, and speech in {{share, percent}} of the speaking time.',
  pauses:
    'There are {{perMinute, decimal}} silent pauses a minute, and speech fills {{share, percent}} of the speaking time.',
  longestPause: 'The longest pause lasts {{ms, seconds}} seconds, at {{startMs, clock}}.',
  range:
    'The level of {{dimension}} may lie anywhere from {{low}} to {{high}}, for nobody has compared such judgements with those of examiners.',
  rangeOfOneLevel:
    'The judgement of {{dimension}} stays at {{level}}, but nobody has compared such judgements with those of examiners.',
  wentWell: 'A passage that works well is {{passage}}.',
  toRephrase: 'A passage that can still grow is {{passage}}.',
  rephraseTask:
    'say the same thing in two other ways, once in short sentences and once in one long sentence.',
  pauseTask:
    'choose one of your answers, decide where each thought ends, and say it again with a pause only at those places.',
} as const;
