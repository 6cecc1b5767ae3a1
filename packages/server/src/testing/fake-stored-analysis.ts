import type { StoredAnalysis } from '@vivavoce/engine';

type Segment = StoredAnalysis['segments'][number];

/** What the stand-in's people say; long enough for both of them to be scored. */
const LINES: readonly (readonly [speaker: number, text: string])[] = [
  [0, 'Thank you for coming today. Could you tell me what you did in your last position?'],
  [
    1,
    'I planned the routes of forty delivery vans, and I talked to the drivers every morning before they left.',
  ],
  [0, 'That sounds like a busy place. How did you decide which van should go where?'],
  [
    1,
    'We looked at the traffic reports, the weather and the promises made to each customer, and then we chose.',
  ],
  [0, 'And when something went wrong on the road, what happened then in your office?'],
  [
    1,
    'Usually somebody rang me, I searched for another vehicle nearby, and people heard from us within ten minutes.',
  ],
  [0, 'I see. Can you give me an example of a decision that turned out to be a mistake?'],
  [
    1,
    'Once I sent too many trucks north because of a rumour, so the southern shops waited until late evening.',
  ],
  [0, 'Who noticed that first, and how did you explain it to those who were waiting?'],
  [
    1,
    'My colleague saw it on her screen; afterwards I apologised by telephone and offered free shipping for a month.',
  ],
  [0, 'What would you like to learn in the next few years if you worked with us here?'],
  [
    1,
    'I hope to understand warehouses better, since many delays begin there long before any engine has started.',
  ],
  [0, 'Our own warehouse is small. Would you mind spending your first weeks inside of it?'],
  [
    1,
    'Not at all, I enjoy seeing how goods are stored, counted and packed, and lifting boxes keeps one healthy.',
  ],
];
const WORD_MS = 400;
const GAP_MS = 600;

/** A stored analysis, of two speakers, speaker 1 the candidate. */
export function fakeStoredAnalysis(durationMs: number): StoredAnalysis {
  let at = 0;
  const segments = LINES.map(([speaker, text]): Segment => {
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
    return { speaker, startMs, endMs: at - GAP_MS, words, expertScores: judged };
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
