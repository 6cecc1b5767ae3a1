import assert from 'node:assert/strict';
import { test } from 'node:test';
import { correctedWords } from './corrected-words.ts';
import type { Transcript } from './transcript.ts';

const transcriptOf = (words: readonly (readonly [startMs: number, text: string])[]): Transcript => ({
  candidateSpeaker: 'speaker_0',
  candidateText: '',
  speakers: [],
  segments: [
    {
      speaker: 'speaker_0',
      speakerLabel: 'Speaker 1',
      startMs: 0,
      endMs: 9000,
      text: '',
      confidence: 1,
      words: words.map(([startMs, text]) => ({ startMs, endMs: startMs + 90, text, confidence: 1 })),
    },
  ],
});

test('a corrected word names the original text', () => {
  const first = transcriptOf([
    [100, 'um'],
    [200, 'the'],
    [300, 'butt'],
    [400, 'roots'],
  ]);
  const now = transcriptOf([
    [200, 'the'],
    [300, 'bus'],
    [350, 'and'],
    [400, 'roots'],
  ]);
  assert.deepEqual(correctedWords(now, first), [
    { startMs: 200, isWritten: false, heard: 'um' },
    { startMs: 300, isWritten: true, heard: 'butt' },
    { startMs: 350, isWritten: true, heard: '' },
  ]);
  assert.deepEqual(correctedWords(first, first), []);
});
