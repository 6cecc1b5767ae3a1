/** Spanish: why a score came out as it did. */
export const explanations = {
  vocabulary:
    'El vocabulario está en el nivel {{level}} ({{score, decimal}} de cinco), medido sobre $t(terms.words, {"count": {{words}}}).',
  variety_more:
    'De cada cincuenta palabras seguidas, el {{share, percent}} son distintas de media, más de lo habitual en este nivel.',
  variety_usual:
    'De cada cincuenta palabras seguidas, el {{share, percent}} son distintas de media, lo habitual en este nivel.',
  variety_less:
    'De cada cincuenta palabras seguidas, el {{share, percent}} son distintas de media, menos de lo habitual en este nivel.',
  spread_more:
    'De media se dicen $t(terms.words, {"count": {{words}}}) hasta que más de una cuarta parte son repeticiones, más de lo habitual en este nivel.',
  spread_usual:
    'De media se dicen $t(terms.words, {"count": {{words}}}) hasta que más de una cuarta parte son repeticiones, lo habitual en este nivel.',
  spread_less:
    'De media se dicen $t(terms.words, {"count": {{words}}}) hasta que más de una cuarta parte son repeticiones, menos de lo habitual en este nivel.',
  types: 'De $t(terms.words, {"count": {{words}}}), {{types, whole}} son distintas.',
  advanced: 'Entre las palabras más avanzadas están {{words, list}}.',
  overused_one: 'La palabra «{{word}}» se repite a menudo: se oye {{count, whole}} vez.',
  overused_many: 'La palabra «{{word}}» se repite a menudo: se oye {{count, whole}} de veces.',
  overused_other: 'La palabra «{{word}}» se repite a menudo: se oye {{count, whole}} veces.',

  fluency:
    'La fluidez está en el nivel {{level}} ({{score, decimal}} de cinco), con $t(terms.words, {"count": {{wordsPerMinute}}}) por minuto, pausas incluidas.',
  articulationRate_more:
    'Entre las pausas se dicen {{rate, decimal}} sílabas por segundo, más de lo habitual en este nivel.',
  articulationRate_usual:
    'Entre las pausas se dicen {{rate, decimal}} sílabas por segundo, lo habitual en este nivel.',
  articulationRate_less:
    'Entre las pausas se dicen {{rate, decimal}} sílabas por segundo, menos de lo habitual en este nivel.',
  meanLengthOfRun_more:
    'Un tramo sin pausa tiene {{syllables, decimal}} sílabas de media, más de lo habitual en este nivel.',
  meanLengthOfRun_usual:
    'Un tramo sin pausa tiene {{syllables, decimal}} sílabas de media, lo habitual en este nivel.',
  meanLengthOfRun_less:
    'Un tramo sin pausa tiene {{syllables, decimal}} sílabas de media, menos de lo habitual en este nivel.',
  phonationRatio_more:
    'El habla ocupa el {{share, percent}} del tiempo, más de lo habitual en este nivel, y las pausas el resto.',
  phonationRatio_usual:
    'El habla ocupa el {{share, percent}} del tiempo, lo habitual en este nivel, y las pausas el resto.',
  phonationRatio_less:
    'El habla ocupa el {{share, percent}} del tiempo, menos de lo habitual en este nivel, y las pausas el resto.',
  silentPauses_more:
    'Hay {{perMinute, decimal}} pausas silenciosas por minuto, más de lo habitual en este nivel.',
  silentPauses_usual: 'Hay {{perMinute, decimal}} pausas silenciosas por minuto, lo habitual en este nivel.',
  silentPauses_less:
    'Hay {{perMinute, decimal}} pausas silenciosas por minuto, menos de lo habitual en este nivel.',
  meanSilentPause_more:
    'Una pausa silenciosa dura {{ms, seconds}} segundos de media, más de lo habitual en este nivel.',
  meanSilentPause_usual:
    'Una pausa silenciosa dura {{ms, seconds}} segundos de media, lo habitual en este nivel.',
  meanSilentPause_less:
    'Una pausa silenciosa dura {{ms, seconds}} segundos de media, menos de lo habitual en este nivel.',
  longestPause_inside:
    'La pausa más larga, {{ms, seconds}} segundos en {{startMs, clock}}, cae en medio de una oración.',
  longestPause_between:
    'La pausa más larga, {{ms, seconds}} segundos en {{startMs, clock}}, cae entre dos oraciones, donde se espera.',
  noPause: 'No se oye ninguna pausa silenciosa dentro de las respuestas.',
  hesitations:
    'Las pausas llenas aparecen {{fillers, decimal}} veces por minuto y las repeticiones {{repetitions, decimal}} veces por cada cien palabras, lo que limita la puntuación.',

  accent:
    'La pronunciación, es decir, la facilidad con la que se entiende lo que se dice, está en el nivel {{level}} ({{score, decimal}} de cinco).',
  accentParts:
    'De sus partes, la más alta es {{best}} ({{bestScore, decimal}} de cinco) y la más baja {{worst}} ({{worstScore, decimal}} de cinco).',
  accentEven: 'Todas sus partes quedan igual ({{score, decimal}} de cinco).',
  accentClose:
    'Sus partes quedan cerca unas de otras, de {{worstScore, decimal}} a {{bestScore, decimal}} de cinco.',
  accentNoParts: 'Sus partes no se pudieron distinguir en esta grabación.',
  unclearPhone: 'Destaca un sonido: /{{ipa}}/ fue poco claro en {{times, whole}} de {{due, whole}} casos.',
  unclearPhoneInWords:
    'Destaca un sonido: /{{ipa}}/ fue poco claro en {{times, whole}} de {{due, whole}} casos, por ejemplo en {{words, list}}.',
  noUnclearPhone: 'Ningún sonido destaca como difícil de entender.',

  missing: 'No hay puntuación para {{dimension}}: {{because}}.',
  missingNext: 'De todos modos, una persona puede revisar la transcripción y la grabación.',
};
