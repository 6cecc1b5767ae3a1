/** What is told to the candidate in French: "vous", what went well, what to practise and how. Nothing here names a fault. */
import type { AccentPart, Feedback, QuotedWord } from '../catalogue.ts';
import { commaDecimal, commaSeconds, count, spacedWhole } from '../continental-figures.ts';
import { clock, percent } from '../figures.ts';
import { listed } from './explanations.ts';
import { howToSay } from './sounds.ts';

const partNames: Record<AccentPart, string> = {
  phoneAccuracy: 'La netteté des sons',
  stressAndIntonation: "Le travail de l'accentuation et de l'intonation",
  delivery: 'La continuité du débit',
};

const at = ({ word, startMs }: QuotedWord) => `"${word}" (à ${clock(startMs)})`;
const pause = ({ startMs, endMs }: { startMs: number; endMs: number }) =>
  `${clock(startMs)} (${commaSeconds(endMs - startMs)} secondes)`;
const words = (value: number) => count(value, 'mot', 'mots');
const different = (value: number) => count(value, 'mot différent', 'mots différents');

/** The feedback in French. */
export const feedback: Feedback = {
  wentWell: 'Ce qui a réussi :',
  toPractise: 'Ce que vous pouvez travailler :',
  notScored: (because) => `Votre enregistrement n'a pas de note : ${because}.`,
  notScoredNext:
    'Cela ne dit rien de votre façon de parler. Demandez aux personnes qui vous ont invité la suite prévue.',
  exercise: (task) => `Exercice : ${task}`,

  advancedWords: (list) =>
    `Vous avez employé des mots avancés comme ${listed(
      list.map(({ word, level, startMs }) => `"${word}" (${level}, à ${clock(startMs)})`),
    )}, ce qui rend une réponse précise.`,
  variety: (share) =>
    `Vos mots varient : sur cinquante de suite, ${percent(share)}% sont différents en moyenne.`,
  types: (all, types) => `Vous avez trouvé ${different(types)} pour vos réponses, sur ${words(all)} en tout.`,
  pace: (rate) =>
    `Votre débit est vif pour votre niveau : ${commaDecimal(rate)} syllabes par seconde entre les pauses.`,
  runs: (syllables) =>
    `Vous parlez par longs passages pour votre niveau, ${commaDecimal(syllables)} syllabes en moyenne avant une pause ; on vous suit facilement.`,
  pausesInPlace: (insideShare) =>
    `Vous faites des pauses là où on les attend : ${
      percent(insideShare) === '0' ? 'presque aucune ne tombe' : `${percent(insideShare)}% seulement tombent`
    } au milieu d'une proposition.`,
  quickAnswers: (ms) =>
    `Vous répondez vite : une réponse commence en général ${commaSeconds(ms)} secondes après la question.`,
  spokeFor: (ms) =>
    `Vous avez parlé ${clock(ms)} minutes en tout, assez pour donner une idée de votre façon de parler.`,
  bestPart: (part, score) =>
    `${partNames[part]} vient en tête des éléments de votre prononciation (${commaDecimal(score)} sur cinq).`,

  overused: (word, times) => `Le mot "${word}" revient ${spacedWhole(times)} fois.`,
  overusedTask: (word, alternatives) =>
    alternatives === undefined
      ? `notez trois mots qui peuvent remplacer "${word}", puis redites une de vos réponses avec eux.`
      : `redites une de vos réponses en essayant "${alternatives[0]}" ou "${alternatives[1]}" là où ils conviennent mieux que "${word}".`,
  moreVariety: (all, types) =>
    `Vous avez employé ${different(types)} sur ${words(all)} ; chaque mot nouveau enrichit vos réponses.`,
  moreVarietyTask:
    'racontez deux fois la même histoire, et la seconde fois remplacez cinq mots par d’autres.',
  longPauses: (pauses) =>
    pauses.length === 1
      ? `Une longue pause tombe au milieu d'une proposition, à ${listed(pauses.map(pause))}.`
      : `Quelques longues pauses tombent au milieu d'une proposition, par exemple à ${listed(pauses.map(pause))}.`,
  longPausesTask:
    'choisissez une de vos réponses, décidez où finit chaque idée et redites-la en ne faisant de pause que là.',
  longestPause: (one) => `Votre plus longue pause est à ${pause(one)}.`,
  longestPauseTask:
    'préparez trois formules qui laissent le temps de penser, comme "let me think about that", et employez-les en vous exerçant.',
  runsShort: (syllables) =>
    `Vous dites ${commaDecimal(syllables)} syllabes en moyenne avant une pause ; des passages plus longs se suivent mieux.`,
  runsTask:
    'apprenez quelques formules d’un seul tenant, comme "the reason for this is that", et bâtissez des réponses avec elles.',
  steadyPace: (wordsPerMinute) =>
    `Vous dites ${words(wordsPerMinute)} par minute, pauses comprises ; l'exercice rend le débit plus régulier.`,
  paceTask:
    "enregistrez trois fois de suite une réponse d'une minute et comparez la première à la troisième.",
  sound: (ipa, times, due, examples) => {
    const example = examples.length === 0 ? '' : `, par exemple dans ${listed(examples.map(at))}`;
    return `Le son /${ipa}/ se distinguait mal dans ${spacedWhole(times)} cas sur ${spacedWhole(due)}${example}.`;
  },
  soundTask: (ipa, arpabet, examples) => {
    const how = howToSay[arpabet];
    const list =
      examples.length === 0 ? 'des mots qui le contiennent' : listed(examples.map(({ word }) => `"${word}"`));
    return `${how === undefined ? `écoutez /${ipa}/ dans un dictionnaire sonore` : `pour /${ipa}/, ${how}`} ; dites ${list} lentement, puis dans une phrase.`;
  },
  weakestPart: (part, score) =>
    `${partNames[part]} peut le plus progresser dans votre prononciation (${commaDecimal(score)} sur cinq).`,
  partTasks: {
    phoneAccuracy:
      "lisez lentement un court texte à voix haute et finissez chaque mot, jusqu'au dernier son.",
    stressAndIntonation:
      'écoutez une phrase de quelqu’un que vous aimez entendre, repérez les mots forts et dites-la avec l’enregistrement.',
    delivery: 'lisez un texte à voix haute par groupes de mots, et liez les mots de chaque groupe.',
  },
};
