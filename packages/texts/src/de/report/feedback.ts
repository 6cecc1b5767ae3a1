/** German: what the candidate reads, addressed as "Sie". */
export const feedback = {
  wentWell: 'Das ist gut gelungen:',
  toPractise: 'Das können Sie als Nächstes üben:',
  notScored: 'Ihre Aufnahme wurde nicht bewertet: {{because, capital}}.',
  notScoredNext:
    'Das sagt nichts darüber, wie gut Sie sprechen. Bitte fragen Sie die Menschen, die Sie eingeladen haben, wie es weitergeht.',
  exercise: 'Übung: {{task, capital}}',

  advancedWords:
    'Sie haben anspruchsvolle Wörter wie {{words, list}} verwendet; das macht eine Antwort präzise.',
  variety:
    'Ihre Wortwahl ist abwechslungsreich: Von fünfzig aufeinanderfolgenden Wörtern sind im Durchschnitt {{share, percent}} verschieden.',
  types:
    'Sie haben in Ihren Antworten $t(terms.differentWords, {"count": {{types}}}) verwendet, bei insgesamt $t(terms.wordsDative, {"count": {{words}}}).',
  pace: 'Für Ihr Niveau sprechen Sie zügig: {{rate, decimal}} Silben pro Sekunde zwischen den Pausen.',
  runs: 'Für Ihr Niveau sprechen Sie in langen Abschnitten, im Durchschnitt {{syllables, decimal}} Silben bis zu einer Pause; so kann man Ihnen gut folgen.',
  pausesInPlace:
    'Sie machen Pausen, wo man sie erwartet: Nur {{share, percent}} davon liegen mitten in einem Satzteil.',
  pausesAllInPlace: 'Sie machen Pausen, wo man sie erwartet: Kaum eine davon liegt mitten in einem Satzteil.',
  quickAnswers:
    'Sie gehen rasch auf Fragen ein: Eine Antwort beginnt meist {{ms, seconds}} Sekunden nach der Frage.',
  spokeFor:
    'Sie haben insgesamt {{ms, clock}} Minuten gesprochen; das genügt für einen Eindruck davon, wie Sie sprechen.',
  bestPart_phoneAccuracy:
    'Die Deutlichkeit einzelner Laute ist der stärkste Teil Ihrer Aussprache ({{score, decimal}} von fünf).',
  bestPart_stressAndIntonation:
    'Betonung und Satzmelodie sind der stärkste Teil Ihrer Aussprache ({{score, decimal}} von fünf).',
  bestPart_delivery:
    'Der flüssige Vortrag ist der stärkste Teil Ihrer Aussprache ({{score, decimal}} von fünf).',

  overused: 'Das Wort „{{word}}“ kehrt {{count, whole}}-mal wieder.',
  overusedTask:
    'wiederholen Sie eine Ihrer Antworten und verwenden Sie „{{one}}“ oder „{{other}}“, wo das besser passt als „{{word}}“.',
  overusedTaskOpen:
    'schreiben Sie drei Wörter auf, die „{{word}}“ ersetzen können, und wiederholen Sie eine Ihrer Antworten damit.',
  moreVariety:
    'Sie haben $t(terms.differentWords, {"count": {{types}}}) verwendet, bei insgesamt $t(terms.wordsDative, {"count": {{words}}}); jedes neue Wort macht Ihre Antworten noch abwechslungsreicher.',
  moreVarietyTask:
    'erzählen Sie dieselbe Geschichte zweimal und ersetzen Sie beim zweiten Mal fünf Wörter durch andere.',
  longPause: 'Eine lange Pause liegt mitten in einem Satzteil, bei {{pauses, list}}.',
  longPauses: 'Einige lange Pausen liegen mitten in einem Satzteil, zum Beispiel bei {{pauses, list}}.',
  longPausesTask:
    'nehmen Sie sich eine Ihrer Antworten vor, überlegen Sie, wo jeder Gedanke endet, und machen Sie nur dort eine Pause.',
  longestPause: 'Ihre längste Pause liegt bei {{pause}}.',
  longestPauseTask:
    'legen Sie sich drei Wendungen zurecht, die Ihnen Zeit zum Nachdenken geben, etwa „let me think about that“, und verwenden Sie sie beim Üben.',
  runsShort:
    'Sie sprechen im Durchschnitt {{syllables, decimal}} Silben bis zu einer Pause; längeren Abschnitten kann man leichter folgen.',
  runsTask:
    'lernen Sie einige Wendungen als Ganzes, etwa „the reason for this is that“, und bauen Sie daraus Antworten.',
  steadyPace:
    'Sie sprechen $t(terms.words, {"count": {{wordsPerMinute}}}) pro Minute, Pausen eingerechnet; mit Übung wird das Tempo gleichmäßiger.',
  paceTask:
    'nehmen Sie eine Antwort von einer Minute dreimal hintereinander auf und vergleichen Sie die erste mit der dritten.',
  sound: 'Der Laut /{{ipa}}/ war in {{times, whole}} von {{due, whole}} Fällen schwer zu erkennen.',
  soundInWords:
    'Der Laut /{{ipa}}/ war in {{times, whole}} von {{due, whole}} Fällen schwer zu erkennen, zum Beispiel in {{words, list}}.',
  soundTask: 'für /{{ipa}}/ {{how}}; sprechen Sie Wörter mit diesem Laut erst langsam, dann in einem Satz.',
  soundTaskInWords: 'für /{{ipa}}/ {{how}}; sprechen Sie {{words, list}} erst langsam, dann in einem Satz.',
  soundTaskListen:
    'hören Sie sich /{{ipa}}/ in einem Wörterbuch mit Tonbeispielen an; sprechen Sie Wörter mit diesem Laut erst langsam, dann in einem Satz.',
  soundTaskListenInWords:
    'hören Sie sich /{{ipa}}/ in einem Wörterbuch mit Tonbeispielen an; sprechen Sie {{words, list}} erst langsam, dann in einem Satz.',
  weakestPart_phoneAccuracy:
    'Die Deutlichkeit einzelner Laute können Sie in Ihrer Aussprache am meisten ausbauen ({{score, decimal}} von fünf).',
  weakestPart_stressAndIntonation:
    'Betonung und Satzmelodie können Sie in Ihrer Aussprache am meisten ausbauen ({{score, decimal}} von fünf).',
  weakestPart_delivery:
    'Den flüssigen Vortrag können Sie in Ihrer Aussprache am meisten ausbauen ({{score, decimal}} von fünf).',
  partTask_phoneAccuracy:
    'lesen Sie einen kurzen Text langsam vor und sprechen Sie jedes Wort bis zum letzten Laut aus.',
  partTask_stressAndIntonation:
    'hören Sie sich einen Satz von jemandem an, dem Sie gern zuhören, markieren Sie die betonten Wörter und sprechen Sie den Satz mit.',
  partTask_delivery:
    'lesen Sie einen Text in Wortgruppen vor und verbinden Sie die Wörter jeder Gruppe ohne Unterbrechung.',
};
