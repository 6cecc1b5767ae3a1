import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { TranscriptUpdate } from '@vivavoce/contract';
import { partialTranscript } from './partial-transcript.ts';

const piece = (startMs: number, text: string) => ({
  startMs,
  endMs: startMs + 900.4,
  words: text.split(' ').map((word) => ({ text: word })),
});

test('the first words stay until pieces of known speakers come, and do not come after them', () => {
  const updates: TranscriptUpdate[] = [];
  const transcript = partialTranscript((update) => updates.push(update));
  transcript.onFirstWords(piece(0, 'Good morning.'));
  transcript.onFirstWords(piece(1000, 'Sit down.'));
  const onPiece = transcript.begin();
  transcript.onFirstWords(piece(2000, 'Too late.'));
  onPiece({ ...piece(0, 'Good morning.'), speaker: 1 });
  onPiece({ ...piece(1000, 'Sit down.'), speaker: 0 });
  const onPieceAnew = transcript.begin();
  onPieceAnew({ ...piece(0, 'Good morning.'), speaker: 2 });
  assert.deepEqual(
    updates.map(({ from, passages }) => [
      from,
      ...passages.map(({ speaker, text }) => `${speaker}: ${text}`),
    ]),
    [
      [0],
      [0, 'null: Good morning.'],
      [1, 'null: Sit down.'],
      [0, 'speaker_1: Good morning.'],
      [1, 'speaker_0: Sit down.'],
      [0, 'speaker_2: Good morning.'],
    ],
  );
  assert.deepEqual(updates.at(-1)?.passages[0]?.endMs, 900);
});
