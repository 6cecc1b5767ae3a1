/** What was noticed about a recording, and why a person should listen, in German. */
import type { Warning } from '@vivavoce/contract';
import type { ReviewClauses } from '../catalogue.ts';
import { dimensionNames, listed } from './explanations.ts';

type WarningCode = Warning['code'];

/** One sentence for each code. */
export const warningMessages: Record<WarningCode, string> = {
  LOW_SNR: 'Die Aufnahme rauscht, deshalb können Wörter und Laute falsch verstanden worden sein.',
  CLIPPED: 'Die Aufnahme ist übersteuert, deshalb können Laute falsch beurteilt worden sein.',
  NARROW_BAND:
    'Der Aufnahme fehlen wie am Telefon hohe Töne, deshalb sind manche Laute schwer zu unterscheiden.',
  MUCH_OVERLAP: 'Oft reden mehrere zugleich, deshalb können Wörter falsch zugeordnet sein.',
  LITTLE_CANDIDATE_SPEECH:
    'Die Kandidatin oder der Kandidat spricht nur kurz, deshalb sind die Werte weniger sicher.',
  CANDIDATE_UNCERTAIN: 'Es ist nicht sicher, welche Stimme zur Bewerbung gehört.',
  OTHER_LANGUAGE: 'Ein Teil der Rede scheint in einer anderen Sprache zu sein als verlangt.',
  REPETITIVE:
    'Dieselben Wörter kehren so oft wieder, dass Wortschatz und Redefluss nicht wie sonst messbar sind.',
  MEMORISED_OR_READ: 'In der Rede wurde wenig Zögern gefunden; vieles davon überhört die Erkennung.',
  SPEECH_NOT_RELIABLY_RECOGNISED: 'Die Rede war nicht verlässlich zu erkennen, deshalb gibt es keine Werte.',
  VOCABULARY_TOO_FEW_WORDS: 'Für einen Wert zum Wortschatz sind es zu wenige Wörter.',
  VOCABULARY_NOT_UNDERSTOOD:
    'Für einen Wert zum Wortschatz waren zu wenige Wörter verlässlich zu erkennen; Redefluss und Aussprache hängen nicht davon ab.',
  FLUENCY_TOO_LITTLE_SPEECH: 'Für einen Wert zum Redefluss ist es zu wenig Rede.',
  ACCENT_TOO_LITTLE_SPEECH: 'Für einen Wert zur Aussprache ist es zu wenig deutliche Rede.',
  ABOVE_CALIBRATED_RANGE: 'Ein Wert liegt über den Stufen der Lerndaten, er kann höher sein als gezeigt.',
  ACCOMMODATION: 'Es gibt keine Werte, weil ein Nachteilsausgleich verlangt wurde.',
  JUDGED_BY_LANGUAGE_MODEL:
    'Die Werte stammen von einem Sprachmodell, das der Betreiber gewählt hat; mit Prüfern hat es niemand verglichen.',
  JUDGEMENT_NOT_VERIFIED:
    'Was das Sprachmodell als Beleg nannte, steht nicht in der Aufnahme, oder seine Antworten weichen weit voneinander ab; ein Wert fehlt deshalb.',
  INSTRUCTIONS_IN_SPEECH:
    'Etwas in der Rede liest sich wie eine Anweisung an das Sprachmodell; beurteilt wurde ohne diese Stellen.',
  ACCENT_NOT_SCORED_IN_LANGUAGE:
    'Aussprache wird nur auf Englisch bewertet, deshalb fehlen dieser Wert und der Gesamtwert.',
  WORD_TIMES_ESTIMATED: 'Für einige Wörter fehlen Zeiten, ihre Stellen in der Aufnahme sind geschätzt.',
};

/** Why a score was not made. */
export const missingReasons: Partial<Record<WarningCode, string>> = {
  VOCABULARY_TOO_FEW_WORDS: 'es sind zu wenige Wörter für ein faires Maß',
  VOCABULARY_NOT_UNDERSTOOD: 'zu wenige Wörter waren verlässlich zu erkennen',
  FLUENCY_TOO_LITTLE_SPEECH: 'es ist zu wenig Rede für ein faires Maß',
  ACCENT_TOO_LITTLE_SPEECH: 'es ist zu wenig deutliche Rede für ein faires Maß',
  SPEECH_NOT_RELIABLY_RECOGNISED: 'die Rede war nicht verlässlich zu erkennen',
  ACCOMMODATION: 'ein Nachteilsausgleich wurde verlangt, die Aufnahme wurde nur abgeschrieben',
  OTHER_LANGUAGE: 'zu viel der Rede scheint in einer anderen Sprache zu sein',
  REPETITIVE: 'dieselben Wörter kehren zu oft wieder für ein faires Maß',
  JUDGEMENT_NOT_VERIFIED: 'die Belege des Sprachmodells halten der Aufnahme nicht stand',
  ACCENT_NOT_SCORED_IN_LANGUAGE: 'Aussprache wird nur auf Englisch bewertet',
};

/** Why a score was not made when no warning explains it. */
export const missingUnexplained = 'die Aufnahme enthält nicht genug dafür';

/** Why a person should listen. */
export const reviewClauses: ReviewClauses = {
  candidateUncertain: 'es ist nicht sicher, welche Stimme zur Bewerbung gehört',
  candidateMostLikely: 'die Wahl der Stimme ist wahrscheinlich, aber nicht sicher',
  noScores: 'es gibt keinen Wert',
  wideInterval: (dimensions) =>
    `die Schätzung (${listed(dimensions.map((one) => dimensionNames[one]))}) reicht über mehr als zwei Stufen`,
  warnings: {
    LOW_SNR: 'die Aufnahme rauscht',
    CLIPPED: 'die Aufnahme ist übersteuert',
    NARROW_BAND: null,
    MUCH_OVERLAP: 'oft reden mehrere zugleich',
    LITTLE_CANDIDATE_SPEECH: 'es ist wenig Rede zu hören',
    CANDIDATE_UNCERTAIN: 'es ist nicht sicher, welche Stimme zur Bewerbung gehört',
    OTHER_LANGUAGE: 'ein Teil der Rede scheint in einer anderen Sprache zu sein',
    REPETITIVE: 'dieselben Wörter kehren ungewöhnlich oft wieder',
    MEMORISED_OR_READ: null,
    SPEECH_NOT_RELIABLY_RECOGNISED: 'die Rede war nicht verlässlich zu erkennen',
    VOCABULARY_TOO_FEW_WORDS: 'für den Wortschatz sind es zu wenige Wörter',
    VOCABULARY_NOT_UNDERSTOOD: 'für den Wortschatz waren zu wenige Wörter verlässlich zu erkennen',
    FLUENCY_TOO_LITTLE_SPEECH: 'für den Redefluss ist es zu wenig Rede',
    ACCENT_TOO_LITTLE_SPEECH: 'für die Aussprache ist es zu wenig deutliche Rede',
    ABOVE_CALIBRATED_RANGE: 'ein Wert liegt über den Stufen, die Menschen bewertet haben',
    ACCOMMODATION: 'ein Nachteilsausgleich wurde verlangt',
    JUDGED_BY_LANGUAGE_MODEL: 'ein Sprachmodell hat geurteilt, das niemand mit Prüfern verglichen hat',
    JUDGEMENT_NOT_VERIFIED: 'die Belege des Sprachmodells halten der Aufnahme nicht stand',
    INSTRUCTIONS_IN_SPEECH: 'etwas in der Rede liest sich wie eine Anweisung an das Sprachmodell',
    ACCENT_NOT_SCORED_IN_LANGUAGE: null,
    WORD_TIMES_ESTIMATED: null,
  },
};
