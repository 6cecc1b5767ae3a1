/** German: what the candidate reads, addressed as "Sie". */
export const feedback = {
  wentWell: 'Das ist gelungen:',
  toPractise: 'Das können Sie als Nächstes üben:',
  notScored: 'Ihre Aufnahme hat keine Werte: {{because}}.',
  notScoredNext:
    'Das sagt nichts darüber, wie gut Sie sprechen. Bitte fragen Sie die Menschen, die Sie eingeladen haben, wie es weitergeht.',
  exercise: 'Übung: {{task}}',

  advancedWords:
    'Sie haben anspruchsvolle Wörter gebraucht wie {{words, list}}, das macht eine Antwort genau.',
  variety: 'Ihre Wörter wechseln: Von fünfzig hintereinander sind im Mittel {{share, percent}} verschieden.',
  types:
    'Sie haben für Ihre Antworten $t(terms.differentWords, {"count": {{types}}}) gefunden, in $t(terms.wordsDative, {"count": {{words}}}) insgesamt.',
  pace: 'Sie sprechen für Ihre Stufe lebhaft: {{rate, decimal}} Silben in der Sekunde zwischen den Pausen.',
  runs: 'Sie sprechen für Ihre Stufe in langen Stücken, im Mittel {{syllables, decimal}} Silben vor einer Pause; so kann man Ihnen gut folgen.',
  pausesInPlace:
    'Sie machen Pausen, wo man sie erwartet: nur {{share, percent}} davon liegt mitten in einem Satzteil.',
  pausesAllInPlace: 'Sie machen Pausen, wo man sie erwartet: kaum eine davon liegt mitten in einem Satzteil.',
  quickAnswers:
    'Sie greifen Fragen rasch auf: Eine Antwort beginnt meist {{ms, seconds}} Sekunden nach der Frage.',
  spokeFor:
    'Sie haben insgesamt {{ms, clock}} Minuten gesprochen, genug, um einen Eindruck davon zu geben, wie Sie sprechen.',
  bestPart_phoneAccuracy:
    'Die Deutlichkeit einzelner Laute liegt von den Teilen Ihrer Aussprache am höchsten ({{score, decimal}} von fünf).',
  bestPart_stressAndIntonation:
    'Betonung und Melodie liegt von den Teilen Ihrer Aussprache am höchsten ({{score, decimal}} von fünf).',
  bestPart_delivery:
    'Der Fluss des Vortrags liegt von den Teilen Ihrer Aussprache am höchsten ({{score, decimal}} von fünf).',

  overused: 'Das Wort "{{word}}" kehrt {{count, whole}}-mal wieder.',
  overusedTask:
    'geben Sie eine Ihrer Antworten noch einmal und versuchen Sie "{{one}}" oder "{{other}}", wo es besser passt als "{{word}}".',
  overusedTaskOpen:
    'schreiben Sie drei Wörter auf, die für "{{word}}" stehen können, und geben Sie eine Ihrer Antworten noch einmal mit ihnen.',
  moreVariety:
    'Sie haben $t(terms.differentWords, {"count": {{types}}}) in $t(terms.wordsDative, {"count": {{words}}}) gebraucht; jedes neue macht Ihre Antworten noch reicher.',
  moreVarietyTask:
    'erzählen Sie dieselbe Geschichte zweimal und ersetzen Sie beim zweiten Mal fünf Wörter durch andere.',
  longPause: 'Eine lange Pause liegt mitten in einem Satzteil, bei {{pauses, list}}.',
  longPauses: 'Einige lange Pausen liegen mitten in einem Satzteil, zum Beispiel bei {{pauses, list}}.',
  longPausesTask:
    'nehmen Sie eine Ihrer Antworten, legen Sie fest, wo jeder Gedanke endet, und machen Sie nur dort eine Pause.',
  longestPause: 'Ihre längste Pause liegt bei {{pause}}.',
  longestPauseTask:
    'legen Sie sich drei Wendungen zurecht, die Zeit zum Denken geben, etwa "let me think about that", und üben Sie Antworten damit.',
  runsShort:
    'Sie sprechen im Mittel {{syllables, decimal}} Silben vor einer Pause; längeren Stücken kann man leichter folgen.',
  runsTask:
    'lernen Sie einige Wendungen als ein Stück, etwa "the reason for this is that", und bauen Sie Antworten daraus.',
  steadyPace:
    'Sie sprechen $t(terms.words, {"count": {{wordsPerMinute}}}) in der Minute, Pausen eingerechnet; Übung macht den Fluss gleichmäßiger.',
  paceTask:
    'nehmen Sie eine Antwort von einer Minute dreimal hintereinander auf und vergleichen Sie die erste mit der dritten.',
  sound: 'Der Laut /{{ipa}}/ war in {{times, whole}} von {{due, whole}} Fällen schwer zu verstehen.',
  soundInWords:
    'Der Laut /{{ipa}}/ war in {{times, whole}} von {{due, whole}} Fällen schwer zu verstehen, zum Beispiel in {{words, list}}.',
  soundTask: 'für /{{ipa}}/ {{how}}; sagen Sie Wörter mit ihm langsam, dann in einem Satz.',
  soundTaskInWords: 'für /{{ipa}}/ {{how}}; sagen Sie {{words, list}} langsam, dann in einem Satz.',
  soundTaskListen:
    'hören Sie /{{ipa}}/ in einem Wörterbuch mit Ton; sagen Sie Wörter mit ihm langsam, dann in einem Satz.',
  soundTaskListenInWords:
    'hören Sie /{{ipa}}/ in einem Wörterbuch mit Ton; sagen Sie {{words, list}} langsam, dann in einem Satz.',
  weakestPart_phoneAccuracy:
    'Die Deutlichkeit einzelner Laute kann an Ihrer Aussprache am meisten wachsen ({{score, decimal}} von fünf).',
  weakestPart_stressAndIntonation:
    'Betonung und Melodie kann an Ihrer Aussprache am meisten wachsen ({{score, decimal}} von fünf).',
  weakestPart_delivery:
    'Der Fluss des Vortrags kann an Ihrer Aussprache am meisten wachsen ({{score, decimal}} von fünf).',
  partTask_phoneAccuracy:
    'lesen Sie einen kurzen Text langsam vor und sprechen Sie jedes Wort bis zum letzten Laut.',
  partTask_stressAndIntonation:
    'hören Sie einen Satz von jemandem, dem Sie gern zuhören, merken Sie sich die starken Wörter und sprechen Sie ihn mit.',
  partTask_delivery:
    'lesen Sie einen Text in Wortgruppen vor und verbinden Sie die Wörter jeder Gruppe ohne Unterbrechung.',
};
