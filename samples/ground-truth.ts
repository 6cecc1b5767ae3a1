import type { Conversation } from './compose.ts';
import { SAMPLE_RATE } from './wav.ts';

/** The truth about a conversation as JSON with one turn and one word a line; its language, ISO 639-1, where it is not English. */
export function groundTruthJson({ turns, words, samples }: Conversation, language?: string): string {
  const lines = (items: readonly unknown[]) => items.map((item) => `    ${JSON.stringify(item)}`).join(',\n');
  const durationMs = Math.round((samples.length * 1000) / SAMPLE_RATE);
  const spoken = language === undefined ? '' : `  "language": "${language}",\n`;
  return `{\n${spoken}  "candidate": "candidate",\n  "durationMs": ${durationMs},\n  "turns": [\n${lines(turns)}\n  ],\n  "words": [\n${lines(words)}\n  ]\n}\n`;
}
