/** What the candidate reads: "you", what went well, what to practise and how. Nothing here names a fault. */
export const feedback = {
  wentWell: 'What went well:',
  toPractise: 'What to practise next:',
  notScored: 'Your recording was not scored, because {{because}}.',
  notScoredNext:
    'This says nothing about how well you speak. Please ask the people who invited you how they will go on.',
  exercise: 'Exercise: {{task}}',

  advancedWords: 'You used advanced words such as {{words, list}}, which makes an answer precise.',
  variety:
    'Your words vary: in fifty words in a row, {{share, percent}} are different from each other on average.',
  types:
    'You found $t(terms.differentWords, {"count": {{types}}}) for your answers, in $t(terms.words, {"count": {{words}}}) altogether.',
  pace: 'You speak at a lively pace for your level: {{rate, decimal}} syllables a second between the pauses.',
  runs: 'You speak in long stretches for your level, {{syllables, decimal}} syllables on average before a pause, which makes you easy to follow.',
  pausesInPlace:
    'You pause where listeners expect it: only {{share, percent}} of your pauses fall in the middle of a clause.',
  pausesAllInPlace:
    'You pause where listeners expect it: hardly any of your pauses fall in the middle of a clause.',
  quickAnswers:
    'You take up questions promptly: an answer typically begins {{ms, seconds}} seconds after the question.',
  spokeFor:
    'You spoke for {{ms, clock}} minutes altogether, enough to give listeners an impression of how you speak.',
  bestPart_phoneAccuracy:
    'The clarity of single sounds comes out highest of the parts of your pronunciation ({{score, decimal}} out of five).',
  bestPart_stressAndIntonation:
    'Stress and intonation comes out highest of the parts of your pronunciation ({{score, decimal}} out of five).',
  bestPart_delivery:
    'Smooth delivery comes out highest of the parts of your pronunciation ({{score, decimal}} out of five).',

  overused_one: 'The word "{{word}}" comes back {{count, whole}} time.',
  overused_other: 'The word "{{word}}" comes back {{count, whole}} times.',
  overusedTask:
    'tell one of your answers again and try "{{one}}" or "{{other}}" where they fit better than "{{word}}".',
  overusedTaskOpen:
    'write down three words that could stand in for "{{word}}", then tell one of your answers again with them.',
  moreVariety:
    'You used $t(terms.differentWords, {"count": {{types}}}) in $t(terms.words, {"count": {{words}}}); every new word makes your answers richer still.',
  moreVarietyTask:
    'tell the same story twice, and the second time replace five words of the first version with others.',
  longPause: 'A long pause falls in the middle of a clause, at {{pauses, list}}.',
  longPauses: 'Some long pauses fall in the middle of a clause, for example at {{pauses, list}}.',
  longPausesTask:
    'choose one of your answers, decide where each thought ends, and say it again with a pause only at those places.',
  longestPause: 'Your longest pause comes at {{pause}}.',
  longestPauseTask:
    'prepare three phrases that give you time to think, such as "let me think about that", and use them in practice answers.',
  runsShort:
    'You say {{syllables, decimal}} syllables on average before a pause; longer stretches are easier to follow.',
  runsTask:
    'learn a few phrases as one piece, such as "the reason for this is that", and build answers from them.',
  steadyPace:
    'You speak $t(terms.words, {"count": {{wordsPerMinute}}}) a minute, pauses included; practice makes the flow steadier.',
  paceTask: 'record an answer of one minute three times in a row and compare the first with the third.',
  sound: 'The sound /{{ipa}}/ was hard to make out {{times, whole}} of {{due, whole}} times.',
  soundInWords:
    'The sound /{{ipa}}/ was hard to make out {{times, whole}} of {{due, whole}} times, for example in {{words, list}}.',
  soundTask: 'for /{{ipa}}/, {{how}}; say words that have it slowly, then in a sentence.',
  soundTaskInWords: 'for /{{ipa}}/, {{how}}; say {{words, list}} slowly, then in a sentence.',
  soundTaskListen:
    'listen to /{{ipa}}/ in a dictionary with sound; say words that have it slowly, then in a sentence.',
  soundTaskListenInWords:
    'listen to /{{ipa}}/ in a dictionary with sound; say {{words, list}} slowly, then in a sentence.',
  weakestPart_phoneAccuracy:
    'The clarity of single sounds has the most room to grow in your pronunciation ({{score, decimal}} out of five).',
  weakestPart_stressAndIntonation:
    'Stress and intonation has the most room to grow in your pronunciation ({{score, decimal}} out of five).',
  weakestPart_delivery:
    'Smooth delivery has the most room to grow in your pronunciation ({{score, decimal}} out of five).',
  partTask_phoneAccuracy: 'read a short text aloud slowly and finish every word, the last sound included.',
  partTask_stressAndIntonation:
    'listen to a sentence of a speaker you like, mark the strong words, and say it along with the recording.',
  partTask_delivery:
    'read a text aloud in groups of words, and join the words of each group without a break.',
} as const;
