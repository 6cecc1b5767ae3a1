/** What is told to the candidate in German: "Sie", what went well, what to practise and how. Nothing here names a fault. */
import type { AccentPart, Feedback, QuotedWord } from '../catalogue.ts';
import { commaDecimal, commaSeconds, count, spacedWhole } from '../continental-figures.ts';
import { clock, percent } from '../figures.ts';
import { listed } from './explanations.ts';
import { howToSay } from './sounds.ts';

const partNames: Record<AccentPart, string> = {
  phoneAccuracy: 'Die Deutlichkeit einzelner Laute',
  stressAndIntonation: 'Betonung und Melodie',
  delivery: 'Der Fluss des Vortrags',
};

const at = ({ word, startMs }: QuotedWord) => `"${word}" (bei ${clock(startMs)})`;
const pause = ({ startMs, endMs }: { startMs: number; endMs: number }) =>
  `${clock(startMs)} (${commaSeconds(endMs - startMs)} Sekunden)`;
const words = (value: number) => count(value, 'Wort', 'Wörtern');

/** The feedback in German. */
export const feedback: Feedback = {
  wentWell: 'Das ist gelungen:',
  toPractise: 'Das können Sie als Nächstes üben:',
  notScored: (because) => `Ihre Aufnahme hat keine Werte: ${because}.`,
  notScoredNext:
    'Das sagt nichts darüber, wie gut Sie sprechen. Bitte fragen Sie die Menschen, die Sie eingeladen haben, wie es weitergeht.',
  exercise: (task) => `Übung: ${task}`,

  advancedWords: (list) =>
    `Sie haben anspruchsvolle Wörter gebraucht wie ${listed(
      list.map(({ word, level, startMs }) => `"${word}" (${level}, bei ${clock(startMs)})`),
    )}, das macht eine Antwort genau.`,
  variety: (share) =>
    `Ihre Wörter wechseln: Von fünfzig hintereinander sind im Mittel ${percent(share)}% verschieden.`,
  types: (all, types) =>
    `Sie haben für Ihre Antworten ${count(types, 'verschiedenes Wort', 'verschiedene Wörter')} gefunden, in ${words(all)} insgesamt.`,
  pace: (rate) =>
    `Sie sprechen für Ihre Stufe lebhaft: ${commaDecimal(rate)} Silben in der Sekunde zwischen den Pausen.`,
  runs: (syllables) =>
    `Sie sprechen für Ihre Stufe in langen Stücken, im Mittel ${commaDecimal(syllables)} Silben vor einer Pause; so kann man Ihnen gut folgen.`,
  pausesInPlace: (insideShare) =>
    `Sie machen Pausen, wo man sie erwartet: ${
      percent(insideShare) === '0' ? 'kaum eine' : `nur ${percent(insideShare)}%`
    } davon liegt mitten in einem Satzteil.`,
  quickAnswers: (ms) =>
    `Sie greifen Fragen rasch auf: Eine Antwort beginnt meist ${commaSeconds(ms)} Sekunden nach der Frage.`,
  spokeFor: (ms) =>
    `Sie haben insgesamt ${clock(ms)} Minuten gesprochen, genug, um einen Eindruck davon zu geben, wie Sie sprechen.`,
  bestPart: (part, score) =>
    `${partNames[part]} liegt von den Teilen Ihrer Aussprache am höchsten (${commaDecimal(score)} von fünf).`,

  overused: (word, times) => `Das Wort "${word}" kehrt ${spacedWhole(times)}-mal wieder.`,
  overusedTask: (word, alternatives) =>
    alternatives === undefined
      ? `schreiben Sie drei Wörter auf, die für "${word}" stehen können, und geben Sie eine Ihrer Antworten noch einmal mit ihnen.`
      : `geben Sie eine Ihrer Antworten noch einmal und versuchen Sie "${alternatives[0]}" oder "${alternatives[1]}", wo es besser passt als "${word}".`,
  moreVariety: (all, types) =>
    `Sie haben ${count(types, 'verschiedenes Wort', 'verschiedene Wörter')} in ${words(all)} gebraucht; jedes neue macht Ihre Antworten noch reicher.`,
  moreVarietyTask:
    'erzählen Sie dieselbe Geschichte zweimal und ersetzen Sie beim zweiten Mal fünf Wörter durch andere.',
  longPauses: (pauses) =>
    pauses.length === 1
      ? `Eine lange Pause liegt mitten in einem Satzteil, bei ${listed(pauses.map(pause))}.`
      : `Einige lange Pausen liegen mitten in einem Satzteil, zum Beispiel bei ${listed(pauses.map(pause))}.`,
  longPausesTask:
    'nehmen Sie eine Ihrer Antworten, legen Sie fest, wo jeder Gedanke endet, und machen Sie nur dort eine Pause.',
  longestPause: (one) => `Ihre längste Pause liegt bei ${pause(one)}.`,
  longestPauseTask:
    'legen Sie sich drei Wendungen zurecht, die Zeit zum Denken geben, etwa "let me think about that", und üben Sie Antworten damit.',
  runsShort: (syllables) =>
    `Sie sprechen im Mittel ${commaDecimal(syllables)} Silben vor einer Pause; längeren Stücken kann man leichter folgen.`,
  runsTask:
    'lernen Sie einige Wendungen als ein Stück, etwa "the reason for this is that", und bauen Sie Antworten daraus.',
  steadyPace: (wordsPerMinute) =>
    `Sie sprechen ${count(wordsPerMinute, 'Wort', 'Wörter')} in der Minute, Pausen eingerechnet; Übung macht den Fluss gleichmäßiger.`,
  paceTask:
    'nehmen Sie eine Antwort von einer Minute dreimal hintereinander auf und vergleichen Sie die erste mit der dritten.',
  sound: (ipa, times, due, examples) => {
    const example = examples.length === 0 ? '' : `, zum Beispiel in ${listed(examples.map(at))}`;
    return `Der Laut /${ipa}/ war in ${spacedWhole(times)} von ${spacedWhole(due)} Fällen schwer zu verstehen${example}.`;
  },
  soundTask: (ipa, arpabet, examples) => {
    const how = howToSay[arpabet];
    const list = examples.length === 0 ? 'Wörter mit ihm' : listed(examples.map(({ word }) => `"${word}"`));
    return `${how === undefined ? `hören Sie /${ipa}/ in einem Wörterbuch mit Ton` : `für /${ipa}/ ${how}`}; sagen Sie ${list} langsam, dann in einem Satz.`;
  },
  weakestPart: (part, score) =>
    `${partNames[part]} kann an Ihrer Aussprache am meisten wachsen (${commaDecimal(score)} von fünf).`,
  partTasks: {
    phoneAccuracy:
      'lesen Sie einen kurzen Text langsam vor und sprechen Sie jedes Wort bis zum letzten Laut.',
    stressAndIntonation:
      'hören Sie einen Satz von jemandem, dem Sie gern zuhören, merken Sie sich die starken Wörter und sprechen Sie ihn mit.',
    delivery:
      'lesen Sie einen Text in Wortgruppen vor und verbinden Sie die Wörter jeder Gruppe ohne Unterbrechung.',
  },
};
