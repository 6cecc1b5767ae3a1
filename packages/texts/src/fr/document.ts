import type { DocumentCatalogue } from '../catalogues.ts';

/** What documents say by themselves in French. */
export const documentCatalogue: DocumentCatalogue = {
  title: {
    own: 'Votre {{language}} parlé',
    other: 'Rapport : {{language}} parlé',
  },
  footer:
    'Vivavoce · des notes avec leurs preuves ; pour informer des personnes, non pour décider à leur place',
  units: {
    seconds: '{{ms, seconds}} s',
  },
  roles: {
    candidate: 'Personne candidate',
    interviewer: 'Entretien',
  },
  facts: {
    date: 'Date',
    recording: 'Enregistrement',
    youSpeak: 'Vous parlez',
    candidateSpeaks: 'Temps de parole',
    reference: 'Référence',
    words_one: '{{count}} mot',
    words_many: '{{count}} de mots',
    words_other: '{{count}} mots',
  },
  result: {
    title: 'Résultat',
    overall: 'Global',
    notScored: 'sans note',
    ofFive: '{{score, decimal}} sur 5',
    level: 'niveau {{level}}',
    interval: 'intervalle à 90 % de {{low, decimal}} à {{high, decimal}}',
    withoutOverall_own:
      'Votre {{language}} parlé n’a pas de note globale, car ses trois parties n’ont pas toutes pu être notées. Ce qui a pu l’être est montré plus bas, avec la raison pour le reste.',
    withoutOverall_recording:
      'Dans cet enregistrement, {{language, definite}} parlé n’a pas de note globale, car ses trois parties n’ont pas toutes pu être notées. Ce qui a pu l’être est montré plus bas, avec la raison pour le reste.',
    summary_own:
      'Votre {{language}} parlé se situe dans l’ensemble à {{level}}, {{score, decimal}} sur une échelle de 0 à 5.',
    summary_recording:
      'Dans cet enregistrement, {{language, definite}} parlé se situe dans l’ensemble à {{level}}, {{score, decimal}} sur une échelle de 0 à 5.',
    certainty:
      'Dans neuf cas sur dix, les personnes qui notent de tels enregistrements s’accorderaient sur une valeur de {{low, decimal}} à {{high, decimal}} : les barres pâles montrent ces plages.',
    note: 'À noter',
    rightSpeaker: 'Est-ce la bonne voix ?',
    uncertain: 'Il n’est pas certain que {{label}} soit la personne candidate ({{confidence}}).',
    listen: 'Une personne devrait écouter',
  },
  requirement: {
    title: 'Ce que demande le poste ({{project}})',
    needed: '{{name, capital}} : {{level}} demandé,',
    evidence: {
      likely: 'probablement atteint',
      unclear: 'incertain, les indices vont dans les deux sens',
      unlikely: 'probablement pas atteint',
      not_scored: 'inconnu, il n’y a pas de note',
    },
    probability: '{{probability, percent}} de probabilité pour {{level}} ou plus',
    note: 'Des indices pour les personnes qui décident, tirés d’un seul enregistrement. Personne n’est écarté automatiquement.',
  },
  answers: {
    title: 'Question par question',
    hint: 'Chaque réponse seule, avec les niveaux que permet son intervalle : vocabulaire · aisance · prononciation. Ils sont moins sûrs que ceux de l’entretien entier ; un tiret marque une réponse trop courte.',
    noQuestion: 'sans question préalable',
    range: '{{low}} à {{high}}',
    head: {
      time: 'Moment',
      question: 'Question',
      length: 'Durée',
      latency: 'Commence après',
      levels: 'Niveaux',
    },
  },
  review: {
    headline: 'Un relecteur a noté autrement',
    overridden:
      '{{name, capital}} : {{level}} ({{score, decimal}}) selon la vérification du {{date}} ; {{machine}} selon le programme.',
    title: 'Vérifié par une personne',
    agrees: 'Une personne a vérifié ce résultat le {{date}} et approuve les notes ci-dessus.',
    differs:
      'Une personne a vérifié ce résultat le {{date}} et n’est pas du même avis ; les notes ci-dessus sont celles du programme.',
    scores: 'Notes que donnerait cette personne, sur 5 : {{scores}}.',
    by: 'Vérifié par {{name}}.',
    dimensions: {
      overall: 'global',
      vocabulary: 'vocabulaire',
      fluency: 'aisance',
      accent: 'prononciation',
    },
  },
  recommendation: 'Ce que cela signifie au travail',
  feedback: {
    own: 'Ce qui est réussi et ce que vous pouvez travailler',
    other: 'Retour pour la personne candidate',
  },
  vocabulary: {
    title: 'Vocabulaire',
    mattr: 'Mots différents sur 50 (MATTR)',
    mtld: 'Variété du texte (MTLD)',
    bands: 'Mots selon leur niveau estimé',
    advanced: 'Les mots les plus avancés',
    overused: 'Mots qui reviennent souvent',
    overusedHead: {
      word: 'Mot',
      often: 'Combien de fois',
      instead: 'Mots qui peuvent convenir à sa place',
    },
    times: '{{count}} fois',
    noAlternatives: 'aucun connu',
  },
  fluency: {
    title: 'Aisance',
    rate: 'Débit entre les pauses',
    syllablesPerSecond: '{{rate, decimal}} syll./s',
    runs: 'Syllabes entre les pauses',
    pausesPerMinute: 'Pauses silencieuses par minute',
    pauseLength: 'Durée d’une pause',
    speakingTime: 'Temps de parole',
    speechShare: 'Dont sans pauses',
    wordsPerMinute: 'Mots par minute',
    fillers: 'Pauses remplies (um, uh)',
    repetitions: 'Répétitions',
    selfRepairs: 'Autocorrections',
    beforeAnswer: 'Temps avant une réponse',
    insideClause: 'dans une proposition',
    betweenClauses: 'entre deux propositions',
    conversation: 'La conversation du début à la fin',
    longest_one: 'La plus longue pause',
    longest_many: 'Les plus longues de {{count}} de pauses',
    longest_other: 'Les plus longues de {{count}} pauses',
  },
  accent: {
    title: 'Prononciation',
    intelligibility: 'Intelligibilité',
    phoneAccuracy: 'Netteté des sons',
    stressAndIntonation: 'Accentuation et intonation',
    delivery: 'Fluidité',
    subscores: 'Ses éléments, comme en jugeraient des experts',
    unclear: 'Sons difficiles à distinguer',
    unclearHead: {
      sound: 'Son',
      unclear: 'Peu net',
      where: 'Où l’entendre',
    },
    unclearTimes: '{{times}} sur {{due}}',
    meaning:
      'La prononciation est ici la facilité à comprendre la parole. Personne n’est tenu de parler comme dans sa première langue.',
  },
  figures: {
    comparison: 'Cet enregistrement (le trait) face à ce qui est habituel à ce niveau et à côté',
    noTypicalRanges:
      'Les valeurs habituelles ne sont connues que pour l’anglais : ces chiffres sont donnés sans comparaison.',
    scale: 'Notes sur une échelle de 0 à 5 avec les niveaux A1 à C2.',
    bands: 'Mots selon leur niveau estimé.',
    running: 'Tous les mots',
    different: 'Mots différents',
    measures: 'Mesures face à l’habituel.',
    typicalRanges: '{{name}} : {{shown}} ; habituel à {{ranges}}.',
    range: 'de {{low}} à {{high}}',
    subscores: 'Éléments de la note.',
    candidate: 'Candidature',
    others: 'Autres',
    wordsAMinute: {
      above: 'Mots par',
      below: 'minute',
    },
    timeline:
      'Déroulement sur {{length}} : la personne candidate parle en {{own}} passages, les autres en {{others}}. Son débit au fil du temps.',
    timelineWithSpeed:
      'Déroulement sur {{length}} : la personne candidate parle en {{own}} passages, les autres en {{others}}. Son débit au fil du temps, de {{low}} à {{high}} mots par minute du temps où elle parle.',
    described: '{{name}} : {{value}}.',
  },
  provenance: {
    title: 'Comment ce rapport a été fait',
    method:
      'Les notes ont été établies par un programme : il a repéré qui parle et quand, a transcrit les mots, a mesuré les mots, les pauses et les sons, et a appris de jugements de personnes sur d’autres enregistrements comment une telle expression est notée. Dans neuf cas sur dix, la note que donneraient des personnes est dans la plage indiquée. Le même enregistrement donne toujours les mêmes notes.',
    rubricMethod:
      'Les notes ont été établies par des programmes : l’un a repéré qui parle et quand, a fait transcrire les mots et a mesuré les mots et les pauses ; un modèle de langage a évalué le vocabulaire et l’aisance d’après des citations qui sont dans la transcription. Personne n’a comparé ses évaluations à celles d’examinateurs, c’est pourquoi les plages sont larges.',
    rights:
      'On ne déduit d’une voix ni émotion, ni personnalité, ni âge, ni sexe, ni origine. Vous pouvez demander qu’une personne écoute, que ce qui a été mal entendu soit corrigé et que tout soit effacé.',
    limits:
      'Le rapport dit comment {{language, definite}} a été parlé dans cet enregistrement, et rien d’autre sur une personne. Il sert à éclairer une décision que prennent des personnes, jamais à la prendre.',
    speaker: 'Les notes sont celles de {{label}}, identifiée par la seule conversation ({{confidence}}).',
    speakers: 'Voix',
    aboveNoise: 'Son au-dessus du bruit',
    unknown: 'inconnu',
    bandwidth: 'Bande passante',
    overlap: 'Voix à la fois',
    engine: 'Programme {{version}}, configuration {{configuration}}.',
    models: 'Modèles : {{models}}.',
  },
  confidence: {
    high: 'sûr',
    medium: 'assez sûr',
    low: 'incertain',
  },
};
