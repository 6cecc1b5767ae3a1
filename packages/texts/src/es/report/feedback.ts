/** Spanish: what the candidate reads, addressed as "usted". */
export const feedback = {
  wentWell: 'Lo que salió bien:',
  toPractise: 'Lo que puede practicar ahora:',
  notScored: 'Su grabación no tiene notas: {{because}}.',
  notScoredNext: 'Esto no dice nada de lo bien que habla. Pregunte a quienes le invitaron cómo van a seguir.',
  exercise: 'Ejercicio: {{task}}',

  advancedWords: 'Usó palabras avanzadas como {{words, list}}, y eso hace precisa una respuesta.',
  variety: 'Sus palabras varían: de cincuenta seguidas, {{share, percent}} son distintas de media.',
  types:
    'Encontró $t(terms.differentWords, {"count": {{types}}}) para sus respuestas, en $t(terms.words, {"count": {{words}}}) en total.',
  pace: 'Habla con viveza para su nivel: {{rate, decimal}} sílabas por segundo entre las pausas.',
  runs: 'Habla en tramos largos para su nivel, {{syllables, decimal}} sílabas de media antes de una pausa, y así se le sigue bien.',
  pausesInPlace: 'Hace pausas donde se esperan: solo {{share, percent}} caen en medio de una oración.',
  pausesAllInPlace: 'Hace pausas donde se esperan: casi ninguna cae en medio de una oración.',
  quickAnswers:
    'Responde pronto: una respuesta suele empezar {{ms, seconds}} segundos después de la pregunta.',
  spokeFor: 'Habló {{ms, clock}} minutos en total, suficiente para dar una idea de cómo habla.',
  bestPart_phoneAccuracy:
    'La claridad de los sonidos es lo más alto de su pronunciación ({{score, decimal}} de cinco).',
  bestPart_stressAndIntonation:
    'El trabajo del acento y la entonación es lo más alto de su pronunciación ({{score, decimal}} de cinco).',
  bestPart_delivery: 'La continuidad es lo más alto de su pronunciación ({{score, decimal}} de cinco).',

  overused_one: 'La palabra "{{word}}" vuelve {{count, whole}} vez.',
  overused_many: 'La palabra "{{word}}" vuelve {{count, whole}} de veces.',
  overused_other: 'La palabra "{{word}}" vuelve {{count, whole}} veces.',
  overusedTask:
    'repita una de sus respuestas y pruebe "{{one}}" o "{{other}}" donde vayan mejor que "{{word}}".',
  overusedTaskOpen:
    'apunte tres palabras que puedan sustituir a "{{word}}" y repita una de sus respuestas con ellas.',
  moreVariety:
    'Usó $t(terms.differentWords, {"count": {{types}}}) en $t(terms.words, {"count": {{words}}}); cada palabra nueva enriquece sus respuestas.',
  moreVarietyTask: 'cuente la misma historia dos veces y cambie la segunda vez cinco palabras por otras.',
  longPause: 'Una pausa larga cae en medio de una oración, en {{pauses, list}}.',
  longPauses: 'Algunas pausas largas caen en medio de una oración, por ejemplo en {{pauses, list}}.',
  longPausesTask: 'elija una de sus respuestas, decida dónde acaba cada idea y repítala con pausas solo ahí.',
  longestPause: 'Su pausa más larga está en {{pause}}.',
  longestPauseTask:
    'prepare tres frases que den tiempo para pensar, como "let me think about that", y úselas al practicar.',
  runsShort:
    'Dice {{syllables, decimal}} sílabas de media antes de una pausa; los tramos más largos se siguen mejor.',
  runsTask:
    'aprenda algunas frases de una pieza, como "the reason for this is that", y construya respuestas con ellas.',
  steadyPace:
    'Dice $t(terms.words, {"count": {{wordsPerMinute}}}) por minuto, pausas incluidas; la práctica hace el ritmo más constante.',
  paceTask: 'grabe tres veces seguidas una respuesta de un minuto y compare la primera con la tercera.',
  sound: 'El sonido /{{ipa}}/ costó distinguirlo en {{times, whole}} de {{due, whole}} casos.',
  soundInWords:
    'El sonido /{{ipa}}/ costó distinguirlo en {{times, whole}} de {{due, whole}} casos, por ejemplo en {{words, list}}.',
  soundTask: 'para /{{ipa}}/, {{how}}; diga palabras que lo tengan despacio, y luego en una frase.',
  soundTaskInWords: 'para /{{ipa}}/, {{how}}; diga {{words, list}} despacio, y luego en una frase.',
  soundTaskListen:
    'escuche /{{ipa}}/ en un diccionario con sonido; diga palabras que lo tengan despacio, y luego en una frase.',
  soundTaskListenInWords:
    'escuche /{{ipa}}/ en un diccionario con sonido; diga {{words, list}} despacio, y luego en una frase.',
  weakestPart_phoneAccuracy:
    'La claridad de los sonidos es lo que más puede crecer en su pronunciación ({{score, decimal}} de cinco).',
  weakestPart_stressAndIntonation:
    'El trabajo del acento y la entonación es lo que más puede crecer en su pronunciación ({{score, decimal}} de cinco).',
  weakestPart_delivery:
    'La continuidad es lo que más puede crecer en su pronunciación ({{score, decimal}} de cinco).',
  partTask_phoneAccuracy:
    'lea despacio en voz alta un texto corto y termine cada palabra, hasta el último sonido.',
  partTask_stressAndIntonation:
    'escuche una frase de alguien que le guste, señale las palabras fuertes y dígala a la vez que la grabación.',
  partTask_delivery: 'lea en voz alta un texto por grupos de palabras y una las de cada grupo sin cortes.',
};
