import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { clock, formatsOf } from './formats.ts';

describe('figures', () => {
  it('are written as people write them in English', () => {
    const { whole, percent, seconds, decimal, number, fixed } = formatsOf('en');
    assert.deepEqual([0, 999, 1203.6, 1_234_567].map(whole), ['0', '999', '1,204', '1,234,567']);
    assert.deepEqual([0, 0.425, 1].map(percent), ['0%', '43%', '100%']);
    assert.deepEqual([250, 1840].map(seconds), ['0.3', '1.8']);
    assert.deepEqual([1.45, 2, 0.05].map(decimal), ['1.5', '2.0', '0.1']);
    assert.deepEqual([0.66, 1200].map(number), ['0.66', '1200']);
    assert.equal(fixed(0.715, 2), '0.72');
  });

  it('are written as each other language does', () => {
    assert.deepEqual(
      (['de', 'es', 'fr'] as const).map((language) => {
        const { whole, decimal, percent, list } = formatsOf(language);
        return [whole(12_345), decimal(2.44), percent(0.43), list(['A', 'B', 'C'])];
      }),
      [
        ['12.345', '2,4', '43\u00a0%', 'A, B und C'],
        ['12.345', '2,4', '43\u00a0%', 'A, B y C'],
        ['12\u202f345', '2,4', '43\u00a0%', 'A, B et C'],
      ],
    );
    assert.equal(formatsOf('es').list(['vocabulario', 'inglés']), 'vocabulario e inglés');
    assert.deepEqual(['anglais', 'français', 'hébreu'].map(formatsOf('fr').definite), [
      'l’anglais',
      'le français',
      'l’hébreu',
    ]);
  });

  it('show moments of a recording the same everywhere', () => {
    assert.deepEqual([0, 59_999, 61_000, 3_661_000].map(clock), ['0:00', '0:59', '1:01', '1:01:01']);
  });

  it('name languages, and leave what is none of ISO 639', () => {
    const { languageName, date, dateTime } = formatsOf('en');
    assert.deepEqual(['fr', 'und-x', 'xyz'].map(languageName), ['French', 'und-x', 'xyz']);
    assert.equal(date('2026-11-26T23:59:00.000Z'), '26 November 2026');
    assert.equal(dateTime('2026-11-26T23:59:00.000Z'), '26 November 2026 at 23:59 UTC');
    assert.equal(formatsOf('de').dateTime('2026-11-26T03:09:00.000Z'), '26. November 2026 um 03:09 UTC');
  });
});
