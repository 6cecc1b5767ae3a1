import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { REPORT_LANGUAGES } from '@vivavoce/contract';
import { type Catalogue, flattened, problemsOf } from './completeness.ts';
import { CONSOLE_CATALOGUES } from './console.ts';
import { DOCUMENT_CATALOGUES } from './document.ts';
import { MAIL_CATALOGUES } from './mail.ts';
import { REPORT_CATALOGUES } from './report.ts';
import { TABLE_TEXTS } from './tables.ts';

/** Every catalogue of a language, by namespace. */
async function cataloguesOf(language: (typeof REPORT_LANGUAGES)[number]): Promise<Record<string, Catalogue>> {
  return {
    report: REPORT_CATALOGUES[language],
    document: DOCUMENT_CATALOGUES[language],
    mail: MAIL_CATALOGUES[language],
    console: await CONSOLE_CATALOGUES[language](),
    tables: await TABLE_TEXTS[language](),
  };
}

describe('the texts of every language', async () => {
  const english = await cataloguesOf('en');
  for (const language of REPORT_LANGUAGES) {
    for (const [namespace, catalogue] of Object.entries(await cataloguesOf(language))) {
      it(`are whole and fit the English ones: ${language}, ${namespace}`, () => {
        assert.deepEqual(problemsOf(language, catalogue, english[namespace] ?? {}), []);
      });
    }
  }

  it('are in their language: no sentence is the English one', async () => {
    for (const language of REPORT_LANGUAGES.filter((one) => one !== 'en')) {
      for (const [namespace, catalogue] of Object.entries(await cataloguesOf(language))) {
        const source = flattened(english[namespace] ?? {});
        const same = [...flattened(catalogue)].filter(
          ([key, text]) => text === source.get(key) && /\p{L}{2,} \p{L}{2,} \p{L}{2,}/u.test(text),
        );
        assert.deepEqual(same, [], `${language}, ${namespace}`);
      }
    }
  });

  it('have no double spaces, no space before a full stop, and nothing left to write', () => {
    for (const language of REPORT_LANGUAGES) {
      for (const [key, text] of flattened({
        ...REPORT_CATALOGUES[language],
        ...DOCUMENT_CATALOGUES[language],
        mail: MAIL_CATALOGUES[language],
      })) {
        assert.doesNotMatch(text, / {2}| [.,]|TODO|^\s|\s$/, `${language} ${key}`);
      }
    }
  });
});

describe('a translation', () => {
  const source = {
    terms: { words_one: '{{count}} word', words_other: '{{count}} words' },
    plain: 'Of {{name}}.',
    runs_one: '{{count}} run',
    runs_other: '{{count}} runs',
    counted: 'In $t(terms.words, {"count": {{words}}}).',
  };
  const french = {
    terms: { mots_one: '{{count}} mot', mots_many: '{{count}} de mots', mots_other: '{{count}} mots' },
    plain: 'De {{name}}.',
    runs: '{{count}} fois',
    counted: 'Sur $t(terms.mots, {"count": {{words}}}).',
  };
  const problems = (changes: Catalogue) => problemsOf('fr', { ...french, ...changes }, source);

  it('may have terms of its own and one form where the number changes nothing', () => {
    assert.deepEqual(problems({}), []);
  });

  it('is told what it lacks, has too much or has differently', () => {
    assert.deepEqual(problems({ plain: undefined }), ['plain: missing']);
    assert.deepEqual(problems({ extra: 'Rien.' }), ['extra: not among the English keys']);
    assert.deepEqual(problems({ plain: 'De {{nom}}.' }), ['plain: differs from English in nom, name']);
    const twoForms = { runs: undefined, runs_one: '{{count}} course', runs_other: '{{count}} courses' };
    assert.deepEqual(problems(twoForms), ['runs: lacks the plural form many']);
    assert.deepEqual(problems({ ...twoForms, runs_many: '{{count}} de courses', runs_few: '{{count}}' }), [
      'runs: has the plural form few, which fr does not',
    ]);
    assert.deepEqual(problems({ runs_one: '{{count}} fois' }), ['runs: both with and without plural forms']);
    assert.deepEqual(problems({ counted: 'Sur {{words}}.' }), ['terms.mots: no text uses it']);
    assert.deepEqual(problems({ counted: 'Sur $t(terms.mot, {"count": {{words}}}).' }), [
      'terms.mots: no text uses it',
      'terms.mot: used, but not there',
    ]);
  });
});
