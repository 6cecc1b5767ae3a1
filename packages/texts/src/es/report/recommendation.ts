/** Spanish: what a level means at work, and how far the estimate can be relied on. */
export const recommendation = {
  overall_A1:
    'En conjunto, la expresión oral está en el nivel A1: en el trabajo basta para saludar y decir nombres y números; para una conversación hace falta ayuda.',
  overall_A2:
    'En conjunto, la expresión oral está en el nivel A2: en el trabajo basta para intercambios breves sobre temas conocidos; para explicar un problema hace falta ayuda.',
  overall_B1:
    'En conjunto, la expresión oral está en el nivel B1: en el trabajo basta para los temas conocidos y el trato diario con el equipo; las conversaciones rápidas siguen siendo difíciles.',
  overall_B2:
    'En conjunto, la expresión oral está en el nivel B2: en el trabajo basta para reuniones, explicaciones y el trato con clientes; los matices de una negociación aún cuestan.',
  overall_C1:
    'En conjunto, la expresión oral está en el nivel C1: en el trabajo basta para dirigir debates, hacer presentaciones y negociar con detalle.',
  overall_C2:
    'En conjunto, la expresión oral está en el nivel C2: en el trabajo basta para cualquier tarea, también para persuadir y matizar bajo presión.',
  withoutOverall: 'No hay nivel global; {{dimension}} ({{level}}) indica que {{meaning}}.',
  even: 'El vocabulario, la fluidez y la pronunciación están en niveles parecidos.',
  uneven:
    '{{highest, capital}} ({{highestLevel}}) va por delante de {{lowest}} ({{lowestLevel}}): {{meaning}}.',
  missing: 'No hay puntuación para {{groups, list}}.',
  missingGroup: '{{dimensions, list}} ({{because}})',
  nothing: 'No hay puntuaciones para esta grabación: {{because}}.',
  overallRange:
    'En nueve de cada diez casos, los expertos situarían el nivel global entre {{low}} y {{high}}.',
  overallRangeOfOneLevel:
    'En nueve de cada diez casos, los expertos situarían el nivel global también en {{level}}.',
  range:
    'En nueve de cada diez casos, los expertos situarían el nivel para {{dimension}} entre {{low}} y {{high}}.',
  rangeOfOneLevel:
    'En nueve de cada diez casos, los expertos situarían el nivel para {{dimension}} también en {{level}}.',
  listenBecause: 'Antes de basarse en esto, una persona debería escuchar la grabación: {{reasons, list}}.',
  listenIfClose:
    'Si dos niveles contiguos llevaran a decisiones distintas, antes debería escuchar una persona.',
  listenInstead: 'Solo una persona que escuche la grabación puede valorar la expresión oral.',
};

/** What a level of one score alone means at work, as a clause. */
export const levels = {
  vocabulary: {
    A1: 'hay palabras para nombres, números y lo más necesario',
    A2: 'hay palabras para lo cotidiano y lo demás requiere rodeos',
    B1: 'hay palabras para los temas conocidos del trabajo, pero lo especializado requiere preparación',
    B2: 'hay palabras para la mayoría de los temas del trabajo, y la que falta se describe',
    C1: 'hay palabras para temas complejos, con pocas lagunas',
    C2: 'hay palabras precisas para cualquier tema',
  },
  fluency: {
    A1: 'hay que esperar a la mayoría de las respuestas',
    A2: 'las respuestas cortas salen bien y las largas requieren paciencia',
    B1: 'las respuestas largas se pueden seguir, con pausas claras para pensar',
    B2: 'las respuestas son lo bastante fluidas para reuniones y llamadas',
    C1: 'las respuestas fluyen casi sin esfuerzo para quien escucha',
    C2: 'las respuestas fluyen sin esfuerzo, sea cual sea su longitud',
  },
  accent: {
    A1: 'quizá solo se entiendan algunas palabras y conviene apoyarse en lo escrito',
    A2: 'a menudo hay que pedir que se repita, sobre todo por teléfono',
    B1: 'se entiende casi todo, con alguna repetición',
    B2: 'se entiende bien, con alguna palabra poco clara',
    C1: 'se entiende con facilidad, también por teléfono',
    C2: 'se entiende cada palabra sin esfuerzo',
  },
};
