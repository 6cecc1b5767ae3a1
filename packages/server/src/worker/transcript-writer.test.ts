import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Passage, TranscriptUpdate } from '@vivavoce/contract';
import fc from 'fast-check';
import { joinedUpdates } from './transcript-writer.ts';

const passage: fc.Arbitrary<Passage> = fc.record({
  speaker: fc.constantFrom('speaker_0', 'speaker_1'),
  startMs: fc.nat(),
  endMs: fc.nat(),
  text: fc.string(),
});

/** Updates as the engine sends them: each continues what is there, or begins anew. */
const updates: fc.Arbitrary<TranscriptUpdate[]> = fc
  .array(fc.record({ isAnew: fc.boolean(), passages: fc.array(passage, { maxLength: 4 }) }))
  .map((steps) => {
    let count = 0;
    return steps.map(({ isAnew, passages }) => {
      const from = isAnew ? 0 : count;
      count = from + passages.length;
      return { from, passages };
    });
  });

const applied = (passages: readonly Passage[], update: TranscriptUpdate): Passage[] => [
  ...passages.slice(0, update.from),
  ...update.passages,
];

test('updates that are stored together leave the same transcript as one by one', () => {
  fc.assert(
    fc.property(updates, fc.nat(), (all, cut) => {
      const first = all.slice(0, cut % (all.length + 1));
      const [head, ...tail] = all.slice(first.length);
      const before = first.reduce(applied, []);
      const together = head ? applied(before, tail.reduce(joinedUpdates, head)) : before;
      assert.deepEqual(together, all.reduce(applied, []));
    }),
  );
});
