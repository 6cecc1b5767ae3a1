/** Spanish: speech in another language than English, which a language model judged. */
export const rated = {
  vocabulary:
    'Un modelo de lenguaje sitúa el vocabulario en {{level}} ({{score, decimal}} de cinco), según $t(terms.words, {"count": {{words}}}).',
  fluency:
    'Un modelo de lenguaje sitúa la fluidez en {{level}} ({{score, decimal}} de cinco), con $t(terms.words, {"count": {{wordsPerMinute}}}) por minuto, pausas incluidas.',
  quotes: 'Se apoya en pasajes como {{quotes, list}}.',
  limited:
    'La nota se ciñe a lo medido: {{perMinute, decimal}} pausas en silencio por minuto, y habla en {{share, percent}} del tiempo.',
  pauses:
    'Hay {{perMinute, decimal}} pausas en silencio por minuto, y el habla ocupa {{share, percent}} del tiempo.',
  longestPause: 'La pausa más larga dura {{ms, seconds}} segundos, en {{startMs, clock}}.',
  range:
    'El nivel de {{dimension}} puede ir de {{low}} a {{high}}, porque nadie ha comparado estos juicios con los de examinadores.',
  rangeOfOneLevel:
    'El juicio sobre {{dimension}} se queda en {{level}}, pero nadie ha comparado estos juicios con los de examinadores.',
  wentWell: 'Un pasaje logrado es {{passage}}.',
  toRephrase: 'Un pasaje que aún puede crecer es {{passage}}.',
  rephraseTask: 'diga lo mismo de otras dos maneras, una vez en frases cortas y otra en una sola larga.',
  pauseTask: 'elija una de sus respuestas, decida dónde acaba cada idea y repítala con pausas solo ahí.',
};
