/** What was noticed about a recording, and why a person should listen, in French. */

/** One sentence for each code. */
export const warnings = {
  LOW_SNR: 'L’enregistrement est bruité : des mots et des sons ont pu être mal compris.',
  CLIPPED: 'L’enregistrement est saturé : des sons ont pu être mal évalués.',
  NARROW_BAND: 'Il manque les aigus, comme au téléphone : certains sons se distinguent mal.',
  MUCH_OVERLAP: 'Plusieurs personnes parlent souvent en même temps : des mots ont pu être mal attribués.',
  LITTLE_CANDIDATE_SPEECH: 'La personne candidate parle peu, ce qui rend les notes moins sûres.',
  CANDIDATE_UNCERTAIN: 'On ne sait pas avec certitude quelle voix est celle de la personne candidate.',
  SPEAKERS_UNCERTAIN:
    'Les mots de la voix évaluée semblent ceux de plusieurs personnes, les notes peuvent donc reposer sur ce que plusieurs ont dit.',
  OTHER_LANGUAGE: 'Une partie des propos semble être dans une autre langue que celle demandée.',
  REPETITIVE:
    'Les mêmes mots reviennent si souvent que le vocabulaire et l’aisance ne peuvent pas être mesurés comme d’habitude.',
  MEMORISED_OR_READ: 'Peu d’hésitations ont été relevées ; la reconnaissance vocale en omet beaucoup.',
  SPEECH_NOT_RELIABLY_RECOGNISED: 'La parole n’a pu être reconnue de façon fiable, et n’a pas été notée.',
  VOCABULARY_NOT_UNDERSTOOD:
    'Trop peu de mots ont été reconnus de façon fiable pour noter le vocabulaire ; l’aisance et la prononciation n’en dépendent pas.',
  VOCABULARY_TOO_FEW_WORDS: 'Il y a trop peu de mots pour noter le vocabulaire.',
  FLUENCY_TOO_LITTLE_SPEECH: 'Il y a trop peu de parole pour noter l’aisance.',
  ACCENT_TOO_LITTLE_SPEECH: 'Il y a trop peu de parole nette pour noter la prononciation.',
  ABOVE_CALIBRATED_RANGE:
    'Une note dépasse les niveaux des données d’apprentissage : elle peut être plus haute que celle affichée.',
  ACCOMMODATION: 'Aucune note n’a été établie, car un aménagement a été demandé.',
  JUDGED_BY_LANGUAGE_MODEL:
    'Les notes viennent d’un modèle de langage choisi par l’exploitant ; personne ne l’a comparé à des examinateurs.',
  JUDGEMENT_NOT_VERIFIED:
    'Ce que le modèle de langage donne comme preuve n’est pas dans l’enregistrement, ou ses réponses divergent : il manque donc une note.',
  INSTRUCTIONS_IN_SPEECH:
    'Un passage ressemble à une consigne au modèle de langage ; il n’a pas été pris en compte.',
  ACCENT_NOT_SCORED_IN_LANGUAGE:
    'La prononciation n’est notée qu’en anglais, il manque donc cette note et la note globale.',
  WORD_TIMES_ESTIMATED:
    'Certains mots sont arrivés sans repères de temps : leur place dans l’enregistrement est estimée.',
};

/** Why a score was not made. */
export const missing = {
  VOCABULARY_NOT_UNDERSTOOD: 'trop peu de mots ont été reconnus de façon fiable',
  VOCABULARY_TOO_FEW_WORDS: 'il y a trop peu de mots pour une mesure juste',
  FLUENCY_TOO_LITTLE_SPEECH: 'il y a trop peu de parole pour une mesure juste',
  ACCENT_TOO_LITTLE_SPEECH: 'il y a trop peu de parole nette pour une mesure juste',
  SPEECH_NOT_RELIABLY_RECOGNISED: 'la parole n’a pu être reconnue de façon fiable',
  ACCOMMODATION: 'un aménagement a été demandé et l’enregistrement a seulement été transcrit',
  OTHER_LANGUAGE: 'une trop grande part des propos semble être dans une autre langue',
  REPETITIVE: 'les mêmes mots reviennent trop souvent pour une mesure juste',
  JUDGEMENT_NOT_VERIFIED: 'les preuves du modèle de langage ne résistent pas à l’enregistrement',
  ACCENT_NOT_SCORED_IN_LANGUAGE: 'la prononciation n’est notée qu’en anglais',
  /** No warning explains it. */
  unexplained: 'l’enregistrement n’en contient pas assez',
};

/** Why a person should listen. */
export const review = {
  /** Makes a sentence of a clause. */
  sentence: '{{clause, capital}}.',
  candidateUncertain: 'on ne sait pas avec certitude quelle voix est celle de la personne candidate',
  candidateMostLikely: 'le choix de la voix est probable mais pas certain',
  noScores: 'aucune note n’a été établie',
  wideInterval: 'l’intervalle pour {{dimensions, list}} est plus large que deux niveaux',
  ofWarning: {
    LOW_SNR: 'l’enregistrement est bruité',
    CLIPPED: 'l’enregistrement est saturé',
    MUCH_OVERLAP: 'plusieurs personnes parlent souvent en même temps',
    LITTLE_CANDIDATE_SPEECH: 'il y a peu de parole',
    CANDIDATE_UNCERTAIN: 'on ne sait pas avec certitude quelle voix est celle de la personne candidate',
    SPEAKERS_UNCERTAIN: 'les mots de la voix évaluée semblent ceux de plusieurs personnes',
    OTHER_LANGUAGE: 'une partie des propos semble être dans une autre langue',
    REPETITIVE: 'les mêmes mots reviennent très souvent',
    SPEECH_NOT_RELIABLY_RECOGNISED: 'la parole n’a pu être reconnue de façon fiable',
    VOCABULARY_NOT_UNDERSTOOD: 'trop peu de mots ont été reconnus de façon fiable pour noter le vocabulaire',
    VOCABULARY_TOO_FEW_WORDS: 'il y a trop peu de mots pour noter le vocabulaire',
    FLUENCY_TOO_LITTLE_SPEECH: 'il y a trop peu de parole pour noter l’aisance',
    ACCENT_TOO_LITTLE_SPEECH: 'il y a trop peu de parole nette pour noter la prononciation',
    ABOVE_CALIBRATED_RANGE: 'une note dépasse les niveaux que des personnes ont évalués',
    ACCOMMODATION: 'un aménagement a été demandé',
    JUDGED_BY_LANGUAGE_MODEL:
      'l’évaluation vient d’un modèle de langage que personne n’a comparé à des examinateurs',
    JUDGEMENT_NOT_VERIFIED: 'les preuves du modèle de langage ne résistent pas à l’enregistrement',
    INSTRUCTIONS_IN_SPEECH: 'un passage ressemble à une consigne au modèle de langage',
  },
};
