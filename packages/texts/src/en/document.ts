/**
 * What documents say by themselves in English: PDF and HTML reports, transcripts. The sentences of a result are not among it: they
 * are the catalogue `report`.
 *
 * What a translator has to keep: sentences speak of the speech and never of the person, and none says whom to hire.
 */
export const documentCatalogue = {
  title: {
    own: 'Your spoken {{language}}',
    other: 'Spoken {{language}} report',
  },
  footer: 'Vivavoce · scores with their evidence; to inform people, not to decide for them',
  units: {
    seconds: '{{ms, seconds}} s',
  },
  roles: {
    candidate: 'Candidate',
    interviewer: 'Interviewer',
  },
  facts: {
    date: 'Date',
    recording: 'Recording',
    youSpeak: 'You speak',
    candidateSpeaks: 'Candidate speaks',
    reference: 'Reference',
    words_one: '{{count}} word',
    words_other: '{{count}} words',
  },
  result: {
    title: 'Result',
    overall: 'Overall',
    notScored: 'not scored',
    ofFive: '{{score, decimal}} of 5',
    level: 'level {{level}}',
    interval: '90% interval {{low, decimal}} to {{high, decimal}}',
    withoutOverall_own:
      'Your spoken {{language}} has no overall score, because not all of its three parts could be scored. What could be scored is shown below, with the reason for what could not.',
    withoutOverall_recording:
      'The spoken {{language}} in this recording has no overall score, because not all of its three parts could be scored. What could be scored is shown below, with the reason for what could not.',
    summary_own:
      'Your spoken {{language}} comes out at {{level}} overall, {{score, decimal}} on a scale of 0 to 5.',
    summary_recording:
      'The spoken {{language}} in this recording comes out at {{level}} overall, {{score, decimal}} on a scale of 0 to 5.',
    certainty:
      'In nine cases of ten, people who score such recordings would agree on a value from {{low, decimal}} to {{high, decimal}}: the pale bars show these ranges.',
    note: 'Please note',
    rightSpeaker: 'Is this the right speaker?',
    uncertain: 'It is not certain that the candidate is {{label}} ({{confidence}} confidence).',
    listen: 'A person should listen',
  },
  requirement: {
    title: 'What the role needs ({{project}})',
    needed: '{{name, capital}}: {{level}} needed,',
    evidence: {
      likely: 'likely met',
      unclear: 'open, the evidence points both ways',
      unlikely: 'likely not met',
      not_scored: 'not known, there is no score',
    },
    probability: '{{probability, percent}} probability of {{level}} or higher',
    note: 'Evidence for people who decide, from one recording. Nobody is rejected automatically.',
  },
  answers: {
    title: 'Question by question',
    hint: 'Each answer alone, with the levels that its interval allows: vocabulary · fluency · accent. They are less certain than those of the whole interview; a dash stands for an answer that is too short.',
    noQuestion: 'no question before it',
    range: '{{low}} to {{high}}',
    head: {
      time: 'Time',
      question: 'Question',
      length: 'Length',
      latency: 'Begins after',
      levels: 'Levels',
    },
  },
  review: {
    headline: 'Scored otherwise by a reviewer',
    overridden:
      '{{name, capital}}: {{level}} ({{score, decimal}}) by a reviewer on {{date}}; {{machine}} by the program.',
    title: 'Reviewed by a person',
    agrees: 'A person has reviewed this result on {{date}} and agrees with the scores above.',
    differs:
      'A person has reviewed this result on {{date}} and sees the result differently; the scores above are the program’s.',
    scores: 'Scores that the reviewer would give, of 5: {{scores}}.',
    by: 'Reviewed by {{name}}.',
    dimensions: {
      overall: 'overall',
      vocabulary: 'vocabulary',
      fluency: 'fluency',
      accent: 'accent',
    },
  },
  recommendation: 'What this means at work',
  feedback: {
    own: 'Your strengths, and what to practise',
    other: 'Feedback for the candidate',
  },
  vocabulary: {
    title: 'Vocabulary',
    mattr: 'Different words in any 50 (MATTR)',
    mtld: 'Variety of the text (MTLD)',
    bands: 'Words by their estimated level',
    advanced: 'The most advanced words',
    overused: 'Words that come back often',
    overusedHead: {
      word: 'Word',
      often: 'How often',
      instead: 'Words that may fit instead',
    },
    times_one: '{{count}} time',
    times_other: '{{count}} times',
    noAlternatives: 'none known',
  },
  fluency: {
    title: 'Fluency',
    rate: 'Speed while speaking',
    syllablesPerSecond: '{{rate, decimal}} syll./s',
    runs: 'Syllables between pauses',
    pausesPerMinute: 'Silent pauses per minute',
    pauseLength: 'Length of a pause',
    speakingTime: 'Speaking time',
    speechShare: 'Of which without pauses',
    wordsPerMinute: 'Words per minute',
    fillers: 'Filled pauses (um, uh)',
    repetitions: 'Repetitions',
    selfRepairs: 'Self-repairs',
    beforeAnswer: 'Time before an answer',
    insideClause: 'inside a clause',
    betweenClauses: 'between clauses',
    conversation: 'The conversation from start to end',
    longest_one: 'The longest of {{count}} pause',
    longest_other: 'The longest of {{count}} pauses',
  },
  accent: {
    title: 'Accent',
    intelligibility: 'Intelligibility',
    phoneAccuracy: 'Clarity of sounds',
    stressAndIntonation: 'Stress and intonation',
    delivery: 'Smoothness',
    subscores: 'Its parts, as experts would judge them',
    unclear: 'Sounds that were hard to make out',
    unclearHead: {
      sound: 'Sound',
      unclear: 'Unclear',
      where: 'Where to hear it',
    },
    unclearTimes: '{{times}} of {{due}}',
    meaning:
      'Accent here means how easily the speech is understood. Nobody has to sound like a native speaker.',
  },
  figures: {
    comparison: 'This recording (the line) against what is usual at this level and beside it',
    noTypicalRanges: 'What is usual is known for English alone: these figures stand by themselves.',
    scale: 'Scores on a scale of 0 to 5 with the levels A1 to C2.',
    bands: 'Words by their estimated level.',
    running: 'Running words',
    different: 'Different words',
    measures: 'Measures against what is usual.',
    typicalRanges: '{{name}}: {{shown}}; usual at {{ranges}}.',
    range: '{{low}} to {{high}}',
    subscores: 'Parts of the score.',
    candidate: 'Candidate',
    others: 'Others',
    wordsAMinute: {
      above: 'Words a',
      below: 'minute',
    },
    timeline:
      'Timeline of {{length}}: the candidate speaks in {{own}} stretches, others in {{others}}. The candidate’s speed over time.',
    timelineWithSpeed:
      'Timeline of {{length}}: the candidate speaks in {{own}} stretches, others in {{others}}. The candidate’s speed over time, from {{low}} to {{high}} words a minute of the time in which they speak.',
    described: '{{name}}: {{value}}.',
  },
  provenance: {
    title: 'How this report was made',
    method:
      'The scores were made by a program: it found out who speaks when, wrote down the words, measured words, pauses and sounds, and learned from people’s judgements of other recordings how such speech is scored. Ranges hold the score that people would give in nine cases of ten. The same recording always gives the same scores.',
    rubricMethod:
      'The scores were made by programs: they found out who speaks when, wrote down the words, and measured words and pauses; a language model placed these on the scale, and its quotes and figures were checked against the recording. Nobody has compared such scores with those that people would give, which is why the ranges are wide.',
    rights:
      'No emotion, personality, age, sex or origin is guessed from a voice. You may ask for a person to listen, for a correction of what was misheard, and for everything to be erased.',
    limits:
      'The report says how {{language}} was spoken in this recording, and nothing else about a person. It is meant to inform a decision that people make, never to make one.',
    speaker:
      'The scores are those of {{label}}, found by the conversation alone ({{confidence}} confidence).',
    speakers: 'Speakers',
    aboveNoise: 'Sound above noise',
    unknown: 'not known',
    bandwidth: 'Bandwidth',
    overlap: 'People at once',
    engine: 'Engine {{version}}, configuration {{configuration}}.',
    models: 'Models: {{models}}.',
  },
  confidence: {
    high: 'high',
    medium: 'medium',
    low: 'low',
  },
} as const;
