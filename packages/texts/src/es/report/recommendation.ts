/** Spanish: what a level means at work, and how far the estimate can be relied on. */
export const recommendation = {
  overall_A1:
    'El habla está en A1 en conjunto: en el trabajo basta para saludar y decir nombres y números, pero una conversación necesita ayuda.',
  overall_A2:
    'El habla está en A2 en conjunto: en el trabajo basta para intercambios breves y conocidos, pero explicar un problema necesita ayuda.',
  overall_B1:
    'El habla está en B1 en conjunto: en el trabajo basta para temas conocidos y el trato diario con el equipo, las discusiones rápidas siguen siendo difíciles.',
  overall_B2:
    'El habla está en B2 en conjunto: en el trabajo basta para reuniones, explicaciones y clientes, los matices de una negociación aún cuestan.',
  overall_C1:
    'El habla está en C1 en conjunto: en el trabajo basta para dirigir discusiones, presentar y negociar con detalle.',
  overall_C2:
    'El habla está en C2 en conjunto: en el trabajo basta para cualquier tarea, también persuadir y matizar bajo presión.',
  withoutOverall: 'No hay nivel global; {{dimension}} ({{level}}): {{meaning}}.',
  even: 'El vocabulario, la fluidez y la pronunciación quedan cerca.',
  uneven:
    '{{highest, capital}} ({{highestLevel}}) va por delante de {{lowest}} ({{lowestLevel}}): {{meaning}}.',
  missing: 'No hay nota para {{groups, list}}.',
  missingGroup: '{{dimensions, list}} ({{because}})',
  nothing: 'No hay notas para esta grabación: {{because}}.',
  overallRange:
    'En nueve de cada diez casos, los expertos situarían el nivel global entre {{low}} y {{high}}.',
  overallRangeOfOneLevel:
    'En nueve de cada diez casos, los expertos situarían el nivel global también en {{level}}.',
  range:
    'En nueve de cada diez casos, los expertos situarían el nivel de {{dimension}} entre {{low}} y {{high}}.',
  rangeOfOneLevel:
    'En nueve de cada diez casos, los expertos situarían el nivel de {{dimension}} también en {{level}}.',
  listenBecause: 'Antes de fiarse, una persona debería escuchar la grabación: {{reasons, list}}.',
  listenIfClose:
    'Donde dos niveles vecinos llevarían a decisiones distintas, primero debería escuchar una persona.',
  listenInstead: 'Solo una persona que escuche la grabación puede juzgar el habla.',
};

/** What a level of one score alone means at work, as a clause. */
export const levels = {
  vocabulary: {
    A1: 'hay palabras para nombres, números y lo más necesario',
    A2: 'hay palabras para lo cotidiano, lo demás pide un rodeo',
    B1: 'hay palabras para los temas conocidos del trabajo, lo especializado pide preparación',
    B2: 'hay palabras para la mayoría de los temas del trabajo, y la que falta se describe',
    C1: 'hay palabras para temas complejos, con pocos huecos',
    C2: 'hay palabras precisas para cualquier tema',
  },
  fluency: {
    A1: 'hay que esperar la mayoría de las respuestas',
    A2: 'las respuestas cortas salen bien, las largas piden paciencia',
    B1: 'las respuestas largas se siguen, con pausas claras para planear',
    B2: 'las respuestas fluyen lo bastante para reuniones y llamadas',
    C1: 'las respuestas fluyen casi sin esfuerzo para quien escucha',
    C2: 'las respuestas fluyen sin esfuerzo a cualquier largo',
  },
  accent: {
    A1: 'quizá solo se entiendan algunas palabras, lo escrito debería ayudar',
    A2: 'a menudo hace falta repetir, sobre todo por teléfono',
    B1: 'se entiende casi todo, con alguna repetición',
    B2: 'se entiende bien, con alguna palabra poco clara',
    C1: 'se entiende con facilidad, también por teléfono',
    C2: 'se entiende cada palabra sin esfuerzo',
  },
};
