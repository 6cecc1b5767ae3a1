import assert from 'node:assert/strict';
import { it } from 'node:test';
import { SHIPPED_MODELS } from '@vivavoce/engine/endpoints';
import { demoModels } from './demo-models.ts';

it('a demonstration without endpoints says that a stand-in answers, and with half of them what is missing', async () => {
  const said: string[] = [];
  {
    await using chosen = await demoModels('de', SHIPPED_MODELS, (line) => said.push(line));
    assert.match(said.join(), /STAND-IN.*Scores mean nothing here/);
    const answer = await fetch(chosen.models.chat?.url ?? '', { method: 'POST' });
    assert.equal(answer.status, 404);
  }
  const half = { ...SHIPPED_MODELS, chat: { url: 'http://127.0.0.1:9/v1', key: null, model: 'rater-2' } };
  await assert.rejects(
    demoModels('de', half, () => {}),
    /not set: VIVAVOCE_TRANSCRIPTION_URL, VIVAVOCE_TRANSCRIPTION_MODEL/,
  );
});
