/** Words of an old private dialect that nobody outside this project would look for. */
import type { SourceText, Violation } from './source-rules.ts';

interface ForbiddenWord {
  readonly word: RegExp;
  /** What the field or ordinary software English says, and why the word is confusing. */
  readonly reason: string;
}

const FORBIDDEN: readonly ForbiddenWord[] = [
  { word: /voice-?prints?|window_?prints/gi, reason: 'the field says speaker embedding' },
  { word: /\bcrowd(?!ed)/gi, reason: 'the field says speaker count' },
  { word: /distil(?!l?ation)/gi, reason: 'nothing is distilled: a stored analysis is made' },
  { word: /\b(an?|the|stored|each|this|one) hearings?\b/gi, reason: 'what is kept is a stored analysis' },
  {
    word: /\bheard[A-Z]|[a-z]Heard(?![a-z])/g,
    reason: 'say transcribed, detected or measured: "heard" meant them all',
  },
  {
    word: /\bjudge[A-Z_]|[a-z_]Judge|_judged?\b/g,
    reason: 'say score, rate or evaluate: "judge" meant them all',
  },
  { word: /takeaways?/gi, reason: 'a file that people save is a download' },
  { word: /\bchores?\b/gi, reason: 'periodic work is maintenance' },
  { word: /\bspoil(t|s|ed)?\b/gi, reason: 'a request changed at random is mutated' },
  { word: /\b(un|re)?seal(ed|s|ing)?\b/gi, reason: 'texts and objects are encrypted and decrypted' },
  { word: /\bisDeaf\b/g, reason: 'events are unavailable' },
  {
    word: /somebody else/gi,
    reason: 'say unknown speaker, another tenant, another request: it meant them all',
  },
  { word: /\bshut out\b/gi, reason: 'a user is deactivated' },
  {
    word: /\b(runs?|uploads?|workers?|process|tries) at work\b/gi,
    reason: 'say in progress, running or busy',
  },
  { word: /\bwish(es)? for erasure\b/gi, reason: 'it is an erasure request' },
];

/** Names that are stored in installations or in weights, and stay. */
const STORED_NAMES = [
  // The weights of version 0.1.0, and a field that stored analyses never had.
  /speaker-voiceprint\.f32|voiceprints: \[\[/g,
  // An output of the network in `speaker-frames.onnx`.
  /`crowd`|"crowd"|\bcrowd: counts/g,
  // A code of the contract.
  /SPEAKER_NOT_HEARD/g,
];

/** The places of a text where a word of the dialect stands. */
export function dialectViolations({ path, text }: SourceText): Violation[] {
  const checked = STORED_NAMES.reduce(
    (rest, name) => rest.replaceAll(name, (found) => '-'.repeat(found.length)),
    text,
  );
  return FORBIDDEN.flatMap(({ word, reason }) =>
    [...checked.matchAll(word)].map(({ 0: found, index }) => ({
      place: `${path}:${checked.slice(0, index).split('\n').length}`,
      message: `"${found}": ${reason}`,
    })),
  );
}
