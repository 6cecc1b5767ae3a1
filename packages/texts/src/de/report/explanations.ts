/** German: why a score came out as it did. */
export const explanations = {
  vocabulary:
    'Der Wortschatz liegt auf {{level}} ({{score, decimal}} von fünf), gemessen an $t(terms.wordsDative, {"count": {{words}}}).',
  variety_more:
    'Von fünfzig Wörtern hintereinander sind im Mittel {{share, percent}} verschieden, mehr als auf dieser Stufe üblich.',
  variety_usual:
    'Von fünfzig Wörtern hintereinander sind im Mittel {{share, percent}} verschieden, was auf dieser Stufe üblich ist.',
  variety_less:
    'Von fünfzig Wörtern hintereinander sind im Mittel {{share, percent}} verschieden, weniger als auf dieser Stufe üblich.',
  spread_more:
    'Im Mittel vergehen $t(terms.words, {"count": {{words}}}), bis mehr als ein Viertel davon Wiederholungen sind, mehr als auf dieser Stufe üblich.',
  spread_usual:
    'Im Mittel vergehen $t(terms.words, {"count": {{words}}}), bis mehr als ein Viertel davon Wiederholungen sind, was auf dieser Stufe üblich ist.',
  spread_less:
    'Im Mittel vergehen $t(terms.words, {"count": {{words}}}), bis mehr als ein Viertel davon Wiederholungen sind, weniger als auf dieser Stufe üblich.',
  types: 'Von $t(terms.wordsDative, {"count": {{words}}}) sind {{types, whole}} verschieden.',
  advanced: 'Zu den anspruchsvollsten Wörtern gehören {{words, list}}.',
  overused: 'Das Wort "{{word}}" kehrt oft wieder: Es ist {{count, whole}}-mal zu hören.',

  fluency:
    'Der Redefluss liegt auf {{level}} ({{score, decimal}} von fünf), bei $t(terms.wordsDative, {"count": {{wordsPerMinute}}}) in der Minute, Pausen eingerechnet.',
  articulationRate_more:
    'Zwischen den Pausen werden {{rate, decimal}} Silben in der Sekunde gesprochen, schneller als auf dieser Stufe üblich.',
  articulationRate_usual:
    'Zwischen den Pausen werden {{rate, decimal}} Silben in der Sekunde gesprochen, was auf dieser Stufe üblich ist.',
  articulationRate_less:
    'Zwischen den Pausen werden {{rate, decimal}} Silben in der Sekunde gesprochen, langsamer als auf dieser Stufe üblich.',
  meanLengthOfRun_more:
    'Ein Stück Rede ohne Pause hat im Mittel {{syllables, decimal}} Silben, mehr als auf dieser Stufe üblich.',
  meanLengthOfRun_usual:
    'Ein Stück Rede ohne Pause hat im Mittel {{syllables, decimal}} Silben, was auf dieser Stufe üblich ist.',
  meanLengthOfRun_less:
    'Ein Stück Rede ohne Pause hat im Mittel {{syllables, decimal}} Silben, weniger als auf dieser Stufe üblich.',
  phonationRatio_more:
    'Rede füllt {{share, percent}} der Sprechzeit, mehr als auf dieser Stufe üblich, und Pausen den Rest.',
  phonationRatio_usual:
    'Rede füllt {{share, percent}} der Sprechzeit, was auf dieser Stufe üblich ist, und Pausen den Rest.',
  phonationRatio_less:
    'Rede füllt {{share, percent}} der Sprechzeit, weniger als auf dieser Stufe üblich, und Pausen den Rest.',
  silentPauses_more:
    'In der Minute gibt es {{perMinute, decimal}} stille Pausen, mehr als auf dieser Stufe üblich.',
  silentPauses_usual:
    'In der Minute gibt es {{perMinute, decimal}} stille Pausen, was auf dieser Stufe üblich ist.',
  silentPauses_less:
    'In der Minute gibt es {{perMinute, decimal}} stille Pausen, weniger als auf dieser Stufe üblich.',
  meanSilentPause_more:
    'Eine stille Pause dauert im Mittel {{ms, seconds}} Sekunden, länger als auf dieser Stufe üblich.',
  meanSilentPause_usual:
    'Eine stille Pause dauert im Mittel {{ms, seconds}} Sekunden, was auf dieser Stufe üblich ist.',
  meanSilentPause_less:
    'Eine stille Pause dauert im Mittel {{ms, seconds}} Sekunden, kürzer als auf dieser Stufe üblich.',
  longestPause_inside:
    'Die längste Pause, {{ms, seconds}} Sekunden bei {{startMs, clock}}, liegt mitten in einem Satzteil.',
  longestPause_between:
    'Die längste Pause, {{ms, seconds}} Sekunden bei {{startMs, clock}}, liegt zwischen zwei Satzteilen, wo man sie erwartet.',
  noPause: 'In den Antworten ist keine stille Pause zu hören.',
  hesitations:
    'Gefüllte Pausen kommen {{fillers, decimal}}-mal in der Minute und Wiederholungen {{repetitions, decimal}}-mal in hundert Wörtern vor, was den Wert begrenzt.',

  accent:
    'Die Aussprache, hier die Verständlichkeit der Rede, liegt auf {{level}} ({{score, decimal}} von fünf).',
  accentParts:
    'Von ihren Teilen liegt am höchsten {{best}} ({{bestScore, decimal}} von fünf) und am niedrigsten {{worst}} ({{worstScore, decimal}} von fünf).',
  accentEven: 'Alle ihre Teile liegen gleichauf ({{score, decimal}} von fünf).',
  accentNoParts: 'Ihre Teile ließen sich in dieser Aufnahme nicht trennen.',
  unclearPhone: 'Ein Laut fällt auf: /{{ipa}}/ war in {{times, whole}} von {{due, whole}} Fällen undeutlich.',
  unclearPhoneInWords:
    'Ein Laut fällt auf: /{{ipa}}/ war in {{times, whole}} von {{due, whole}} Fällen undeutlich, zum Beispiel in {{words, list}}.',
  noUnclearPhone: 'Kein einzelner Laut fällt als schwer verständlich auf.',

  missing: 'Für {{dimension}} gibt es keinen Wert: {{because}}.',
  missingNext: 'Abschrift und Aufnahme kann ein Mensch trotzdem prüfen.',
};
