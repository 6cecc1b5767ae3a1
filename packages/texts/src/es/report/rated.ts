/** Spanish: speech in another language than English, which a language model judged. */
export const rated = {
  vocabulary:
    'Un modelo de lenguaje sitúa el vocabulario en el nivel {{level}} ({{score, decimal}} de cinco), a partir de $t(terms.words, {"count": {{words}}}).',
  fluency:
    'Un modelo de lenguaje sitúa la fluidez en el nivel {{level}} ({{score, decimal}} de cinco), con $t(terms.words, {"count": {{wordsPerMinute}}}) por minuto, pausas incluidas.',
  quotes: 'Se apoya en pasajes como {{quotes, list}}.',
  limited:
    'La puntuación está limitada por lo medido: {{perMinute, decimal}} pausas silenciosas por minuto y habla durante el {{share, percent}} del tiempo.',
  pauses:
    'Hay {{perMinute, decimal}} pausas silenciosas por minuto, y el habla ocupa el {{share, percent}} del tiempo.',
  longestPause: 'La pausa más larga dura {{ms, seconds}} segundos, en {{startMs, clock}}.',
  range:
    'El nivel para {{dimension}} puede ir de {{low}} a {{high}}, porque nadie ha comparado estas valoraciones con las de examinadores.',
  rangeOfOneLevel:
    'La valoración de {{dimension}} se mantiene en {{level}}, pero nadie ha comparado estas valoraciones con las de examinadores.',
  wentWell: 'Un pasaje bien logrado es {{passage}}.',
  toRephrase: 'Un pasaje que aún puede mejorar es {{passage}}.',
  rephraseTask:
    'diga lo mismo de otras dos maneras, una vez con frases cortas y otra con una sola frase larga.',
  pauseTask: 'elija una de sus respuestas, decida dónde acaba cada idea y repítala con pausas solo ahí.',
};
