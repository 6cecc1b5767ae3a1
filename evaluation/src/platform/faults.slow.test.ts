import assert from 'node:assert/strict';
import { it } from 'node:test';
import { measureFaults } from './faults.ts';

it('runs survive the death of workers, servers and the database, and are charged once', async () => {
  const { kills, lost, doubleCharges, ledgerBreaches } = await measureFaults(4, 7, 3);
  assert.equal(kills.worker + kills.server + kills.database, 7);
  assert.deepEqual({ lost, doubleCharges, ledgerBreaches }, { lost: 0, doubleCharges: 0, ledgerBreaches: 0 });
});
