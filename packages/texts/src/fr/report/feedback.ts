/** French: what the candidate reads, addressed as "vous". */
export const feedback = {
  wentWell: 'Ce qui est réussi :',
  toPractise: 'Ce que vous pouvez travailler :',
  notScored: 'Votre enregistrement n’a pas de note : {{because}}.',
  notScoredNext:
    'Cela ne dit rien de la qualité de votre expression. Demandez aux personnes qui vous ont invité quelle est la suite prévue.',
  exercise: 'Exercice : {{task}}',

  advancedWords: 'Vous avez employé des mots avancés comme {{words, list}}, ce qui rend une réponse précise.',
  variety:
    'Vos mots varient : sur cinquante mots consécutifs, {{share, percent}} sont différents en moyenne.',
  types:
    'Vous avez employé $t(terms.differentWords, {"count": {{types}}}) dans vos réponses, sur $t(terms.words, {"count": {{words}}}) en tout.',
  pace: 'Votre débit est vif pour votre niveau : {{rate, decimal}} syllabes par seconde entre les pauses.',
  runs: 'Pour votre niveau, vous parlez par longs passages, de {{syllables, decimal}} syllabes en moyenne avant une pause ; on vous suit facilement.',
  pausesInPlace:
    'Vous faites des pauses là où on les attend : {{share, percent}} seulement d’entre elles tombent au milieu d’une proposition.',
  pausesAllInPlace:
    'Vous faites des pauses là où on les attend : presque aucune ne tombe au milieu d’une proposition.',
  quickAnswers:
    'Vous répondez vite : une réponse commence en général {{ms, seconds}} secondes après la question.',
  spokeFor:
    'Vous avez parlé {{ms, clock}} minutes en tout, assez pour donner une idée de votre façon de parler.',
  bestPart_phoneAccuracy:
    'La netteté des sons est le point fort de votre prononciation ({{score, decimal}} sur cinq).',
  bestPart_stressAndIntonation:
    'L’accentuation et l’intonation sont le point fort de votre prononciation ({{score, decimal}} sur cinq).',
  bestPart_delivery: 'La fluidité est le point fort de votre prononciation ({{score, decimal}} sur cinq).',

  overused: 'Le mot « {{word}} » revient {{count, whole}} fois.',
  overusedTask:
    'redites une de vos réponses en essayant « {{one}} » ou « {{other}} » là où ils conviennent mieux que « {{word}} ».',
  overusedTaskOpen:
    'notez trois mots qui peuvent remplacer « {{word}} », puis redites une de vos réponses en les employant.',
  moreVariety:
    'Vous avez employé $t(terms.differentWords, {"count": {{types}}}) sur $t(terms.words, {"count": {{words}}}) ; chaque nouveau mot enrichit vos réponses.',
  moreVarietyTask:
    'racontez deux fois la même histoire, et la seconde fois, remplacez cinq mots par d’autres.',
  longPause: 'Une longue pause tombe au milieu d’une proposition, à {{pauses, list}}.',
  longPauses: 'Quelques longues pauses tombent au milieu d’une proposition, par exemple à {{pauses, list}}.',
  longPausesTask:
    'choisissez une de vos réponses, décidez où finit chaque idée et redites-la en ne faisant de pause qu’à ces endroits.',
  longestPause: 'Votre plus longue pause est à {{pause}}.',
  longestPauseTask:
    'préparez trois formules qui laissent le temps de penser, comme « let me think about that », et employez-les en vous exerçant.',
  runsShort:
    'Vous dites {{syllables, decimal}} syllabes en moyenne avant une pause ; des passages plus longs se suivent mieux.',
  runsTask:
    'apprenez quelques formules d’un seul tenant, comme « the reason for this is that », et construisez des réponses avec elles.',
  steadyPace:
    'Vous dites $t(terms.words, {"count": {{wordsPerMinute}}}) par minute, pauses comprises ; l’exercice rend le débit plus régulier.',
  paceTask:
    'enregistrez trois fois de suite une réponse d’une minute et comparez la première à la troisième.',
  sound: 'Le son /{{ipa}}/ était difficile à distinguer dans {{times, whole}} cas sur {{due, whole}}.',
  soundInWords:
    'Le son /{{ipa}}/ était difficile à distinguer dans {{times, whole}} cas sur {{due, whole}}, par exemple dans {{words, list}}.',
  soundTask:
    'pour /{{ipa}}/, {{how}} ; dites des mots qui le contiennent, d’abord lentement, puis dans une phrase.',
  soundTaskInWords:
    'pour /{{ipa}}/, {{how}} ; dites {{words, list}}, d’abord lentement, puis dans une phrase.',
  soundTaskListen:
    'écoutez /{{ipa}}/ dans un dictionnaire sonore ; dites des mots qui le contiennent, d’abord lentement, puis dans une phrase.',
  soundTaskListenInWords:
    'écoutez /{{ipa}}/ dans un dictionnaire sonore ; dites {{words, list}}, d’abord lentement, puis dans une phrase.',
  weakestPart_phoneAccuracy:
    'La netteté des sons est ce qui peut le plus progresser dans votre prononciation ({{score, decimal}} sur cinq).',
  weakestPart_stressAndIntonation:
    'L’accentuation et l’intonation sont ce qui peut le plus progresser dans votre prononciation ({{score, decimal}} sur cinq).',
  weakestPart_delivery:
    'La fluidité est ce qui peut le plus progresser dans votre prononciation ({{score, decimal}} sur cinq).',
  partTask_phoneAccuracy:
    'lisez lentement un court texte à voix haute et finissez chaque mot, jusqu’au dernier son.',
  partTask_stressAndIntonation:
    'écoutez une phrase de quelqu’un que vous aimez entendre, repérez les mots accentués et dites-la en même temps que l’enregistrement.',
  partTask_delivery: 'lisez un texte à voix haute par groupes de mots, et liez les mots de chaque groupe.',
};
