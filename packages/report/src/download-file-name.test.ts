import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { downloadFileName } from './download-file-name.ts';

const ID = '303f69bd-80ec-4711-b481-ab39fcf19e8d';

test('a file is called after the candidate where the client said who that is, otherwise after the run', () => {
  assert.equal(
    downloadFileName('report', { id: ID, externalId: 'Nguyễn Thị Ánh' }, 'pdf'),
    'report-Nguyễn Thị Ánh.pdf',
  );
  assert.equal(downloadFileName('transcript', { id: ID, externalId: null }, 'srt'), `transcript-${ID}.srt`);
  assert.equal(
    downloadFileName('report', { id: ID, externalId: '../../etc/passwd' }, 'html'),
    'report-etc-passwd.html',
  );
  assert.equal(downloadFileName('report', { id: ID, externalId: '..' }, 'pdf'), `report-${ID}.pdf`);
});

/** Any signs at all, half a surrogate pair too. */
const anything = fc
  .array(fc.nat(0x10ffff), { maxLength: 120 })
  .map((points) => String.fromCodePoint(...points));

test('no client can leave the folder or end the header with a name', () => {
  fc.assert(
    fc.property(anything, (externalId) => {
      const name = downloadFileName('report', { id: ID, externalId }, 'pdf');
      assert.match(name, /^report-[^/\\:*?"<>|\p{Cc}]+\.pdf$/u);
      assert.ok(name.length <= 200);
    }),
  );
});
