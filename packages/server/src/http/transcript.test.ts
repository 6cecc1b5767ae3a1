import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type Transcript, transcriptSchema } from '@vivavoce/contract';
import {
  expectRefusal,
  send,
  shareTestServer,
  submit,
  submitForm,
  waitUntilFinished,
} from '../testing/test-server.ts';

const SAID: Transcript = {
  segments: [
    {
      speaker: 'speaker_1',
      speakerLabel: 'Speaker 2',
      startMs: 500,
      endMs: 1600,
      text: 'Good morning.',
      confidence: 1,
      words: [
        { text: 'Good', startMs: 500, endMs: 900, confidence: 1 },
        { text: 'morning.', startMs: 900, endMs: 1600, confidence: 1 },
      ],
    },
  ],
  speakers: [],
  candidateText: 'Good morning.',
  candidateSpeaker: 'speaker_1',
};

describe('the transcript of a run', { concurrency: true }, () => {
  it('is a file in the form that was asked for, called after the candidate', async (t) => {
    const at = await shareTestServer(t, { workers: 1 });
    const { id } = await submit(at, submitForm({ transcript: SAID }, [['externalId', 'Ánh / 7']]));
    await waitUntilFinished(at, id);
    const ask = async (query: string) => {
      const response = await send(at, `/speech/analyze/${id}/transcript${query}`);
      assert.equal(response.status, 200);
      assert.equal(response.headers.get('cache-control'), 'private, no-store');
      return {
        type: response.headers.get('content-type'),
        name: decodeURIComponent(response.headers.get('content-disposition') ?? ''),
        text: await response.text(),
      };
    };
    const json = await ask('');
    assert.deepEqual(transcriptSchema.parse(JSON.parse(json.text)), SAID);
    assert.match(json.name, /^attachment; .*filename\*=UTF-8''transcript-Ánh - 7\.json$/);
    const srt = await ask('?format=srt');
    assert.equal(srt.type, 'application/x-subrip; charset=utf-8');
    assert.equal(srt.text, '1\n00:00:00,500 --> 00:00:01,600\nSpeaker 2:\nGood morning.\n');
    const vtt = await ask('?format=vtt');
    assert.equal(vtt.type, 'text/vtt; charset=utf-8');
    assert.ok(vtt.text.startsWith('WEBVTT\n\n'));
    const txt = await ask('?format=txt');
    assert.equal(txt.text, '[0:00] Speaker 2\nGood morning.\n');
    assert.match(txt.name, /\.txt$/);
    const entries = await at.store.db
      .selectFrom('audit_entries')
      .select('target')
      .where('client_id', '=', at.tenantId)
      .where('action', '=', 'run.transcript')
      .execute();
    assert.deepEqual(entries, Array(4).fill({ target: { runId: id } }));
  });

  it('is refused in other forms, before the run is finished, and where it failed', async (t) => {
    const at = await shareTestServer(t, { workers: 1 });
    const { id } = await submit(at, submitForm({ refusal: 'NO_SPEECH_DETECTED' }));
    const path = `/speech/analyze/${id}/transcript`;
    const { message } = await expectRefusal(await send(at, `${path}?format=docx`), 'INVALID_PARAMETERS');
    assert.equal(message, 'format must be one of json, txt, srt, vtt; got "docx"');
    await waitUntilFinished(at, id);
    await expectRefusal(await send(at, path), 'RUN_HAS_NO_RESULT');
    const early = await submit(at, submitForm({ ends: 'hang' }));
    await expectRefusal(await send(at, `/speech/analyze/${early.id}/transcript`), 'RUN_NOT_FINISHED');
  });
});
