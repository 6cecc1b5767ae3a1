/** What a level means at work, in Spanish, and how far the estimate can be relied on. */
import type { CefrLevel } from '@vivavoce/contract';
import type { Dimension } from '../../scales/estimates.ts';
import type { Recommendation } from '../catalogue.ts';
import type { ScoreWithLevel } from '../report-input.ts';
import { capital } from '../sentences.ts';
import { dimensionNames, listed } from './explanations.ts';

const overall: Record<CefrLevel, string> = {
  A1: 'en el trabajo basta para saludar y decir nombres y números, pero una conversación necesita ayuda',
  A2: 'en el trabajo basta para intercambios breves y conocidos, pero explicar un problema necesita ayuda',
  B1: 'en el trabajo basta para temas conocidos y el trato diario con el equipo, las discusiones rápidas siguen siendo difíciles',
  B2: 'en el trabajo basta para reuniones, explicaciones y clientes, los matices de una negociación aún cuestan',
  C1: 'en el trabajo basta para dirigir discusiones, presentar y negociar con detalle',
  C2: 'en el trabajo basta para cualquier tarea, también persuadir y matizar bajo presión',
};

const ofDimension: Record<Dimension, Record<CefrLevel, string>> = {
  vocabulary: {
    A1: 'hay palabras para nombres, números y lo más necesario',
    A2: 'hay palabras para lo cotidiano, lo demás pide un rodeo',
    B1: 'hay palabras para los temas conocidos del trabajo, lo especializado pide preparación',
    B2: 'hay palabras para la mayoría de los temas del trabajo, y la que falta se describe',
    C1: 'hay palabras para temas complejos, con pocos huecos',
    C2: 'hay palabras precisas para cualquier tema',
  },
  fluency: {
    A1: 'hay que esperar la mayoría de las respuestas',
    A2: 'las respuestas cortas salen bien, las largas piden paciencia',
    B1: 'las respuestas largas se siguen, con pausas claras para planear',
    B2: 'las respuestas fluyen lo bastante para reuniones y llamadas',
    C1: 'las respuestas fluyen casi sin esfuerzo para quien escucha',
    C2: 'las respuestas fluyen sin esfuerzo a cualquier largo',
  },
  accent: {
    A1: 'quizá solo se entiendan algunas palabras, lo escrito debería ayudar',
    A2: 'a menudo hace falta repetir, sobre todo por teléfono',
    B1: 'se entiende casi todo, con alguna repetición',
    B2: 'se entiende bien, con alguna palabra poco clara',
    C1: 'se entiende con facilidad, también por teléfono',
    C2: 'se entiende cada palabra sin esfuerzo',
  },
};

const withLevel = ({ dimension, level }: ScoreWithLevel) => `${dimensionNames[dimension]} (${level})`;

/** The recommendation in Spanish. */
export const recommendation: Recommendation = {
  overall: (level) => `El habla está en ${level} en conjunto: ${overall[level]}.`,
  withoutOverall: (score) =>
    `No hay nivel global; ${withLevel(score)}: ${ofDimension[score.dimension][score.level]}.`,
  even: 'El vocabulario, la fluidez y la pronunciación quedan cerca.',
  uneven: (highest, lowest) =>
    `${capital(withLevel(highest))} va por delante de ${withLevel(lowest)}: ${ofDimension[lowest.dimension][lowest.level]}.`,
  missing: (groups) =>
    `No hay nota para ${listed(
      groups.map(
        ({ dimensions, because }) => `${listed(dimensions.map((one) => dimensionNames[one]))} (${because})`,
      ),
    )}.`,
  nothing: (because) => `No hay notas para esta grabación: ${because}.`,
  range: (what, low, high) => {
    const subject = what === 'overall' ? 'el nivel global' : `el nivel de ${dimensionNames[what]}`;
    return low === high
      ? `En nueve de cada diez casos, los expertos situarían ${subject} también en ${low}.`
      : `En nueve de cada diez casos, los expertos situarían ${subject} entre ${low} y ${high}.`;
  },
  listenBecause: (clauses) =>
    `Antes de fiarse, una persona debería escuchar la grabación: ${listed(clauses)}.`,
  listenIfClose:
    'Donde dos niveles vecinos llevarían a decisiones distintas, primero debería escuchar una persona.',
  listenInstead: 'Solo una persona que escuche la grabación puede juzgar el habla.',
};
