import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { loadLanguageDetector } from '../models/language-detector.ts';
import { languageOf } from './language.ts';

const detect = await loadLanguageDetector();
const ENGLISH =
  'I have been working as a nurse in a small hospital for about four years and I enjoy it very much. ';
const GERMAN =
  'Ich arbeite seit vier Jahren als Krankenschwester in einem kleinen Krankenhaus und das macht mir Freude. ';

describe('languageOf', () => {
  it('knows nothing of an empty text', () => {
    assert.deepEqual(languageOf('', detect), { code: null, confidence: 0 });
  });

  it('tells English from German', () => {
    assert.deepEqual(languageOf(ENGLISH.repeat(5), detect), { code: 'en', confidence: 1 });
    assert.equal(languageOf(GERMAN.repeat(5), detect).code, 'de');
  });

  it('is less sure of a text in two languages', () => {
    const { code, confidence } = languageOf(ENGLISH.repeat(10) + GERMAN.repeat(5), detect);
    assert.equal(code, 'en');
    assert.ok(confidence > 0.5 && confidence < 0.85, `${confidence}`);
  });
});
