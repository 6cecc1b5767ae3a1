/** What was noticed about a recording, and why a person should listen, in French. */
import type { Warning } from '@vivavoce/contract';
import type { ReviewClauses } from '../catalogue.ts';
import { dimensionNames, listed } from './explanations.ts';

type WarningCode = Warning['code'];

/** One sentence for each code. */
export const warningMessages: Record<WarningCode, string> = {
  LOW_SNR: "L'enregistrement est bruité, des mots et des sons ont pu être mal entendus.",
  CLIPPED: "L'enregistrement est saturé, des sons ont pu être mal jugés.",
  NARROW_BAND: 'Les aigus manquent comme au téléphone, certains sons se distinguent mal.',
  MUCH_OVERLAP: 'On parle souvent en même temps, des mots ont pu être mal attribués.',
  LITTLE_CANDIDATE_SPEECH: 'La personne candidate parle peu, les notes sont moins sûres.',
  CANDIDATE_UNCERTAIN: "Il n'est pas certain quelle voix est celle de la candidature.",
  OTHER_LANGUAGE: 'Une partie de la parole semble être dans une autre langue que celle demandée.',
  REPETITIVE:
    "Les mêmes mots reviennent si souvent que vocabulaire et aisance ne se mesurent pas comme d'habitude.",
  MEMORISED_OR_READ: "Peu d'hésitations ont été trouvées; la reconnaissance en omet beaucoup.",
  SPEECH_NOT_RELIABLY_RECOGNISED: "La parole n'a pu être reconnue de façon fiable, elle n'a pas été notée.",
  VOCABULARY_TOO_FEW_WORDS: 'Il y a trop peu de mots pour noter le vocabulaire.',
  VOCABULARY_NOT_UNDERSTOOD:
    "Trop peu de mots ont été reconnus de façon fiable pour noter le vocabulaire; l'aisance et la prononciation n'en dépendent pas.",
  FLUENCY_TOO_LITTLE_SPEECH: "Il y a trop peu de parole pour noter l'aisance.",
  ACCENT_TOO_LITTLE_SPEECH: 'Il y a trop peu de parole nette pour noter la prononciation.',
  ABOVE_CALIBRATED_RANGE:
    "Une note dépasse les niveaux des données d'apprentissage, elle peut être plus haute.",
  ACCOMMODATION: "Aucune note n'a été établie, car un aménagement a été demandé.",
  JUDGED_BY_LANGUAGE_MODEL:
    "Les notes viennent d'un modèle de langage choisi par l'exploitant ; personne ne l'a comparé à des examinateurs.",
  JUDGEMENT_NOT_VERIFIED:
    "Ce que le modèle de langage donne pour preuve n'est pas dans l'enregistrement, ou ses réponses divergent ; une note manque.",
  INSTRUCTIONS_IN_SPEECH:
    'Un passage ressemble à une consigne au modèle de langage ; le jugement a été fait sans lui.',
  ACCENT_NOT_SCORED_IN_LANGUAGE:
    "La prononciation n'est notée qu'en anglais, il manque donc cette note et la note globale.",
  WORD_TIMES_ESTIMATED: 'Certains mots sont venus sans repères de temps, leur place est estimée.',
};

/** Why a score was not made. */
export const missingReasons: Partial<Record<WarningCode, string>> = {
  VOCABULARY_TOO_FEW_WORDS: 'il y a trop peu de mots pour une mesure juste',
  VOCABULARY_NOT_UNDERSTOOD: 'trop peu de mots ont été reconnus de façon fiable',
  FLUENCY_TOO_LITTLE_SPEECH: 'il y a trop peu de parole pour une mesure juste',
  ACCENT_TOO_LITTLE_SPEECH: 'il y a trop peu de parole nette pour une mesure juste',
  SPEECH_NOT_RELIABLY_RECOGNISED: "la parole n'a pu être reconnue de façon fiable",
  ACCOMMODATION: "un aménagement a été demandé et l'enregistrement a seulement été transcrit",
  OTHER_LANGUAGE: 'une trop grande part de la parole semble être dans une autre langue',
  REPETITIVE: 'les mêmes mots reviennent trop souvent pour une mesure juste',
  JUDGEMENT_NOT_VERIFIED: "les preuves du modèle de langage ne résistent pas à l'enregistrement",
  ACCENT_NOT_SCORED_IN_LANGUAGE: "la prononciation n'est notée qu'en anglais",
};

/** Why a score was not made when no warning explains it. */
export const missingUnexplained = "l'enregistrement n'en contient pas assez";

/** Why a person should listen. */
export const reviewClauses: ReviewClauses = {
  candidateUncertain: "il n'est pas certain quelle voix est celle de la candidature",
  candidateMostLikely: 'le choix de la voix est probable mais pas certain',
  noScores: "aucune note n'a été établie",
  wideInterval: (dimensions) =>
    `l'estimation pour ${listed(dimensions.map((one) => dimensionNames[one]))} couvre plus de deux niveaux`,
  warnings: {
    LOW_SNR: "l'enregistrement est bruité",
    CLIPPED: "l'enregistrement est saturé",
    NARROW_BAND: null,
    MUCH_OVERLAP: 'on parle souvent en même temps',
    LITTLE_CANDIDATE_SPEECH: 'il y a peu de parole',
    CANDIDATE_UNCERTAIN: "il n'est pas certain quelle voix est celle de la candidature",
    OTHER_LANGUAGE: 'une partie de la parole semble être dans une autre langue',
    REPETITIVE: 'les mêmes mots reviennent très souvent',
    MEMORISED_OR_READ: null,
    SPEECH_NOT_RELIABLY_RECOGNISED: "la parole n'a pu être reconnue de façon fiable",
    VOCABULARY_TOO_FEW_WORDS: 'il y a trop peu de mots pour le vocabulaire',
    VOCABULARY_NOT_UNDERSTOOD: 'trop peu de mots ont été reconnus de façon fiable pour le vocabulaire',
    FLUENCY_TOO_LITTLE_SPEECH: "il y a trop peu de parole pour l'aisance",
    ACCENT_TOO_LITTLE_SPEECH: 'il y a trop peu de parole nette pour la prononciation',
    ABOVE_CALIBRATED_RANGE: 'une note dépasse les niveaux que des personnes ont notés',
    ACCOMMODATION: 'un aménagement a été demandé',
    JUDGED_BY_LANGUAGE_MODEL: "le juge est un modèle de langage que personne n'a comparé à des examinateurs",
    JUDGEMENT_NOT_VERIFIED: "les preuves du modèle de langage ne résistent pas à l'enregistrement",
    INSTRUCTIONS_IN_SPEECH: 'un passage ressemble à une consigne au modèle de langage',
    ACCENT_NOT_SCORED_IN_LANGUAGE: null,
    WORD_TIMES_ESTIMATED: null,
  },
};
