/** French: the dashboard. */
export const dashboard = {
  hint: 'Activité récente.',
  period: 'Période',
  runs: 'Enregistrements',
  time: 'Temps jusqu’au résultat',
  minutes: '{{value}} min',
  most: '90 % en {{time}}',
  spent: 'Crédits utilisés',
  perDay: 'Enregistrements par jour',
  levels: 'Niveaux',
  credits: 'Crédits par jour',
  failures: 'Causes des échecs',
  highest: 'max. {{value}}',
  begin: {
    title: 'Pour commencer',
    hint: 'Il n’y a pas d’enregistrement ici. Dès qu’il y en aura un, cette page montrera ce qui vous attend et les résultats de vos entretiens.',
    record: 'Analyser un enregistrement',
    recordHint:
      'Téléversez un entretien, indiquez son lien ou enregistrez-en un ici. Vous voyez les mots à mesure qu’ils sont reconnus, puis le rapport.',
    noCredits: 'Il n’y a pas de crédits. L’exploitant de ce serveur peut en ajouter.',
    levels: 'Indiquer ce que demandent vos postes',
    levelsHint:
      'Un projet nomme les niveaux que demande un poste. Ses rapports commencent par la probabilité qu’ils soient atteints.',
    people: 'Inviter vos collègues',
    peopleHint:
      'Le rôle « Recrutement » permet d’envoyer des enregistrements et de vérifier les résultats ; « Lecture », de lire les rapports.',
    systems: 'Relier vos systèmes',
    systemsHint:
      'Avec une clé d’API, votre logiciel de recrutement envoie des enregistrements et récupère les rapports.',
    readOnly: 'Dès que quelqu’un de votre organisation aura envoyé un entretien, vous pourrez le lire ici.',
  },
  toDo: {
    title: 'À traiter par une personne',
    listen: 'À écouter',
    unreviewed: 'Non vérifié',
    failed: 'En échec',
    requests: 'Demandes de candidats',
    nothing: 'Rien en attente.',
    requestsHint: 'Des demandes ouvertes attendent une réponse.',
  },
} as const;
