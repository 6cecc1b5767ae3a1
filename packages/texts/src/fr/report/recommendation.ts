/** French: what a level means at work, and how far the estimate can be relied on. */
export const recommendation = {
  overall_A1:
    "L'expression orale est à A1 dans l'ensemble : au travail cela suffit pour saluer, donner des noms et des nombres, mais une conversation demande de l'aide.",
  overall_A2:
    "L'expression orale est à A2 dans l'ensemble : au travail cela suffit pour de brefs échanges familiers, mais expliquer un problème demande de l'aide.",
  overall_B1:
    "L'expression orale est à B1 dans l'ensemble : au travail cela suffit pour les sujets familiers et le quotidien avec les collègues, les discussions rapides restent difficiles.",
  overall_B2:
    "L'expression orale est à B2 dans l'ensemble : au travail cela suffit pour les réunions, les explications et les clients, les nuances de négociation coûtent encore un effort.",
  overall_C1:
    "L'expression orale est à C1 dans l'ensemble : au travail cela suffit pour mener des discussions, présenter et négocier en détail.",
  overall_C2:
    "L'expression orale est à C2 dans l'ensemble : au travail cela suffit pour toute tâche, même persuader et nuancer sous pression.",
  withoutOverall: "Il n'y a pas de niveau global ; {{dimension}} ({{level}}) : {{meaning}}.",
  even: 'Le vocabulaire, l’aisance et la prononciation sont proches.',
  uneven: '{{highest, capital}} ({{highestLevel}}) devance {{lowest}} ({{lowestLevel}}) : {{meaning}}.',
  missing: "Aucune note n'a été établie pour {{groups, list}}.",
  missingGroup: '{{dimensions, list}} ({{because}})',
  nothing: "Aucune note n'a été établie pour cet enregistrement : {{because}}.",
  overallRange: 'Dans neuf cas sur dix, des experts placeraient le niveau global entre {{low}} et {{high}}.',
  overallRangeOfOneLevel:
    'Dans neuf cas sur dix, des experts placeraient aussi le niveau global à {{level}}.',
  range:
    'Dans neuf cas sur dix, des experts placeraient le niveau pour {{dimension}} entre {{low}} et {{high}}.',
  rangeOfOneLevel:
    'Dans neuf cas sur dix, des experts placeraient aussi le niveau pour {{dimension}} à {{level}}.',
  listenBecause: "Une personne devrait écouter l'enregistrement avant de s'y fier : {{reasons, list}}.",
  listenIfClose:
    "Là où deux niveaux voisins mèneraient à des décisions différentes, une personne devrait d'abord écouter.",
  listenInstead: "Seule une personne qui écoute l'enregistrement peut en juger.",
};

/** What a level of one score alone means at work, as a clause. */
export const levels = {
  vocabulary: {
    A1: 'il y a des mots pour les noms, les nombres et les besoins simples',
    A2: 'il y a des mots pour le quotidien, le reste demande un détour',
    B1: 'il y a des mots pour les sujets familiers du travail, le spécialisé se prépare',
    B2: 'il y a des mots pour la plupart des sujets du travail, et un mot absent se décrit',
    C1: 'il y a des mots pour des sujets complexes, avec peu de lacunes',
    C2: 'il y a des mots précis pour tout sujet',
  },
  fluency: {
    A1: 'il faut attendre la plupart des réponses',
    A2: 'les réponses courtes viennent bien, les longues demandent de la patience',
    B1: 'les réponses longues se suivent, avec des pauses pour préparer',
    B2: 'les réponses coulent assez pour des réunions et des appels',
    C1: 'les réponses coulent presque sans effort pour qui écoute',
    C2: 'les réponses coulent sans effort à toute longueur',
  },
  accent: {
    A1: "seuls quelques mots se comprennent, l'écrit devrait aider",
    A2: 'il faut souvent faire répéter, surtout au téléphone',
    B1: "l'essentiel se comprend, avec une répétition parfois",
    B2: 'tout se comprend bien, avec un mot peu net ici ou là',
    C1: 'tout se comprend facilement, au téléphone aussi',
    C2: 'chaque mot se comprend sans effort',
  },
};
