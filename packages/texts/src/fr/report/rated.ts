/** French: speech in another language than English, which a language model judged. */
export const rated = {
  vocabulary:
    'Un modèle de langage situe le vocabulaire au niveau {{level}} ({{score, decimal}} sur cinq), d’après $t(terms.words, {"count": {{words}}}).',
  fluency:
    'Un modèle de langage situe l’aisance au niveau {{level}} ({{score, decimal}} sur cinq), à $t(terms.words, {"count": {{wordsPerMinute}}}) par minute, pauses comprises.',
  quotes: 'Il s’appuie sur des passages comme {{quotes, list}}.',
  limited:
    'La note est limitée par ce qui a été mesuré : {{perMinute, decimal}} pauses silencieuses par minute, et de la parole pendant {{share, percent}} du temps.',
  pauses:
    'Il y a {{perMinute, decimal}} pauses silencieuses par minute, et la parole occupe {{share, percent}} du temps.',
  longestPause: 'La plus longue pause dure {{ms, seconds}} secondes, à {{startMs, clock}}.',
  range:
    'Le niveau pour {{dimension}} peut aller de {{low}} à {{high}}, car personne n’a comparé de telles évaluations à celles d’examinateurs.',
  rangeOfOneLevel:
    'L’évaluation pour {{dimension}} reste à {{level}}, mais personne n’a comparé de telles évaluations à celles d’examinateurs.',
  wentWell: 'Un passage réussi : {{passage}}.',
  toRephrase: 'Un passage qui peut encore progresser : {{passage}}.',
  rephraseTask:
    'dites la même chose de deux autres façons, en phrases courtes, puis en une seule longue phrase.',
  pauseTask:
    'choisissez une de vos réponses, décidez où finit chaque idée et redites-la en ne faisant de pause qu’à ces endroits.',
};
