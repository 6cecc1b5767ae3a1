/** Why a score came out as it did. The contexts `more`, `usual` and `less` compare a figure with what is usual at the level. */
export const explanations = {
  vocabulary:
    'Vocabulary comes out at {{level}} ({{score, decimal}} out of five), measured on $t(terms.words, {"count": {{words}}}).',
  variety_more:
    'In fifty words in a row, {{share, percent}} are different from each other on average, more than is usual at this level.',
  variety_usual:
    'In fifty words in a row, {{share, percent}} are different from each other on average, which is usual at this level.',
  variety_less:
    'In fifty words in a row, {{share, percent}} are different from each other on average, less than is usual at this level.',
  spread_more:
    'On average $t(terms.wordsGo, {"count": {{words}}}) by before more than a quarter of them are repeats, more than is usual at this level.',
  spread_usual:
    'On average $t(terms.wordsGo, {"count": {{words}}}) by before more than a quarter of them are repeats, which is usual at this level.',
  spread_less:
    'On average $t(terms.wordsGo, {"count": {{words}}}) by before more than a quarter of them are repeats, fewer than is usual at this level.',
  types: 'Of $t(terms.words, {"count": {{words}}}), $t(terms.wordsAreDifferent, {"count": {{types}}}).',
  advanced_one: 'Among the most advanced words is {{words, list}}.',
  advanced_other: 'Among the most advanced words are {{words, list}}.',
  overused_one: 'The word "{{word}}" comes back often: it is heard {{count, whole}} time.',
  overused_other: 'The word "{{word}}" comes back often: it is heard {{count, whole}} times.',

  fluency:
    'Fluency comes out at {{level}} ({{score, decimal}} out of five), at $t(terms.words, {"count": {{wordsPerMinute}}}) a minute with pauses included.',
  articulationRate_more:
    'Between the pauses, {{rate, decimal}} syllables are spoken a second, faster than is usual at this level.',
  articulationRate_usual:
    'Between the pauses, {{rate, decimal}} syllables are spoken a second, which is usual at this level.',
  articulationRate_less:
    'Between the pauses, {{rate, decimal}} syllables are spoken a second, slower than is usual at this level.',
  meanLengthOfRun_more:
    'A stretch of speech without a pause has {{syllables, decimal}} syllables on average, more than is usual at this level.',
  meanLengthOfRun_usual:
    'A stretch of speech without a pause has {{syllables, decimal}} syllables on average, which is usual at this level.',
  meanLengthOfRun_less:
    'A stretch of speech without a pause has {{syllables, decimal}} syllables on average, fewer than is usual at this level.',
  phonationRatio_more:
    'Speech fills {{share, percent}} of the speaking time, more than is usual at this level, and pauses fill the rest.',
  phonationRatio_usual:
    'Speech fills {{share, percent}} of the speaking time, which is usual at this level, and pauses fill the rest.',
  phonationRatio_less:
    'Speech fills {{share, percent}} of the speaking time, less than is usual at this level, and pauses fill the rest.',
  silentPauses_more:
    'There are {{perMinute, decimal}} silent pauses a minute, more than is usual at this level.',
  silentPauses_usual:
    'There are {{perMinute, decimal}} silent pauses a minute, which is usual at this level.',
  silentPauses_less:
    'There are {{perMinute, decimal}} silent pauses a minute, fewer than is usual at this level.',
  meanSilentPause_more:
    'A silent pause lasts {{ms, seconds}} seconds on average, longer than is usual at this level.',
  meanSilentPause_usual:
    'A silent pause lasts {{ms, seconds}} seconds on average, which is usual at this level.',
  meanSilentPause_less:
    'A silent pause lasts {{ms, seconds}} seconds on average, shorter than is usual at this level.',
  longestPause_inside:
    'The longest pause, {{ms, seconds}} seconds at {{startMs, clock}}, falls in the middle of a clause.',
  longestPause_between:
    'The longest pause, {{ms, seconds}} seconds at {{startMs, clock}}, falls between two clauses, where listeners expect it.',
  noPause: 'No silent pause is heard inside the answers.',
  hesitations:
    'Filled pauses come {{fillers, decimal}} times a minute and repetitions {{repetitions, decimal}} times in a hundred words, which holds the score down.',

  accent:
    'Accent, which here means how easily the speech is understood, comes out at {{level}} ({{score, decimal}} out of five).',
  accentParts:
    'Of its parts, {{best}} stands highest ({{bestScore, decimal}} out of five) and {{worst}} lowest ({{worstScore, decimal}} out of five).',
  accentEven: 'All of its parts come out alike ({{score, decimal}} out of five).',
  accentClose:
    'Its parts lie close together, from {{worstScore, decimal}} to {{bestScore, decimal}} out of five.',
  accentNoParts: 'Its parts could not be told apart in this recording.',
  unclearPhone:
    'A sound that stands out is /{{ipa}}/, unclear {{times, whole}} of the {{due, whole}} times it was due.',
  unclearPhoneInWords:
    'A sound that stands out is /{{ipa}}/, unclear {{times, whole}} of the {{due, whole}} times it was due, for example in {{words, list}}.',
  noUnclearPhone: 'No single sound stands out as hard to understand.',

  missing: 'No {{dimension}} score was made, because {{because}}.',
  missingNext: 'The transcript and the recording can still be reviewed by a person.',
} as const;
