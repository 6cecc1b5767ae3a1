import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { SETTINGS_PRESETS, type SettingsPreset, withPreset } from './settings-presets.ts';

const days = fc.option(fc.integer({ min: 0, max: 36_500 }));
const settings = fc.record({
  audioDays: days,
  resultDays: days,
  auditDays: days,
  requestDays: fc.integer({ min: 1, max: 90 }),
  requiresConsent: fc.boolean(),
});
const names = fc.constantFrom(...(Object.keys(SETTINGS_PRESETS) as SettingsPreset[]));
const length = (period: number | null) => period ?? Number.POSITIVE_INFINITY;

test('a preset never shortens a period, never gives longer to answer, never drops consent, and a second time changes nothing', () => {
  fc.assert(
    fc.property(settings, names, (before, name) => {
      const after = withPreset(before, name);
      for (const field of ['resultDays', 'auditDays'] as const)
        assert.ok(length(after[field]) >= length(before[field]));
      assert.equal(after.audioDays, before.audioDays);
      assert.ok(after.requestDays <= before.requestDays);
      assert.ok(after.requiresConsent || !before.requiresConsent);
      assert.deepEqual(withPreset(after, name), after);
    }),
  );
});

test('logs are kept for six months in the EU, three years in Colorado, four in California', () => {
  const short = { audioDays: 30, resultDays: 30, auditDays: 30, requestDays: 60, requiresConsent: false };
  const audit = (name: SettingsPreset) => withPreset(short, name).auditDays;
  assert.deepEqual([audit('euAiAct'), audit('colorado'), audit('california')], [183, 1096, 1461]);
  assert.equal(withPreset(short, 'illinois').requiresConsent, true);
  assert.equal(withPreset(short, 'newYorkCity').resultDays, 366, 'the audit of a year counts all of it');
  const answered = (['euAiAct', 'colorado', 'california', 'illinois', 'newYorkCity'] as const).map(
    (name) => withPreset(short, name).requestDays,
  );
  assert.deepEqual(answered, [28, 30, 45, 30, 30]);
});
