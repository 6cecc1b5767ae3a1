import type { ReportTexts } from './report-texts.ts';

const confidence = { high: 'sûr', medium: 'assez sûr', low: 'incertain' } as const;
/** "Le français", "l'anglais". */
const withArticle = (language: string): string =>
  /^([aeéiou]|h[éi])/i.test(language) ? `l'${language}` : `le ${language}`;
const whose = (isOwn: boolean, language: string): string =>
  isOwn ? `Votre ${language} parlé` : `Dans cet enregistrement, ${withArticle(language)} parlé`;

/** The texts of a report in French. */
export const FRENCH: ReportTexts = {
  languageTag: 'fr',
  decimalSign: ',',
  title: {
    own: (language) => `Votre ${language} parlé`,
    other: (language) => `Rapport : ${language} parlé`,
  },
  footer:
    'Vivavoce · des notes avec leurs preuves ; pour informer des personnes, non pour décider à leur place',
  roles: { candidate: 'Personne candidate', interviewer: 'Entretien' },
  facts: {
    date: 'Date',
    recording: 'Enregistrement',
    youSpeak: 'Vous parlez',
    candidateSpeaks: 'Temps de parole',
    reference: 'Référence',
    words: (count) => `${count} mots`,
  },
  result: {
    title: 'Résultat',
    overall: 'Ensemble',
    notScored: 'sans note',
    ofFive: (score) => `${score} sur 5`,
    level: (level) => `niveau ${level}`,
    interval: (low, high) => `intervalle à 90 % de ${low} à ${high}`,
    withoutOverall: (isOwn, language) =>
      `${whose(isOwn, language)} n'a pas de note d'ensemble, car ses trois parties n'ont pas toutes pu être notées. Ce qui a pu l'être est montré plus bas, avec la raison pour le reste.`,
    summary: (isOwn, language, level, score) =>
      `${whose(isOwn, language)} se situe dans l'ensemble à ${level}, ${score} sur une échelle de 0 à 5.`,
    certainty: (low, high) =>
      `Dans neuf cas sur dix, ceux qui notent de tels enregistrements s'accorderaient sur une valeur de ${low} à ${high} : les barres pâles montrent ces plages.`,
    note: 'À noter',
    rightSpeaker: 'Est-ce la bonne voix ?',
    uncertain: (label, sure) =>
      `Il n'est pas certain que ${label} soit la personne candidate (${confidence[sure]}).`,
    listen: 'Une personne devrait écouter',
  },
  review: {
    title: 'Relu par une personne',
    agrees: (date) => `Une personne a relu ce résultat le ${date} et approuve les notes ci-dessus.`,
    differs: (date) =>
      `Une personne a relu ce résultat le ${date} et voit le résultat autrement ; les notes ci-dessus sont celles du programme.`,
    scores: (list) => `Notes que donnerait cette personne, sur 5 : ${list}.`,
    by: (name) => `Relu par ${name}.`,
    dimensions: {
      overall: 'ensemble',
      vocabulary: 'vocabulaire',
      fluency: 'aisance',
      accent: 'prononciation',
    },
  },
  recommendation: 'Ce que cela signifie au travail',
  feedback: {
    own: 'Ce qui réussit, et ce que vous pouvez travailler',
    other: 'Retour pour la personne candidate',
  },
  vocabulary: {
    title: 'Vocabulaire',
    mattr: 'Mots différents sur 50 (MATTR)',
    mtld: 'Variété du texte (MTLD)',
    bands: 'Mots selon leur niveau estimé',
    advanced: 'Les mots les plus avancés',
    overused: 'Mots qui reviennent souvent',
    overusedHead: ['Mot', 'Combien de fois', 'Mots qui peuvent convenir à sa place'],
    times: (count) => `${count} fois`,
    noAlternatives: 'aucun connu',
  },
  fluency: {
    title: 'Aisance',
    rate: 'Débit en parlant',
    syllablesPerSecond: (rate) => `${rate} syll./s`,
    runs: 'Syllabes entre les pauses',
    pausesPerMinute: 'Pauses silencieuses par minute',
    pauseLength: "Durée d'une pause",
    speakingTime: 'Temps de parole',
    speechShare: 'Dont sans pauses',
    wordsPerMinute: 'Mots par minute',
    fillers: 'Pauses remplies (um, uh)',
    repetitions: 'Répétitions',
    selfRepairs: 'Reprises',
    beforeAnswer: 'Temps avant une réponse',
    insideClause: 'dans une proposition',
    betweenClauses: 'entre deux propositions',
    conversation: 'La conversation du début à la fin',
    longest: (pauses) => (pauses === 1 ? 'La plus longue pause' : `Les plus longues de ${pauses} pauses`),
  },
  accent: {
    title: 'Prononciation',
    intelligibility: 'Facile à comprendre',
    phoneAccuracy: 'Sons distingués',
    stressAndIntonation: 'Accentuation et intonation',
    delivery: 'Fluidité',
    subscores: 'Ses éléments, comme en jugeraient des experts',
    unclear: 'Sons difficiles à distinguer',
    unclearHead: ['Son', 'Peu net', "Où l'entendre"],
    unclearTimes: (times, due) => `${times} sur ${due}`,
    meaning:
      "La prononciation est ici la facilité à comprendre la parole. Personne n'a à parler comme si c'était sa première langue.",
  },
  figures: {
    comparison: 'Cet enregistrement (le trait) face à ce qui est habituel à ce niveau et à côté',
    noTypicalRanges: "Ce qui est habituel n'est connu que pour l'anglais : ces chiffres se lisent seuls.",
    scale: 'Notes sur une échelle de 0 à 5 avec les niveaux A1 à C2.',
    bands: 'Mots selon leur niveau estimé.',
    running: 'Tous les mots',
    different: 'Mots différents',
    measures: "Mesures face à l'habituel.",
    typicalRanges: (name, shown, ranges) => `${name} : ${shown} ; habituel à ${ranges}.`,
    range: (low, high) => `de ${low} à ${high}`,
    subscores: 'Éléments de la note.',
    candidate: 'Candidature',
    others: 'Autres',
    wordsAMinute: ['Mots par', 'minute'],
    timeline: (length, own, others) =>
      `Déroulement sur ${length} : la personne candidate parle en ${own} passages, les autres en ${others}. Son débit au fil du temps`,
    speed: (low, high) => `, de ${low} à ${high} mots par minute du temps où elle parle`,
  },
  provenance: {
    title: 'Comment ce rapport a été fait',
    method:
      "Les notes ont été faites par un programme : il a trouvé qui parle et quand, a écrit les mots, a mesuré les mots, les pauses et les sons, et a appris de jugements de personnes sur d'autres enregistrements comment une telle parole est notée. Dans neuf cas sur dix, la note que donneraient des personnes est dans la plage indiquée. Le même enregistrement donne toujours les mêmes notes.",
    rubricMethod:
      "Les notes ont été faites par des programmes : l'un a trouvé qui parle et quand, a fait écrire les mots et a mesuré les mots et les pauses ; un modèle de langage a jugé le vocabulaire et l'aisance d'après des citations qui sont dans la transcription. Personne n'a comparé ses jugements à ceux d'examinateurs, c'est pourquoi les plages sont larges.",
    rights:
      "On ne déduit d'une voix ni émotion, ni personnalité, ni âge, ni sexe, ni origine. Vous pouvez demander qu'une personne écoute, que ce qui a été mal entendu soit corrigé et que tout soit effacé.",
    limits: (language) =>
      `Le rapport dit comment ${withArticle(language)} a été parlé dans cet enregistrement, et rien d'autre sur une personne. Il sert à éclairer une décision que prennent des personnes, jamais à la prendre.`,
    speaker: (label, sure) =>
      `Les notes sont celles de ${label}, trouvée par la seule conversation (${confidence[sure]}).`,
    speakers: 'Voix',
    aboveNoise: 'Son au-dessus du bruit',
    unknown: 'inconnu',
    bandwidth: 'Bande passante',
    overlap: 'Voix à la fois',
    engine: (version, configuration) => `Programme ${version}, configuration ${configuration}.`,
    models: (list) => `Modèles : ${list}.`,
  },
};
