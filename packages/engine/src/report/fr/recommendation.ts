/** What a level means at work, in French, and how far the estimate can be relied on. */
import type { CefrLevel } from '@vivavoce/contract';
import type { Dimension } from '../../scales/estimates.ts';
import type { Recommendation } from '../catalogue.ts';
import type { ScoreWithLevel } from '../report-input.ts';
import { capital } from '../sentences.ts';
import { dimensionNames, listed } from './explanations.ts';

const overall: Record<CefrLevel, string> = {
  A1: "au travail cela suffit pour saluer, donner des noms et des nombres, mais une conversation demande de l'aide",
  A2: "au travail cela suffit pour de brefs échanges familiers, mais expliquer un problème demande de l'aide",
  B1: 'au travail cela suffit pour les sujets familiers et le quotidien avec les collègues, les discussions rapides restent difficiles',
  B2: 'au travail cela suffit pour les réunions, les explications et les clients, les nuances de négociation coûtent encore un effort',
  C1: 'au travail cela suffit pour mener des discussions, présenter et négocier en détail',
  C2: 'au travail cela suffit pour toute tâche, même persuader et nuancer sous pression',
};

const ofDimension: Record<Dimension, Record<CefrLevel, string>> = {
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

const withLevel = ({ dimension, level }: ScoreWithLevel) => `${dimensionNames[dimension]} (${level})`;

/** The recommendation in French. */
export const recommendation: Recommendation = {
  overall: (level) => `L'expression orale est à ${level} dans l'ensemble : ${overall[level]}.`,
  withoutOverall: (score) =>
    `Il n'y a pas de niveau global ; ${withLevel(score)} : ${ofDimension[score.dimension][score.level]}.`,
  even: 'Le vocabulaire, l’aisance et la prononciation sont proches.',
  uneven: (highest, lowest) =>
    `${capital(withLevel(highest))} devance ${withLevel(lowest)} : ${ofDimension[lowest.dimension][lowest.level]}.`,
  missing: (groups) =>
    `Aucune note n'a été établie pour ${listed(
      groups.map(
        ({ dimensions, because }) => `${listed(dimensions.map((one) => dimensionNames[one]))} (${because})`,
      ),
    )}.`,
  nothing: (because) => `Aucune note n'a été établie pour cet enregistrement : ${because}.`,
  range: (what, low, high) => {
    const subject = what === 'overall' ? 'le niveau global' : `le niveau pour ${dimensionNames[what]}`;
    return low === high
      ? `Dans neuf cas sur dix, des experts placeraient aussi ${subject} à ${low}.`
      : `Dans neuf cas sur dix, des experts placeraient ${subject} entre ${low} et ${high}.`;
  },
  listenBecause: (clauses) =>
    `Une personne devrait écouter l'enregistrement avant de s'y fier : ${listed(clauses)}.`,
  listenIfClose:
    "Là où deux niveaux voisins mèneraient à des décisions différentes, une personne devrait d'abord écouter.",
  listenInstead: "Seule une personne qui écoute l'enregistrement peut en juger.",
};
