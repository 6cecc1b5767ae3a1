/** What a level means at work, in German, and how far the estimate can be relied on. */
import type { CefrLevel } from '@vivavoce/contract';
import type { Dimension } from '../../scales/estimates.ts';
import type { Recommendation } from '../catalogue.ts';
import type { ScoreWithLevel } from '../report-input.ts';
import { dimensionNames, listed } from './explanations.ts';

const overall: Record<CefrLevel, string> = {
  A1: 'das reicht bei der Arbeit für Begrüßungen, Namen, Zahlen und feste Wendungen, ein Gespräch braucht Hilfe',
  A2: 'das reicht bei der Arbeit für kurze Absprachen über Vertrautes, Erklärungen und Besprechungen brauchen Hilfe',
  B1: 'das reicht bei der Arbeit für vertraute Themen, einfache Berichte und den Alltag im Team, schnelle Diskussionen bleiben schwer',
  B2: 'das reicht bei der Arbeit für Besprechungen, Erklärungen und Kundengespräche zu den meisten Themen, feine Töne in Verhandlungen kosten noch Mühe',
  C1: 'das reicht bei der Arbeit, um Diskussionen zu leiten, vorzutragen und im Einzelnen zu verhandeln',
  C2: 'das reicht bei der Arbeit für jede Aufgabe, auch für Überzeugen, Vermitteln und feine Unterschiede unter Druck',
};

const ofDimension: Record<Dimension, Record<CefrLevel, string>> = {
  vocabulary: {
    A1: 'es gibt Wörter für Namen, Zahlen und das Nötigste',
    A2: 'es gibt Wörter für den Alltag, anderes muss umschrieben werden',
    B1: 'es gibt Wörter für vertraute Themen der Arbeit, Fachliches braucht Vorbereitung',
    B2: 'es gibt Wörter für die meisten Themen der Arbeit, ein fehlendes lässt sich umschreiben',
    C1: 'es gibt Wörter für schwierige Themen, mit wenigen Lücken',
    C2: 'es gibt treffende Wörter für jedes Thema',
  },
  fluency: {
    A1: 'Zuhörer müssen auf die meisten Antworten warten',
    A2: 'kurze Antworten kommen leicht, längere brauchen geduldige Zuhörer',
    B1: 'längeren Antworten kann man folgen, mit deutlichen Pausen zum Planen',
    B2: 'Antworten fließen gut genug für Besprechungen und Anrufe',
    C1: 'Antworten fließen fast ohne Mühe für die Zuhörer',
    C2: 'Antworten fließen mühelos in jeder Länge',
  },
  accent: {
    A1: 'Zuhörer verstehen vielleicht nur einige der Wörter, Schriftliches sollte helfen',
    A2: 'Zuhörer brauchen oft eine Wiederholung, vor allem am Telefon',
    B1: 'Zuhörer verstehen das meiste und brauchen manchmal eine Wiederholung',
    B2: 'Zuhörer verstehen gut, mit einem undeutlichen Wort hier und da',
    C1: 'Zuhörer verstehen leicht, auch am Telefon',
    C2: 'Zuhörer verstehen jedes Wort ohne Mühe',
  },
};

const withLevel = ({ dimension, level }: ScoreWithLevel) => `${dimensionNames[dimension]} (${level})`;

/** The recommendation in German. */
export const recommendation: Recommendation = {
  overall: (level) => `Die Rede liegt insgesamt auf ${level}: ${overall[level]}.`,
  withoutOverall: (score) =>
    `Eine Gesamtstufe gibt es nicht; ${withLevel(score)} zeigt: ${ofDimension[score.dimension][score.level]}.`,
  even: 'Wortschatz, Redefluss und Aussprache liegen nah beieinander.',
  uneven: (highest, lowest) =>
    `${withLevel(highest)} liegt vor ${withLevel(lowest)}: ${ofDimension[lowest.dimension][lowest.level]}.`,
  missing: (groups) =>
    `Kein Wert entstand ${listed(
      groups.map(
        ({ dimensions, because }) =>
          `für ${listed(dimensions.map((one) => dimensionNames[one]))} (${because})`,
      ),
    )}.`,
  nothing: (because) => `Für diese Aufnahme gibt es keine Werte: ${because}.`,
  range: (what, low, high) => {
    const subject = what === 'overall' ? 'die Gesamtstufe' : `die Stufe für ${dimensionNames[what]}`;
    return low === high
      ? `In neun von zehn Fällen sähen Fachleute ${subject} ebenfalls auf ${low}.`
      : `In neun von zehn Fällen sähen Fachleute ${subject} zwischen ${low} und ${high}.`;
  },
  listenBecause: (clauses) =>
    `Bevor man sich darauf verlässt, sollte ein Mensch die Aufnahme hören, denn ${listed(clauses)}.`,
  listenIfClose: 'Wo zwei benachbarte Stufen verschieden entscheiden würden, sollte erst ein Mensch zuhören.',
  listenInstead: 'Nur wer die Aufnahme hört, kann die Rede beurteilen.',
};
