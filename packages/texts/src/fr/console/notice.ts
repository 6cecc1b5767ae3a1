/** French: the notice for candidates and the page around it. */
export const notice = {
  title: 'Notice pour les candidats',
  hint: 'Ce que chacun devrait savoir avant que son entretien soit analysé. Remplissez les blancs, imprimez ou enregistrez en PDF, et faites relire par votre conseil : c’est un modèle, pas un avis juridique.',
  link: 'Notice pour les candidats, à imprimer',
  language: 'Langue de la notice',
  print: 'Imprimer ou enregistrer en PDF',
  blanks: 'Remplir la notice',
  kept: 'Ce que vous saisissez reste dans ce navigateur seulement.',
  fields: {
    organisation: 'Organisation',
    purpose: 'But de l’entretien',
    decider: 'Qui décide',
    contact: 'Contact pour questions et demandes',
    audioDays: 'Jours de conservation de l’enregistrement',
    resultDays: 'Jours de conservation des résultats',
    authority: 'Autorité de contrôle',
    version: 'Version de cette notice',
  },
  placeholders: {
    purpose: 'le poste de …',
    decider: 'la personne chargée du recrutement',
    contact: 'nom, e-mail, téléphone',
    authority: 'l’autorité de protection des données de …',
  },
  text: {
    title: 'Analyse de votre entretien : ce que vous devez savoir',
    whatTitle: 'Ce qui se passe',
    what: '{{organisation}} souhaite enregistrer votre entretien pour {{purpose}} et faire mesurer votre anglais parlé par le programme Vivavoce. Le programme fonctionne sur un serveur sous le contrôle de {{organisation}}. L’enregistrement n’est envoyé à personne d’autre et n’entraîne aucun programme.',
    measuredTitle: 'Ce qui est mesuré',
    measured:
      'Votre vocabulaire, votre aisance et la facilité avec laquelle on vous comprend, chacun de 0 à 5 et comme niveau de A1 à C2, avec une marge qui dit à quel point la mesure est sûre. Votre proximité avec un locuteur natif n’est pas mesurée.',
    neverTitle: 'Ce qui n’est jamais fait',
    never:
      'Le programme ne devine ni émotion, ni personnalité, ni âge, ni sexe, ni origine, ni langue maternelle, ne reconnaît personne à sa voix et ne prend aucune décision à votre sujet.',
    decidesTitle: 'Qui décide',
    decides:
      'Des personnes décident. {{decider}} lit le rapport, peut écouter l’enregistrement et peut corriger chaque note. Le rapport est un élément parmi d’autres.',
    otherTitle: 'Si vous ne le souhaitez pas',
    other:
      'Vous pouvez refuser, sans donner de raison et sans désavantage : l’entretien se fait alors sans l’analyse. Si un trouble de la parole ou de l’audition, ou autre chose, rendait une notation automatique injuste, dites-le-nous : votre entretien est alors transcrit sans note, ou évalué uniquement par des personnes.',
    keptTitle: 'Combien de temps les données sont conservées',
    keptFor: 'L’enregistrement : {{audioDays}} jours. Transcription et résultats : {{resultDays}} jours.',
    rightsTitle: 'Ce que vous pouvez demander',
    rights:
      'Une copie de tout ce qui est conservé sur vous, votre propre rapport, une explication des notes, l’examen par une personne, des corrections et l’effacement. Vous pouvez retirer votre consentement à tout moment. Adressez-vous à {{contact}}. Vous pouvez aussi saisir {{authority}}.',
    consent:
      'J’ai lu cette notice (version {{version}}) et j’accepte que mon entretien soit enregistré et analysé comme décrit.',
    place: 'Lieu et date',
    name: 'Nom',
    signature: 'Signature',
  },
};
