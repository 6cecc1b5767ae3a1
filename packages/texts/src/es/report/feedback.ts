/** Spanish: what the candidate reads, addressed as "usted". */
export const feedback = {
  wentWell: 'Lo que salió bien:',
  toPractise: 'Lo que puede practicar ahora:',
  notScored: 'Su grabación no se ha puntuado: {{because}}.',
  notScoredNext:
    'Esto no dice nada de lo bien que habla. Pregunte a quienes le invitaron cómo continúa el proceso.',
  exercise: 'Ejercicio: {{task}}',

  advancedWords: 'Usó palabras avanzadas como {{words, list}}, que dan precisión a una respuesta.',
  variety: 'Sus palabras varían: de cada cincuenta seguidas, el {{share, percent}} son distintas de media.',
  types:
    'Usó $t(terms.differentWords, {"count": {{types}}}) en sus respuestas, de un total de $t(terms.words, {"count": {{words}}}).',
  pace: 'Para su nivel, habla con agilidad: {{rate, decimal}} sílabas por segundo entre las pausas.',
  runs: 'Para su nivel, habla en tramos largos, de {{syllables, decimal}} sílabas de media antes de una pausa, y así es fácil seguirle.',
  pausesInPlace: 'Hace pausas donde se esperan: solo el {{share, percent}} caen en medio de una oración.',
  pausesAllInPlace: 'Hace pausas donde se esperan: casi ninguna cae en medio de una oración.',
  quickAnswers:
    'Responde pronto: una respuesta suele empezar {{ms, seconds}} segundos después de la pregunta.',
  spokeFor: 'Habló {{ms, clock}} minutos en total, suficiente para dar una idea de cómo habla.',
  bestPart_phoneAccuracy:
    'La claridad de los sonidos es lo mejor de su pronunciación ({{score, decimal}} de cinco).',
  bestPart_stressAndIntonation:
    'La acentuación y la entonación son lo mejor de su pronunciación ({{score, decimal}} de cinco).',
  bestPart_delivery: 'La soltura es lo mejor de su pronunciación ({{score, decimal}} de cinco).',

  overused_one: 'La palabra «{{word}}» se repite {{count, whole}} vez.',
  overused_many: 'La palabra «{{word}}» se repite {{count, whole}} de veces.',
  overused_other: 'La palabra «{{word}}» se repite {{count, whole}} veces.',
  overusedTask:
    'repita una de sus respuestas y pruebe «{{one}}» o «{{other}}» donde encajen mejor que «{{word}}».',
  overusedTaskOpen:
    'apunte tres palabras que puedan sustituir a «{{word}}» y repita una de sus respuestas con ellas.',
  moreVariety:
    'Usó $t(terms.differentWords, {"count": {{types}}}) de un total de $t(terms.words, {"count": {{words}}}); cada palabra nueva enriquece sus respuestas.',
  moreVarietyTask: 'cuente la misma historia dos veces y cambie la segunda vez cinco palabras por otras.',
  longPause: 'Una pausa larga cae en medio de una oración, en {{pauses, list}}.',
  longPauses: 'Algunas pausas largas caen en medio de una oración, por ejemplo en {{pauses, list}}.',
  longPausesTask: 'elija una de sus respuestas, decida dónde acaba cada idea y repítala con pausas solo ahí.',
  longestPause: 'Su pausa más larga está en {{pause}}.',
  longestPauseTask:
    'prepare tres frases que le den tiempo para pensar, como «let me think about that», y úselas al practicar.',
  runsShort:
    'Dice {{syllables, decimal}} sílabas de media antes de una pausa; los tramos más largos son más fáciles de seguir.',
  runsTask:
    'aprenda algunas frases como un todo, como «the reason for this is that», y construya respuestas con ellas.',
  steadyPace:
    'Dice $t(terms.words, {"count": {{wordsPerMinute}}}) por minuto, pausas incluidas; la práctica hace el ritmo más constante.',
  paceTask: 'grabe tres veces seguidas una respuesta de un minuto y compare la primera con la tercera.',
  sound: 'El sonido /{{ipa}}/ fue difícil de distinguir en {{times, whole}} de {{due, whole}} casos.',
  soundInWords:
    'El sonido /{{ipa}}/ fue difícil de distinguir en {{times, whole}} de {{due, whole}} casos, por ejemplo en {{words, list}}.',
  soundTask: 'para /{{ipa}}/, {{how}}; diga palabras que lo tengan, primero despacio y luego en una frase.',
  soundTaskInWords: 'para /{{ipa}}/, {{how}}; diga {{words, list}}, primero despacio y luego en una frase.',
  soundTaskListen:
    'escuche /{{ipa}}/ en un diccionario con sonido; diga palabras que lo tengan, primero despacio y luego en una frase.',
  soundTaskListenInWords:
    'escuche /{{ipa}}/ en un diccionario con sonido; diga {{words, list}}, primero despacio y luego en una frase.',
  weakestPart_phoneAccuracy:
    'La claridad de los sonidos es lo que más puede mejorar en su pronunciación ({{score, decimal}} de cinco).',
  weakestPart_stressAndIntonation:
    'La acentuación y la entonación son lo que más puede mejorar en su pronunciación ({{score, decimal}} de cinco).',
  weakestPart_delivery:
    'La soltura es lo que más puede mejorar en su pronunciación ({{score, decimal}} de cinco).',
  partTask_phoneAccuracy:
    'lea despacio en voz alta un texto corto y termine cada palabra, hasta el último sonido.',
  partTask_stressAndIntonation:
    'escuche una frase de alguien que le guste, marque las palabras acentuadas y dígala a la vez que la grabación.',
  partTask_delivery: 'lea en voz alta un texto por grupos de palabras y enlace las de cada grupo sin cortes.',
};
