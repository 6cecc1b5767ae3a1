/**
 * Prints one JSON line for every headword of the CEFR-J and Octanove vocabulary profiles: lemma, part of speech, level
 * (0 for A1 to 5 for C2) and the features that the engine computes of it. A headword with several spellings gives its
 * first one of one word; phrases are left out; of several entries with the same lemma and part of speech the lowest
 * level stays.
 *
 * npx node training/word-levels/features.ts ../shared/data/cefr-j | python3 training/word-levels/train.py
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CEFR_LEVELS, type CefrLevel } from '@vivavoce/contract';
import { loadWordLookups } from '../../packages/engine/src/models/lexicon.ts';
import type { PartOfSpeech } from '../../packages/engine/src/models/word-knowledge.ts';
import { WORD_LEVEL_FEATURES, wordLevelFeatures } from '../../packages/engine/src/models/word-level.ts';

const FILES = ['cefrj-vocabulary-profile-1.5.csv', 'octanove-vocabulary-profile-c1c2-1.0.csv'];

const POS: Readonly<Record<string, PartOfSpeech>> = {
  noun: 'NOUN',
  verb: 'VERB',
  vern: 'VERB',
  adjective: 'ADJ',
  adverb: 'ADV',
  preposition: 'ADP',
  pronoun: 'PRON',
  determiner: 'DET',
  conjunction: 'CCONJ',
  number: 'NUM',
  interjection: 'INTJ',
  'modal auxiliary': 'AUX',
  'be-verb': 'AUX',
  'do-verb': 'AUX',
  'have-verb': 'AUX',
  'infinitive-to': 'PART',
};

const folder = process.argv[2];
if (folder === undefined) throw new Error('Give the folder of the vocabulary profiles');
const lookups = await loadWordLookups();
const lowest = new Map<string, { lemma: string; pos: PartOfSpeech; level: number }>();
for (const file of FILES) {
  for (const line of readFileSync(join(folder, file), 'utf8').split(/\r?\n/).slice(1)) {
    const [headword = '', posName = '', level = ''] = line.split(',');
    const lemma = headword
      .split('/')
      .find((spelling) => /^[A-Za-z][a-z'-]*$/.test(spelling))
      ?.toLowerCase();
    const pos = POS[posName.trim()];
    const band = CEFR_LEVELS.indexOf(level.trim() as CefrLevel);
    if (lemma === undefined || pos === undefined || band < 0) continue;
    const key = `${lemma} ${pos}`;
    const known = lowest.get(key);
    if (known === undefined || band < known.level) lowest.set(key, { lemma, pos, level: band });
  }
}
console.log(JSON.stringify({ features: WORD_LEVEL_FEATURES }));
for (const entry of lowest.values()) {
  console.log(JSON.stringify({ ...entry, values: wordLevelFeatures(entry.lemma, entry.pos, lookups) }));
}
