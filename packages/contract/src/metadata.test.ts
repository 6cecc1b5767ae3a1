import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { metadataSchema } from './metadata.ts';

test('values come back as they were written', () => {
  const text = `{
    "id": 9007199254740993, "price": 0.10, "big": 1e21, "small": -0.0E-7 , "zero":-0,
    "isRemote": true, "text": "a \\"b\\": {c}, [1]", "__proto__": "x", "constructor": 1, "\\u00e9\\\\": "\\\\", "": ""
  }`.replace(', "": ""', '');
  assert.deepEqual(Object.entries(metadataSchema.parse(text)), [
    ['id', '9007199254740993'],
    ['price', '0.10'],
    ['big', '1e21'],
    ['small', '-0.0E-7'],
    ['zero', '-0'],
    ['isRemote', 'true'],
    ['text', 'a "b": {c}, [1]'],
    ['__proto__', 'x'],
    ['constructor', '1'],
    ['é\\', '\\'],
  ]);
});

test('any object of strings comes back, however it is written', () => {
  const key = fc.string({ minLength: 1, maxLength: 30 }).filter((text) => !text.includes('\0'));
  const value = fc.string({ maxLength: 100 }).filter((text) => !text.includes('\0'));
  fc.assert(
    fc.property(fc.dictionary(key, value, { maxKeys: 10 }), fc.constantFrom(0, 1, 4), (object, indent) => {
      const text = JSON.stringify(object, null, indent);
      assert.deepEqual(
        Object.entries(metadataSchema.parse(text)).toSorted(),
        Object.entries(object).toSorted(),
      );
    }),
  );
});

test('what is no object of plain values, or has a key twice, is refused', () => {
  const refused = {
    '[]': /JSON object/,
    '"a"': /JSON object/,
    null: /JSON object/,
    '{"a":{}}': /JSON object/,
    '{"a":[{"b":1}]}': /JSON object/,
    '{"a":null}': /JSON object/,
    '{"a":01}': /JSON object/,
    '{"a":1,"a":2}': /each key once/,
    '{"a":1,"\\u0061":1}': /each key once/,
    '{"__proto__":"x","__proto__":"y"}': /each key once/,
    '{"__proto__":{"a":1}}': /JSON object/,
    '{"":1}': /keys must have 1 to 40/,
    [`{"a":${'1'.repeat(501)}}`]: /values must have at most 500/,
  };
  for (const [text, message] of Object.entries(refused)) {
    const { error } = metadataSchema.safeParse(text);
    assert.match(error?.issues[0]?.message ?? 'taken', message, text);
  }
});
