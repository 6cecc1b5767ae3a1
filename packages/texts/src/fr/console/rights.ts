/** French: what candidates can ask for, and whether groups of them fare alike. */
export const rights = {
  title: 'Droits des candidats',
  hint: 'Ce que la loi accorde aux candidats : une copie de toutes les données conservées sur eux, et leur effacement.',
  candidate: 'Un candidat',
  externalId: 'Identifiant du candidat',
  externalIdHint: 'L’identifiant externe fourni avec ses enregistrements.',
  export: 'Exporter en ZIP',
  exportHint:
    'Enregistrements, résultats et leur historique, de tous les enregistrements portant cet identifiant.',
  erase: 'Effacer tous les enregistrements',
  eraseTitle: 'Effacer tout sur {{id}} ?',
  eraseHint:
    'Tous les enregistrements de cette personne sont effacés définitivement, avec leurs résultats et leurs liens. C’est irréversible. Les lignes du journal et des crédits restent : elles ne contiennent rien sur la personne.',
  type: 'Saisissez l’identifiant pour confirmer',
  mismatch: 'L’identifiant ne correspond pas.',
  erased_zero: 'Aucun enregistrement ne porte cet identifiant.',
  erased_one: '{{count}} enregistrement a été effacé.',
  erased_many: '{{count}} d’enregistrements ont été effacés.',
  erased_other: '{{count}} enregistrements ont été effacés.',
  fairness: {
    title: 'Équité',
    hint: 'Si les groupes de candidats obtiennent des notes semblables. Les groupes viennent uniquement de vos métadonnées ; aucun n’est jamais déduit d’une voix.',
    key: 'Clé des métadonnées',
    keyHint: 'Ses valeurs sont les groupes, comme un site ou une provenance.',
    compare: 'Comparer',
    start: 'Choisissez les groupes',
    startHint:
      'Indiquez une clé des métadonnées avec lesquelles vos enregistrements ont été envoyés. Ses valeurs seront les groupes.',
    empty: 'Rien à comparer selon cette clé',
    emptyHint: 'Aucune des {{count}} personnes avec un résultat n’a {{key}} dans ses métadonnées.',
    people: '{{people}} personnes avec un résultat ; {{without}} sans cette clé sont laissées de côté.',
    measures: {
      selection: 'Sélection',
      overall: 'Note globale',
      vocabulary: 'Vocabulaire',
      fluency: 'Aisance',
      accent: 'Prononciation',
    },
    median: 'Taux : la part d’un groupe au-dessus de {{median}}, la médiane de tous.',
    selected: 'Taux : la part d’un groupe qui a été retenue.',
    needed:
      'Pour qu’un rapport de 0,8 se voie quatre fois sur cinq, il faut {{count}} personnes dans chacun des deux groupes. Avec moins, une différence peut passer inaperçue.',
    group: 'Groupe',
    number: 'Personnes',
    mean: 'Moyenne',
    rate: 'Taux',
    ratio: 'Rapport d’impact',
    interval: 'Intervalle à 95 % : de {{low}} à {{high}}',
    drawn: 'Rapport d’impact {{ratio}}. {{interval}}. La ligne est à 0,8.',
    p: 'p',
    below: 'sous le seuil des quatre cinquièmes',
    best: 'taux le plus élevé : les autres lui sont comparés',
    noGroups: 'Chaque groupe est trop petit pour être affiché.',
    suppressed_one:
      '{{count}} groupe n’est pas montré : il compte moins de {{smallest}} personnes ({{people}} ici), ses chiffres en diraient plus sur des individus que sur le groupe.',
    suppressed_many:
      '{{count}} de groupes ne sont pas montrés : chacun compte moins de {{smallest}} personnes ({{people}} en tout), leurs chiffres en diraient plus sur des individus que sur les groupes.',
    suppressed_other:
      '{{count}} groupes ne sont pas montrés : chacun compte moins de {{smallest}} personnes ({{people}} en tout), leurs chiffres en diraient plus sur des individus que sur les groupes.',
    notes: 'Comment le lire',
  },
};
