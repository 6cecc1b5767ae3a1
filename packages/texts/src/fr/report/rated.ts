/** French: speech in another language than English, which a language model judged. */
export const rated = {
  vocabulary:
    'Un modèle de langage situe le vocabulaire à {{level}} ({{score, decimal}} sur cinq), d\'après $t(terms.words, {"count": {{words}}}).',
  fluency:
    'Un modèle de langage situe l\'aisance à {{level}} ({{score, decimal}} sur cinq), à $t(terms.words, {"count": {{wordsPerMinute}}}) par minute, pauses comprises.',
  quotes: "Il s'appuie sur des passages comme {{quotes, list}}.",
  limited:
    'La note est bornée par ce qui a été mesuré : {{perMinute, decimal}} pauses silencieuses par minute, et de la parole pendant {{share, percent}} du temps.',
  pauses:
    'Il y a {{perMinute, decimal}} pauses silencieuses par minute, et la parole occupe {{share, percent}} du temps.',
  longestPause: 'La plus longue pause dure {{ms, seconds}} secondes, à {{startMs, clock}}.',
  range:
    "Le niveau pour {{dimension}} peut aller de {{low}} à {{high}}, car personne n'a comparé de tels jugements à ceux d'examinateurs.",
  rangeOfOneLevel:
    "Le jugement sur {{dimension}} reste à {{level}}, mais personne n'a comparé de tels jugements à ceux d'examinateurs.",
  wentWell: 'Un passage réussi : {{passage}}.',
  toRephrase: 'Un passage qui peut encore gagner : {{passage}}.',
  rephraseTask: 'dites la même chose de deux autres façons, en phrases courtes puis en une seule longue.',
  pauseTask:
    'choisissez une de vos réponses, décidez où finit chaque idée et redites-la en ne faisant de pause que là.',
};
