import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { decodeFile } from '../../media/decode.ts';
import { withoutCrosstalk } from './crosstalk.ts';

const CALL = fileURLToPath(new URL('../../../../../samples/fixtures/call.opus', import.meta.url));

const power = (samples: Float32Array, fromS: number, toS: number) =>
  samples.subarray(16_000 * fromS, 16_000 * toS).reduce((sum, sample) => sum + sample * sample, 0);

test('what a channel catches of the other person is taken out of it, and its own speech is not', async () => {
  const { channels } = await decodeFile(CALL);
  const [agent, caller] = channels as [Float32Array, Float32Array];
  const own = withoutCrosstalk(caller, [agent]);
  // The agent asks from 0.3 s to 3 s, the caller speaks from 4.5 s on.
  assert.ok(power(own, 0.5, 2.5) < 0.1 * power(caller, 0.5, 2.5));
  assert.ok(power(own, 5, 7) > 0.95 * power(caller, 5, 7));
  const besideThird = withoutCrosstalk(caller, [new Float32Array(agent.length), agent]);
  assert.ok(
    besideThird.every((sample, n) => sample === own[n]),
    'a third channel that is silent changes nothing',
  );
});
