/** The program for n8n's Code node in the documentation takes what the server signs, and nothing else. */
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { before, describe, it } from 'node:test';
import { Webhook } from 'standardwebhooks';

const SECRET = `whsec_${randomBytes(32).toString('base64')}`;
const BODY = JSON.stringify({
  type: 'run.completed',
  data: { id: '7', metadata: { job: 'Schreinerin für Möbel' } },
});

/** The headers of a message, signed with each of some secrets as the server does it. */
function headersOf(secrets: readonly string[], sentAt = new Date()): Record<string, string> {
  return {
    'webhook-id': 'msg_1',
    'webhook-timestamp': String(Math.floor(sentAt.getTime() / 1000)),
    'webhook-signature': secrets.map((secret) => new Webhook(secret).sign('msg_1', sentAt, BODY)).join(' '),
  };
}

describe('the example for n8n', () => {
  let program: string;
  before(async () => {
    const page = await readFile(new URL('../../../../docs/integrations.md', import.meta.url), 'utf8');
    const lines = page.split('\n');
    const first = lines.findIndex((line) => line.includes("require('crypto')"));
    const last = lines.findIndex((line, at) => at > first && line.includes('return [{ json:'));
    program = lines.slice(first, last + 1).join('\n');
  });

  /** Runs the program as n8n does: as the body of a function, with the item of a Webhook node that keeps the raw body. */
  function receive(headers: Record<string, string>, body = BODY): unknown {
    const binary = { data: { data: Buffer.from(body).toString('base64') } };
    const names = ['$json', '$input', '$env', 'require', 'Buffer'];
    return new Function(...names, program)(
      { headers },
      { first: () => ({ binary }) },
      { VIVAVOCE_WEBHOOK_SECRET: SECRET },
      createRequire(import.meta.url),
      Buffer,
    );
  }

  it('takes a message that the server signed, while the secret changes too', () => {
    const other = `whsec_${randomBytes(32).toString('base64')}`;
    for (const secrets of [[SECRET], [other, SECRET]]) {
      assert.deepEqual(receive(headersOf(secrets)), [{ json: JSON.parse(BODY) }]);
    }
  });

  it('refuses one that was changed, signed with another secret, not signed, or sent again later', () => {
    const headers = headersOf([SECRET]);
    const forged = [
      () => receive(headers, BODY.replace('"7"', '"8"')),
      () => receive({ ...headers, 'webhook-id': 'msg_2' }),
      () => receive(headersOf([`whsec_${randomBytes(32).toString('base64')}`])),
      () => receive({ ...headers, 'webhook-signature': '' }),
      () => receive(headersOf([SECRET], new Date(Date.now() - 600_000))),
    ];
    for (const message of forged) assert.throws(message, /Not from Vivavoce/);
  });
});
