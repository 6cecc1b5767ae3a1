/** French: what a level means at work, and how far the estimate can be relied on. */
export const recommendation = {
  overall_A1:
    'Dans l’ensemble, l’expression orale est au niveau A1 : au travail, cela suffit pour saluer, donner des noms et des nombres ; pour une conversation, il faut de l’aide.',
  overall_A2:
    'Dans l’ensemble, l’expression orale est au niveau A2 : au travail, cela suffit pour de brefs échanges sur des sujets familiers ; pour expliquer un problème, il faut de l’aide.',
  overall_B1:
    'Dans l’ensemble, l’expression orale est au niveau B1 : au travail, cela suffit pour les sujets familiers et le quotidien avec les collègues ; les discussions rapides restent difficiles.',
  overall_B2:
    'Dans l’ensemble, l’expression orale est au niveau B2 : au travail, cela suffit pour les réunions, les explications et les échanges avec des clients ; les nuances d’une négociation demandent encore un effort.',
  overall_C1:
    'Dans l’ensemble, l’expression orale est au niveau C1 : au travail, cela suffit pour mener des discussions, faire des présentations et négocier en détail.',
  overall_C2:
    'Dans l’ensemble, l’expression orale est au niveau C2 : au travail, cela suffit pour toute tâche, y compris persuader et nuancer sous pression.',
  withoutOverall: 'Il n’y a pas de niveau global ; {{dimension}} ({{level}}) signifie ceci : {{meaning}}.',
  even: 'Le vocabulaire, l’aisance et la prononciation sont à des niveaux proches.',
  uneven: '{{highest, capital}} ({{highestLevel}}) devance {{lowest}} ({{lowestLevel}}) : {{meaning}}.',
  missing: 'Aucune note n’a été établie pour {{groups, list}}.',
  missingGroup: '{{dimensions, list}} ({{because}})',
  nothing: 'Aucune note n’a été établie pour cet enregistrement : {{because}}.',
  overallRange: 'Dans neuf cas sur dix, des experts placeraient le niveau global entre {{low}} et {{high}}.',
  overallRangeOfOneLevel:
    'Dans neuf cas sur dix, des experts placeraient aussi le niveau global à {{level}}.',
  range:
    'Dans neuf cas sur dix, des experts placeraient le niveau pour {{dimension}} entre {{low}} et {{high}}.',
  rangeOfOneLevel:
    'Dans neuf cas sur dix, des experts placeraient aussi le niveau pour {{dimension}} à {{level}}.',
  listenBecause: 'Une personne devrait écouter l’enregistrement avant que l’on s’y fie : {{reasons, list}}.',
  listenIfClose:
    'Si deux niveaux voisins menaient à des décisions différentes, une personne devrait d’abord écouter.',
  listenInstead: 'Seule une personne qui écoute l’enregistrement peut juger de l’expression orale.',
};

/** What a level of one score alone means at work, as a clause. */
export const levels = {
  vocabulary: {
    A1: 'il y a des mots pour les noms, les nombres et les besoins simples',
    A2: 'il y a des mots pour le quotidien, le reste demande des détours',
    B1: 'il y a des mots pour les sujets familiers du travail, les sujets spécialisés demandent une préparation',
    B2: 'il y a des mots pour la plupart des sujets du travail, et un mot qui manque peut être décrit',
    C1: 'il y a des mots pour des sujets complexes, avec peu de lacunes',
    C2: 'il y a des mots précis pour tout sujet',
  },
  fluency: {
    A1: 'il faut attendre la plupart des réponses',
    A2: 'les réponses courtes viennent facilement, les longues demandent de la patience à qui écoute',
    B1: 'on peut suivre les réponses longues, avec des pauses pour réfléchir',
    B2: 'les réponses sont assez fluides pour des réunions et des appels',
    C1: 'les réponses sont fluides, presque sans effort pour qui écoute',
    C2: 'les réponses sont fluides, quelle que soit leur longueur',
  },
  accent: {
    A1: 'seuls quelques mots se comprennent peut-être, un appui écrit serait utile',
    A2: 'il faut souvent faire répéter, surtout au téléphone',
    B1: 'l’essentiel se comprend, il faut parfois faire répéter',
    B2: 'tout se comprend bien, avec un mot peu net ici ou là',
    C1: 'tout se comprend facilement, au téléphone aussi',
    C2: 'chaque mot se comprend sans effort',
  },
};
