/** French: why a score came out as it did. */
export const explanations = {
  vocabulary:
    'Le vocabulaire se situe au niveau {{level}} ({{score, decimal}} sur cinq), mesuré sur $t(terms.words, {"count": {{words}}}).',
  variety_more:
    'Sur cinquante mots consécutifs, {{share, percent}} sont différents en moyenne, plus que d’habitude à ce niveau.',
  variety_usual:
    'Sur cinquante mots consécutifs, {{share, percent}} sont différents en moyenne, ce qui est habituel à ce niveau.',
  variety_less:
    'Sur cinquante mots consécutifs, {{share, percent}} sont différents en moyenne, moins que d’habitude à ce niveau.',
  spread_more:
    'En moyenne, $t(terms.words, {"count": {{words}}}) se succèdent avant que plus d’un quart soient des répétitions, plus que d’habitude à ce niveau.',
  spread_usual:
    'En moyenne, $t(terms.words, {"count": {{words}}}) se succèdent avant que plus d’un quart soient des répétitions, ce qui est habituel à ce niveau.',
  spread_less:
    'En moyenne, $t(terms.words, {"count": {{words}}}) se succèdent avant que plus d’un quart soient des répétitions, moins que d’habitude à ce niveau.',
  types: 'Sur $t(terms.words, {"count": {{words}}}), {{types, whole}} sont différents.',
  advanced: 'Parmi les mots les plus avancés figurent {{words, list}}.',
  overused: 'Le mot « {{word}} » revient souvent : on l’entend {{count, whole}} fois.',

  fluency:
    'L’aisance se situe au niveau {{level}} ({{score, decimal}} sur cinq), à $t(terms.words, {"count": {{wordsPerMinute}}}) par minute, pauses comprises.',
  articulationRate_more:
    'Entre les pauses, le débit est de {{rate, decimal}} syllabes par seconde, plus que d’habitude à ce niveau.',
  articulationRate_usual:
    'Entre les pauses, le débit est de {{rate, decimal}} syllabes par seconde, ce qui est habituel à ce niveau.',
  articulationRate_less:
    'Entre les pauses, le débit est de {{rate, decimal}} syllabes par seconde, moins que d’habitude à ce niveau.',
  meanLengthOfRun_more:
    'Un passage sans pause compte {{syllables, decimal}} syllabes en moyenne, plus que d’habitude à ce niveau.',
  meanLengthOfRun_usual:
    'Un passage sans pause compte {{syllables, decimal}} syllabes en moyenne, ce qui est habituel à ce niveau.',
  meanLengthOfRun_less:
    'Un passage sans pause compte {{syllables, decimal}} syllabes en moyenne, moins que d’habitude à ce niveau.',
  phonationRatio_more:
    'La parole occupe {{share, percent}} du temps, plus que d’habitude à ce niveau, et les pauses le reste.',
  phonationRatio_usual:
    'La parole occupe {{share, percent}} du temps, ce qui est habituel à ce niveau, et les pauses le reste.',
  phonationRatio_less:
    'La parole occupe {{share, percent}} du temps, moins que d’habitude à ce niveau, et les pauses le reste.',
  silentPauses_more:
    'Il y a {{perMinute, decimal}} pauses silencieuses par minute, plus que d’habitude à ce niveau.',
  silentPauses_usual:
    'Il y a {{perMinute, decimal}} pauses silencieuses par minute, ce qui est habituel à ce niveau.',
  silentPauses_less:
    'Il y a {{perMinute, decimal}} pauses silencieuses par minute, moins que d’habitude à ce niveau.',
  meanSilentPause_more:
    'Une pause silencieuse dure {{ms, seconds}} secondes en moyenne, plus que d’habitude à ce niveau.',
  meanSilentPause_usual:
    'Une pause silencieuse dure {{ms, seconds}} secondes en moyenne, ce qui est habituel à ce niveau.',
  meanSilentPause_less:
    'Une pause silencieuse dure {{ms, seconds}} secondes en moyenne, moins que d’habitude à ce niveau.',
  longestPause_inside:
    'La plus longue pause, {{ms, seconds}} secondes à {{startMs, clock}}, tombe au milieu d’une proposition.',
  longestPause_between:
    'La plus longue pause, {{ms, seconds}} secondes à {{startMs, clock}}, tombe entre deux propositions, là où on l’attend.',
  noPause: 'On n’entend aucune pause silencieuse dans les réponses.',
  hesitations:
    'Les pauses remplies reviennent {{fillers, decimal}} fois par minute et les répétitions {{repetitions, decimal}} fois tous les cent mots, ce qui limite la note.',

  accent:
    'La prononciation, c’est-à-dire ici la facilité avec laquelle la parole est comprise, se situe au niveau {{level}} ({{score, decimal}} sur cinq).',
  accentParts:
    'Parmi ses éléments, {{best}} vient en tête ({{bestScore, decimal}} sur cinq) et {{worst}} en dernier ({{worstScore, decimal}} sur cinq).',
  accentEven: 'Tous ses éléments se valent ({{score, decimal}} sur cinq).',
  accentClose: 'Ses éléments sont proches, de {{worstScore, decimal}} à {{bestScore, decimal}} sur cinq.',
  accentNoParts: 'Ses éléments n’ont pu être distingués dans cet enregistrement.',
  unclearPhone: 'Un son ressort : /{{ipa}}/ était peu net dans {{times, whole}} cas sur {{due, whole}}.',
  unclearPhoneInWords:
    'Un son ressort : /{{ipa}}/ était peu net dans {{times, whole}} cas sur {{due, whole}}, par exemple dans {{words, list}}.',
  noUnclearPhone: 'Aucun son ne ressort comme difficile à comprendre.',

  missing: 'Il n’y a pas de note pour {{dimension}} : {{because}}.',
  missingNext: 'La transcription et l’enregistrement peuvent toujours être examinés par une personne.',
};
