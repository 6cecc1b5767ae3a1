/** What a level means at work, in the project's own words, and how far the estimate can be relied on. */
export const recommendation = {
  overall_A1:
    'The speech is at A1 overall: at work this is enough for greetings, names, numbers and single fixed phrases, while a conversation needs an interpreter or written support.',
  overall_A2:
    'The speech is at A2 overall: at work this is enough for short exchanges on familiar tasks, while explaining a problem or following a meeting needs help.',
  overall_B1:
    'The speech is at B1 overall: at work this is enough for familiar topics, simple reports and everyday contact with colleagues, while fast discussions and unexpected topics remain hard.',
  overall_B2:
    'The speech is at B2 overall: at work this is enough to take part in meetings, explain a problem and talk to customers on most topics, while subtle wording in negotiations may cost effort.',
  overall_C1:
    'The speech is at C1 overall: at work this is enough to lead discussions, present and negotiate in detail, with small slips that rarely matter.',
  overall_C2:
    'The speech is at C2 overall: at work this is enough for any task, including persuading, mediating and fine shades of meaning under pressure.',
  withoutOverall: 'There is no overall level; {{dimension}} ({{level}}) shows that {{meaning}}.',
  even: 'Vocabulary, fluency and accent lie close together.',
  uneven: '{{highest, capital}} ({{highestLevel}}) is ahead of {{lowest}} ({{lowestLevel}}): {{meaning}}.',
  missing: 'No score was made {{groups, list}}.',
  missingGroup: 'for {{dimensions, list}} because {{because}}',
  nothing: 'No scores were made for this recording, because {{because}}.',
  overallRange: 'In nine cases of ten, experts would place the overall level between {{low}} and {{high}}.',
  overallRangeOfOneLevel: 'In nine cases of ten, experts would place the overall level at {{level}} as well.',
  range: 'In nine cases of ten, experts would place the level of {{dimension}} between {{low}} and {{high}}.',
  rangeOfOneLevel:
    'In nine cases of ten, experts would place the level of {{dimension}} at {{level}} as well.',
  listenBecause: 'A person should listen to the recording before relying on this, because {{reasons, list}}.',
  listenIfClose:
    'Where two neighbouring levels would lead to different decisions, a person should listen first.',
  listenInstead: 'Only a person who listens to the recording can judge the speech.',
} as const;

/** What a level of one score alone means at work, as a clause. */
export const levels = {
  vocabulary: {
    A1: 'there are words for names, numbers and basic needs',
    A2: 'there are words for daily routines, while other topics must be described in a roundabout way',
    B1: 'there are words for familiar work topics, while specialist matters need preparation',
    B2: 'there are words for most work topics, and a missing one can be described',
    C1: 'there are words for complex topics, with few gaps',
    C2: 'there are words for any topic, with precision',
  },
  fluency: {
    A1: 'listeners need to wait for most answers',
    A2: 'short answers come readily, and longer ones need patient listeners',
    B1: 'longer answers can be followed, with clear pauses for planning',
    B2: 'answers flow well enough for meetings and calls',
    C1: 'answers flow with hardly any effort for the listener',
    C2: 'answers flow without effort at any length',
  },
  accent: {
    A1: 'listeners may catch only some of the words, so writing should back up speaking',
    A2: 'listeners often need a repetition, above all on the telephone',
    B1: 'listeners understand most of it and sometimes need a repetition',
    B2: 'listeners understand it well, with an occasional unclear word',
    C1: 'listeners understand it easily, on the telephone as well',
    C2: 'listeners understand every word without effort',
  },
} as const;
