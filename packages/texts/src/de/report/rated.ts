/** German: speech in another language than English, which a language model judged. */
export const rated = {
  vocabulary:
    'Ein Sprachmodell sieht den Wortschatz auf {{level}} ({{score, decimal}} von fünf), nach $t(terms.wordsDative, {"count": {{words}}}).',
  fluency:
    'Ein Sprachmodell sieht den Redefluss auf {{level}} ({{score, decimal}} von fünf), bei $t(terms.wordsDative, {"count": {{wordsPerMinute}}}) in der Minute, Pausen eingerechnet.',
  quotes: 'Es stützt sich auf Stellen wie {{quotes, list}}.',
  limited:
    'Der Wert ist durch das Gemessene begrenzt: {{perMinute, decimal}} stille Pausen in der Minute, Rede in {{share, percent}} der Sprechzeit.',
  pauses:
    'In der Minute gibt es {{perMinute, decimal}} stille Pausen, und Rede füllt {{share, percent}} der Sprechzeit.',
  longestPause: 'Die längste Pause dauert {{ms, seconds}} Sekunden, bei {{startMs, clock}}.',
  range:
    'Die Stufe ({{dimension}}) kann irgendwo von {{low}} bis {{high}} liegen; mit Prüfern hat solche Urteile niemand verglichen.',
  rangeOfOneLevel:
    'Die Beurteilung ({{dimension}}) bleibt bei {{level}}; mit Prüfern hat solche Urteile niemand verglichen.',
  wentWell: 'Eine gelungene Stelle ist {{passage}}.',
  toRephrase: 'Eine Stelle, die noch wachsen kann, ist {{passage}}.',
  rephraseTask:
    'sagen Sie dasselbe auf zwei andere Arten, einmal in kurzen Sätzen und einmal in einem langen.',
  pauseTask:
    'nehmen Sie eine Ihrer Antworten, legen Sie fest, wo jeder Gedanke endet, und machen Sie nur dort eine Pause.',
};
