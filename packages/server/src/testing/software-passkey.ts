/** An authenticator in software, for tests of passkeys without a browser (WebAuthn Level 3, 6). */
import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto';
import type { NewPasskey, PasskeySignIn } from '@vivavoce/contract';

const FLAGS = { userPresent: 0x01, userVerified: 0x04, attestedCredential: 0x40 } as const;

/** Options as the server gives them; what a test needs of them. */
export interface GivenOptions {
  readonly challenge: string;
}

/** A passkey of one site. */
export interface SoftwarePasskey {
  register(options: GivenOptions): NewPasskey['response'];
  /** @param origin of the page that asks; the passkey's own when absent. */
  authenticate(options: GivenOptions, origin?: string): PasskeySignIn['response'];
}

const sha256 = (bytes: string | Buffer): Buffer => createHash('sha256').update(bytes).digest();

/** A byte string of CBOR (RFC 8949) of up to 65,535 bytes, its length as short as it can be. */
const cborBytes = (bytes: Buffer): Buffer => {
  const { length } = bytes;
  return Buffer.concat([
    Buffer.from(length < 256 ? [0x58, length] : [0x59, length >> 8, length & 0xff]),
    bytes,
  ]);
};
/** A text of CBOR of up to 23 bytes. */
const cborText = (text: string): Buffer =>
  Buffer.concat([Buffer.from([0x60 + text.length]), Buffer.from(text)]);

/** Makes a passkey. @param verifiesUser whether it asks for a PIN or a finger. */
export function createSoftwarePasskey(ownOrigin: string, verifiesUser = true): SoftwarePasskey {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const { x = '', y = '' } = publicKey.export({ format: 'jwk' });
  const id = randomBytes(32);
  let counter = 0;
  const flags = FLAGS.userPresent | (verifiesUser ? FLAGS.userVerified : 0);
  const authenticatorData = (more: number): Buffer => {
    counter += 1;
    const head = Buffer.alloc(5);
    head.writeUInt8(flags | more);
    head.writeUInt32BE(counter, 1);
    return Buffer.concat([sha256(new URL(ownOrigin).hostname), head]);
  };
  const clientData = (type: string, challenge: string, origin = ownOrigin): Buffer =>
    Buffer.from(JSON.stringify({ type, challenge, origin, crossOrigin: false }));
  const named = {
    id: id.toString('base64url'),
    rawId: id.toString('base64url'),
    type: 'public-key' as const,
  };
  return {
    register({ challenge }) {
      // {1: 2 (EC2), 3: -7 (ES256), -1: 1 (P-256), -2: x, -3: y}
      const key = Buffer.concat([
        Buffer.from([0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21]),
        cborBytes(Buffer.from(x, 'base64url')),
        Buffer.from([0x22]),
        cborBytes(Buffer.from(y, 'base64url')),
      ]);
      const attested = Buffer.concat([Buffer.alloc(16), Buffer.from([0, id.length]), id, key]);
      const data = Buffer.concat([authenticatorData(FLAGS.attestedCredential), attested]);
      const attestation = Buffer.concat([
        Buffer.from([0xa3]),
        ...[cborText('fmt'), cborText('none'), cborText('attStmt'), Buffer.from([0xa0])],
        ...[cborText('authData'), cborBytes(data)],
      ]);
      const clientDataJSON = clientData('webauthn.create', challenge).toString('base64url');
      return {
        ...named,
        response: { clientDataJSON, attestationObject: attestation.toString('base64url') },
        clientExtensionResults: {},
      };
    },
    authenticate({ challenge }, origin) {
      const data = authenticatorData(0);
      const client = clientData('webauthn.get', challenge, origin);
      const signature = sign('sha256', Buffer.concat([data, sha256(client)]), privateKey);
      return {
        ...named,
        response: {
          clientDataJSON: client.toString('base64url'),
          authenticatorData: data.toString('base64url'),
          signature: signature.toString('base64url'),
        },
        clientExtensionResults: {},
      };
    },
  };
}
