import assert from 'node:assert/strict';
import { test } from 'node:test';
import { mean } from './agreement.ts';
import { estimateByGroup } from './group-bootstrap.ts';

const people = Array.from({ length: 60 }, (_, at) => ({
  group: `${at % 6}`,
  own: `${at}`,
  value: at % 6 < 3 ? 0 : 1,
}));
const meanOf = (items: readonly (typeof people)[number][]) => mean(items.map(({ value }) => value));

test('people of one group are no independent witnesses: the interval is wider than over single people', () => {
  const byGroup = estimateByGroup(people, ({ group }) => group, meanOf);
  const byPerson = estimateByGroup(people, ({ own }) => own, meanOf);
  assert.ok(byGroup !== null && byPerson !== null);
  assert.equal(byGroup.value, 0.5);
  assert.ok(byGroup.low <= 0.5 && byGroup.high >= 0.5);
  assert.ok(byGroup.high - byGroup.low > 1.5 * (byPerson.high - byPerson.low));
});

test('a figure that items do not define is none', () => {
  assert.equal(
    estimateByGroup(
      people,
      ({ group }) => group,
      () => null,
    ),
    null,
  );
  assert.equal(
    estimateByGroup([] as typeof people, ({ group }) => group, meanOf),
    null,
  );
});
