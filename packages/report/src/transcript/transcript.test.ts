import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import type { TranscriptSegment } from '@vivavoce/contract';
import fc from 'fast-check';
import { segmentOf, transcriptOf } from './conversation.fixture.ts';
import { cuesOf, MAX_LINE_LENGTH } from './cues.ts';
import { formatClock, formatTimecode } from './format-time.ts';
import { plainText } from './plain-text.ts';
import { subRip, webVtt } from './subtitles.ts';

const golden = (name: string) => readFile(new URL(`golden/${name}`, import.meta.url), 'utf8');

const CONVERSATION = transcriptOf([
  segmentOf(0, 500, 'Good morning. Where did you work before?'),
  segmentOf(
    1,
    4500,
    'In a bakery, R&D <bread>.',
    2000,
    'We made bread for forty shops in the north of the city,',
  ),
  segmentOf(1, 14_000, 'and I planned the routes.'),
  segmentOf(0, 16_000, 'I see.'),
  segmentOf(2, 3_600_000, 'Hello.'),
]);

test('a conversation becomes the text and the subtitles that were written by hand', async () => {
  assert.equal(plainText(CONVERSATION), await golden('conversation.txt'));
  assert.equal(subRip(CONVERSATION), await golden('conversation.srt'));
  assert.equal(webVtt(CONVERSATION), await golden('conversation.vtt'));
});

test('speakers are named in the language of the report', () => {
  for (const text of [
    plainText(CONVERSATION, 'de'),
    subRip(CONVERSATION, 'de'),
    webVtt(CONVERSATION, 'de'),
  ]) {
    assert.match(text, /Interview\b[\s\S]*Bewerbende Person/);
    assert.doesNotMatch(text, /Candidate|Interviewer/);
  }
});

test('nobody speaking gives files without cues', () => {
  assert.equal(plainText(transcriptOf([])), '');
  assert.equal(subRip(transcriptOf([])), '');
  assert.equal(webVtt(transcriptOf([])), 'WEBVTT\n');
});

test('times are written as their formats want them', () => {
  assert.deepEqual([0, 59_999, 60_000, 3_599_999, 3_600_000, 36_061_000].map(formatClock), [
    '0:00',
    '0:59',
    '1:00',
    '59:59',
    '1:00:00',
    '10:01:01',
  ]);
  assert.equal(formatTimecode(3_661_007, ','), '01:01:01,007');
});

const word = fc.stringMatching(/^[a-zé'’]{1,14}[,.?]?$/);
const said = fc.array(fc.oneof({ weight: 6, arbitrary: word }, { weight: 1, arbitrary: fc.nat(4000) }), {
  minLength: 1,
  maxLength: 40,
});
/** Speakers who go on from where they were, and interrupt each other as they like. */
const conversation = fc
  .array(fc.record({ speaker: fc.nat(2), gapMs: fc.nat(3000), said }), { maxLength: 8 })
  .map((turns) => {
    const free = [0, 0, 0];
    const segments: TranscriptSegment[] = [];
    for (const turn of turns) {
      const segment = segmentOf(turn.speaker, (free[turn.speaker] as number) + turn.gapMs, ...turn.said);
      free[turn.speaker] = segment.endMs;
      if (segment.words.length > 0) segments.push(segment);
    }
    return transcriptOf(segments.toSorted((a, b) => a.startMs - b.startMs));
  });

test('cues are in order, of one speaker never two at once, and of lines that fit', () => {
  fc.assert(
    fc.property(conversation, (transcript) => {
      const cues = cuesOf(transcript);
      const endsOf = new Map<string, number>();
      let before = 0;
      for (const { speaker, startMs, endMs, lines } of cues) {
        assert.ok(startMs >= before && endMs > startMs);
        assert.ok(startMs >= (endsOf.get(speaker) ?? 0), 'a speaker has two cues at once');
        assert.ok(lines.length <= 2 && lines.every((line) => line.length <= MAX_LINE_LENGTH));
        before = startMs;
        endsOf.set(speaker, endMs);
      }
    }),
  );
});

test('no word is lost, added or moved from one speaker to another, and none is shown before it is said', () => {
  fc.assert(
    fc.property(conversation, (transcript) => {
      const cues = cuesOf(transcript);
      for (const { speaker } of transcript.speakers) {
        const own = transcript.segments.filter((segment) => segment.speaker === speaker);
        const shown = cues.filter((cue) => cue.speaker === speaker);
        assert.equal(shown.flatMap(({ lines }) => lines).join(' '), own.map(({ text }) => text).join(' '));
        const starts = new Set(own.flatMap(({ words }) => words.map(({ startMs }) => startMs)));
        assert.ok(shown.every(({ startMs }) => starts.has(startMs)));
      }
      for (const text of [plainText(transcript), subRip(transcript), webVtt(transcript)]) {
        for (const { words } of transcript.segments) assert.ok(words.every((one) => text.includes(one.text)));
      }
    }),
  );
});

test('a word longer than a line, and words without times of their own, are shown whole', () => {
  const long = 'x'.repeat(60);
  const [cue] = cuesOf(transcriptOf([segmentOf(0, 0, long)]));
  assert.deepEqual(cue?.lines, [long]);
  const untimed = { ...segmentOf(0, 1000, 'one two three four'), words: [] };
  assert.deepEqual(cuesOf(transcriptOf([untimed])), [
    {
      speaker: 'speaker_0',
      startMs: 1000,
      endMs: untimed.endMs,
      lines: ['one two three four'],
      isNewTurn: true,
    },
  ]);
});
