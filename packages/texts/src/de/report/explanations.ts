/** German: why a score came out as it did. */
export const explanations = {
  vocabulary:
    'Der Wortschatz liegt auf Niveau {{level}} ({{score, decimal}} von fünf), gemessen an $t(terms.wordsDative, {"count": {{words}}}).',
  variety_more:
    'Von fünfzig aufeinanderfolgenden Wörtern sind im Durchschnitt {{share, percent}} verschieden, mehr als auf diesem Niveau üblich.',
  variety_usual:
    'Von fünfzig aufeinanderfolgenden Wörtern sind im Durchschnitt {{share, percent}} verschieden, was auf diesem Niveau üblich ist.',
  variety_less:
    'Von fünfzig aufeinanderfolgenden Wörtern sind im Durchschnitt {{share, percent}} verschieden, weniger als auf diesem Niveau üblich.',
  spread_more:
    'Im Durchschnitt kommen $t(terms.words, {"count": {{words}}}), bis mehr als ein Viertel davon Wiederholungen sind, mehr als auf diesem Niveau üblich.',
  spread_usual:
    'Im Durchschnitt kommen $t(terms.words, {"count": {{words}}}), bis mehr als ein Viertel davon Wiederholungen sind, was auf diesem Niveau üblich ist.',
  spread_less:
    'Im Durchschnitt kommen $t(terms.words, {"count": {{words}}}), bis mehr als ein Viertel davon Wiederholungen sind, weniger als auf diesem Niveau üblich.',
  types: 'Von $t(terms.wordsDative, {"count": {{words}}}) sind {{types, whole}} verschieden.',
  advanced: 'Zu den anspruchsvollsten Wörtern gehören {{words, list}}.',
  overused: 'Das Wort „{{word}}“ kehrt oft wieder: Es ist {{count, whole}}-mal zu hören.',

  fluency:
    'Der Redefluss liegt auf Niveau {{level}} ({{score, decimal}} von fünf), bei $t(terms.wordsDative, {"count": {{wordsPerMinute}}}) pro Minute, Pausen eingerechnet.',
  articulationRate_more:
    'Zwischen den Pausen werden {{rate, decimal}} Silben pro Sekunde gesprochen, schneller als auf diesem Niveau üblich.',
  articulationRate_usual:
    'Zwischen den Pausen werden {{rate, decimal}} Silben pro Sekunde gesprochen, was auf diesem Niveau üblich ist.',
  articulationRate_less:
    'Zwischen den Pausen werden {{rate, decimal}} Silben pro Sekunde gesprochen, langsamer als auf diesem Niveau üblich.',
  meanLengthOfRun_more:
    'Ein Abschnitt ohne Pause hat im Durchschnitt {{syllables, decimal}} Silben, mehr als auf diesem Niveau üblich.',
  meanLengthOfRun_usual:
    'Ein Abschnitt ohne Pause hat im Durchschnitt {{syllables, decimal}} Silben, was auf diesem Niveau üblich ist.',
  meanLengthOfRun_less:
    'Ein Abschnitt ohne Pause hat im Durchschnitt {{syllables, decimal}} Silben, weniger als auf diesem Niveau üblich.',
  phonationRatio_more:
    'Gesprochen wird während {{share, percent}} der Redezeit, mehr als auf diesem Niveau üblich, der Rest sind Pausen.',
  phonationRatio_usual:
    'Gesprochen wird während {{share, percent}} der Redezeit, was auf diesem Niveau üblich ist, der Rest sind Pausen.',
  phonationRatio_less:
    'Gesprochen wird während {{share, percent}} der Redezeit, weniger als auf diesem Niveau üblich, der Rest sind Pausen.',
  silentPauses_more:
    'Pro Minute gibt es {{perMinute, decimal}} stille Pausen, mehr als auf diesem Niveau üblich.',
  silentPauses_usual:
    'Pro Minute gibt es {{perMinute, decimal}} stille Pausen, was auf diesem Niveau üblich ist.',
  silentPauses_less:
    'Pro Minute gibt es {{perMinute, decimal}} stille Pausen, weniger als auf diesem Niveau üblich.',
  meanSilentPause_more:
    'Eine stille Pause dauert im Durchschnitt {{ms, seconds}} Sekunden, länger als auf diesem Niveau üblich.',
  meanSilentPause_usual:
    'Eine stille Pause dauert im Durchschnitt {{ms, seconds}} Sekunden, was auf diesem Niveau üblich ist.',
  meanSilentPause_less:
    'Eine stille Pause dauert im Durchschnitt {{ms, seconds}} Sekunden, kürzer als auf diesem Niveau üblich.',
  longestPause_inside:
    'Die längste Pause, {{ms, seconds}} Sekunden bei {{startMs, clock}}, liegt mitten in einem Satzteil.',
  longestPause_between:
    'Die längste Pause, {{ms, seconds}} Sekunden bei {{startMs, clock}}, liegt zwischen zwei Satzteilen, wo man sie erwartet.',
  noPause: 'In den Antworten ist keine stille Pause zu hören.',
  hesitations:
    'Gefüllte Pausen kommen {{fillers, decimal}}-mal pro Minute und Wiederholungen {{repetitions, decimal}}-mal pro hundert Wörter vor, was den Wert begrenzt.',

  accent:
    'Die Aussprache, das heißt hier: wie leicht das Gesprochene zu verstehen ist, liegt auf Niveau {{level}} ({{score, decimal}} von fünf).',
  accentParts:
    'Von ihren Teilwerten gilt der höchste für {{best}} ({{bestScore, decimal}} von fünf) und der niedrigste für {{worst}} ({{worstScore, decimal}} von fünf).',
  accentEven: 'Alle ihre Teile liegen gleichauf ({{score, decimal}} von fünf).',
  accentClose:
    'Ihre Teile liegen nah beieinander, von {{worstScore, decimal}} bis {{bestScore, decimal}} von fünf.',
  accentNoParts: 'Ihre Teile ließen sich in dieser Aufnahme nicht getrennt beurteilen.',
  unclearPhone: 'Ein Laut fällt auf: /{{ipa}}/ war in {{times, whole}} von {{due, whole}} Fällen undeutlich.',
  unclearPhoneInWords:
    'Ein Laut fällt auf: /{{ipa}}/ war in {{times, whole}} von {{due, whole}} Fällen undeutlich, zum Beispiel in {{words, list}}.',
  noUnclearPhone: 'Kein einzelner Laut fällt als schwer verständlich auf.',

  missing: 'Für {{dimension}} gibt es keinen Wert: {{because, capital}}.',
  missingNext: 'Ein Mensch kann Mitschrift und Aufnahme trotzdem prüfen.',
};
