import type { Hearing } from '@vivavoce/engine';

type Segment = Hearing['segments'][number];

/** What the stand-in's people say, over and over; long enough in all for both of them to be scored. */
const LINES: readonly (readonly [speaker: number, text: string])[] = [
  [0, 'Thank you for coming today. Could you tell me what you did in your last position?'],
  [
    1,
    'I planned the routes of forty delivery vans, and I talked to the drivers every morning before they left.',
  ],
  [0, 'That sounds like a busy place. How did you decide which van should go where?'],
  [
    1,
    'We looked at the traffic reports, the weather and the promises that were made to each customer, and then we chose.',
  ],
  [0, 'And when something went wrong on the road, what happened then in your office?'],
  [
    1,
    'Usually the driver rang me, I searched for another van nearby, and the customer heard from us within ten minutes.',
  ],
  [0, 'What would you like to learn in the next few years if you worked with us here?'],
  [
    1,
    'I hope to understand warehouses better, because many delays begin there long before anybody starts an engine.',
  ],
];
const ROUNDS = 3;
const WORD_MS = 320;
const GAP_MS = 600;

/** A hearing as the engine keeps one, of two speakers, speaker 1 the candidate. */
export function standInHearing(durationMs: number): Hearing {
  let at = 0;
  const said = Array.from({ length: ROUNDS }, () => LINES).flat();
  const segments = said.map(([speaker, text]): Segment => {
    const startMs = at;
    const words = text.split(' ').map((word, place) => ({
      text: word,
      confidence: 0.95,
      kind: 'word' as const,
      startMs: startMs + place * WORD_MS,
      endMs: startMs + (place + 1) * WORD_MS - 20,
      phones: [],
    }));
    at = startMs + words.length * WORD_MS + GAP_MS;
    const judged = { accuracy: 6 + speaker, fluency: 6 + speaker, prosodic: 6, total: 6 + speaker };
    return { speaker, startMs, endMs: at - GAP_MS, words, judged };
  });
  return {
    durationMs,
    quality: { snrDb: 40, clippedShare: 0, bandwidthHz: 8000, overlapShare: 0 },
    turns: segments.map(({ speaker, startMs, endMs }) => ({ speaker, startMs, endMs })),
    segments,
    pitchRanges: [0, 1].map((speaker) => ({ speaker, semitones: 5 })),
    models: [],
  };
}
