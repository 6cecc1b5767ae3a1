import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createdShareSchema, type FinishedPoll, type SharedReport } from '@vivavoce/contract';
import { newBrowser } from '../testing/browser.ts';
import {
  expectRefusal,
  send,
  shareTestServer,
  submit,
  submitForm,
  waitUntilFinished,
} from '../testing/test-server.ts';
import { loggedInBrowser } from '../testing/test-users.ts';

const SEGMENT = {
  speaker: 'speaker_1',
  speakerLabel: 'Speaker 2',
  startMs: 500,
  endMs: 900,
  text: 'Hello.',
  confidence: 1,
  words: [{ text: 'Hello.', startMs: 500, endMs: 900, confidence: 1 }],
};
const TRANSCRIPT = {
  segments: [SEGMENT],
  speakers: [],
  candidateText: 'Hello.',
  candidateSpeaker: 'speaker_1',
};

describe('a result that is read in another language than its own', { concurrency: true }, () => {
  it('has its sentences in that language wherever it is read, and nowhere else', async (t) => {
    const at = await shareTestServer(t, { workers: 1 });
    const { id } = await submit(at, submitForm({ warning: 'LOW_SNR', transcript: TRANSCRIPT }));
    await waitUntilFinished(at, id);
    const path = `/speech/analyze/${id}`;
    const read = async (query: string, below = '') =>
      (await (await send(at, `${path}${below}${query}`)).json()) as FinishedPoll;
    const own = await read('');
    assert.equal(own.analysis.quality.warnings[0]?.message, 'As the script says.');
    for (const german of [await read('?reportLanguage=de'), await read('?reportLanguage=de', '/history/1')]) {
      assert.equal(german.reportLanguage, 'de');
      assert.match(german.hrRecommendation, /Aufnahme/);
      assert.match(german.analysis.quality.warnings[0]?.message ?? '', /rauscht/);
      assert.match(german.analysis.quality.humanReview.reasons.join(' '), /rauscht/);
      assert.equal(german.transcript.segments[0]?.speakerLabel, 'Stimme 2');
      assert.equal(german.transcript.segments[0]?.text, 'Hello.');
      assert.deepEqual(german.scores, own.scores);
    }
    assert.deepEqual(await read(''), own, 'what is stored stays');
    const subtitles = await send(at, `${path}/transcript?format=txt&reportLanguage=fr`);
    assert.match(await subtitles.text(), /Voix 2/);
    const page = await send(at, `${path}/report?format=html&reportLanguage=es`);
    assert.match(await page.text(), /<html lang="es"[\s\S]*expresión oral/);
    await expectRefusal(await send(at, `${path}?reportLanguage=xx`), 'INVALID_PARAMETERS');
  });

  it('can be read so by who has a link', async (t) => {
    const at = await shareTestServer(t, { workers: 1 });
    const { id } = await submit(at, submitForm({ warning: 'LOW_SNR', transcript: TRANSCRIPT }));
    await waitUntilFinished(at, id);
    const recruiter = await loggedInBrowser(at);
    const json = { audience: 'candidate' };
    const made = await recruiter.send(`/speech/analyze/${id}/shares`, { method: 'POST', json });
    const { token } = createdShareSchema.parse(await made.json());
    const stranger = newBrowser(at);
    const shared = (await (await stranger.send(`/shared/${token}?reportLanguage=fr`)).json()) as SharedReport;
    assert.equal(shared.report.reportLanguage, 'fr');
    assert.equal(shared.report.transcript.segments[0]?.speakerLabel, 'Voix 2');
    assert.ok(!('reportFigures' in shared.report) && !('hrRecommendation' in shared.report));
    const file = await stranger.send(`/shared/${token}/report?format=html&reportLanguage=fr`);
    assert.match(await file.text(), /<html lang="fr"/);
  });
});
