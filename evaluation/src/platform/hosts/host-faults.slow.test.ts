import assert from 'node:assert/strict';
import { test } from 'node:test';
import { measureHostFaults } from './host-faults.ts';
import { NamespacesUnavailableError, requireNamespaces } from './own-namespaces.ts';

test('runs survive machines that are cut off, wrong clocks, too little memory and restarts of PostgreSQL, and are charged once', async (t) => {
  try {
    await requireNamespaces();
  } catch (error) {
    if (!(error instanceof NamespacesUnavailableError)) throw error;
    // What it is about cannot be had here.
    t.diagnostic(error.message);
    return;
  }
  const figures = await measureHostFaults({
    runs: 6,
    restarts: 2,
    cutSeconds: 6,
    admissions: 3,
    largeRuns: 1,
    leaseSeconds: 3,
    seed: 1,
  });
  const { lost, doubleCharges, ledgerBreaches, cuts, longestAdmission, outOfMemory } = figures;
  assert.deepEqual({ lost, doubleCharges, ledgerBreaches }, { lost: 0, doubleCharges: 0, ledgerBreaches: 0 });
  // The lease, the claim of whoever polls, and a machine that has much to do.
  for (const { takenOverAfter } of cuts)
    assert.ok(takenOverAfter >= 2 && takenOverAfter < 15, `${takenOverAfter} s`);
  assert.ok(longestAdmission < 30, `${longestAdmission} s`);
  assert.ok(outOfMemory === null || outOfMemory > 0, 'the small machine ran out of memory');
});
