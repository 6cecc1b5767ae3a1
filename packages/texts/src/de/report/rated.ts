/** German: speech in another language than English, which a language model judged. */
export const rated = {
  vocabulary:
    'Ein Sprachmodell sieht den Wortschatz auf Niveau {{level}} ({{score, decimal}} von fünf), ausgehend von $t(terms.wordsDative, {"count": {{words}}}).',
  fluency:
    'Ein Sprachmodell sieht den Redefluss auf Niveau {{level}} ({{score, decimal}} von fünf), bei $t(terms.wordsDative, {"count": {{wordsPerMinute}}}) pro Minute, Pausen eingerechnet.',
  quotes: 'Es stützt sich auf Stellen wie {{quotes, list}}.',
  limited:
    'Der Wert ist durch die Messungen begrenzt: {{perMinute, decimal}} stille Pausen pro Minute, gesprochen wird während {{share, percent}} der Redezeit.',
  pauses:
    'Pro Minute gibt es {{perMinute, decimal}} stille Pausen, und gesprochen wird während {{share, percent}} der Redezeit.',
  longestPause: 'Die längste Pause dauert {{ms, seconds}} Sekunden, bei {{startMs, clock}}.',
  range:
    'Das Niveau ({{dimension}}) kann zwischen {{low}} und {{high}} liegen, denn niemand hat solche Urteile mit denen von Prüfenden verglichen.',
  rangeOfOneLevel:
    'Das Urteil ({{dimension}}) bleibt bei {{level}}, aber niemand hat solche Urteile mit denen von Prüfenden verglichen.',
  wentWell: 'Eine gelungene Stelle ist {{passage}}.',
  toRephrase: 'Eine Stelle, die sich noch verbessern lässt, ist {{passage}}.',
  rephraseTask:
    'sagen Sie dasselbe auf zwei andere Arten, einmal in kurzen Sätzen und einmal in einem langen Satz.',
  pauseTask:
    'nehmen Sie sich eine Ihrer Antworten vor, überlegen Sie, wo jeder Gedanke endet, und machen Sie nur dort eine Pause.',
};
