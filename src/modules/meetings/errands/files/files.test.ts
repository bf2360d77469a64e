import { afterEach, beforeAll, expect, test } from 'vitest';
import { inTx } from '#kernel/ctx';
import { expectProblem, testApp, type TestApp } from '#kernel/testing';
import { newDistrict } from '#orgs/factory';
import * as contract from '../contract.ts';
import * as desk from '../desk/contract.ts';
import { errandStage, PDF, TOPICS, type Said } from '../factory.ts';
import { clearUploadsJob } from '../jobs.ts';

let t: TestApp;
beforeAll(async () => {
  t = await testApp();
});
afterEach(() => t.setNow(null));

const { scene, ask, answer, upload } = errandStage(() => t, newDistrict);

const zip = (part: string) => Buffer.concat([Buffer.from('504b0304', 'hex'), Buffer.from(part)]);

test('a file is sent by a ticket that is good once, and becomes part of the answer', async () => {
  const s = await scene();
  const { id, token } = await ask(s, 'topics', s.meeting.id);
  const guest = t.guest();
  const { ticket } = (await guest.call(contract.ticketForFile, { token })).body;
  const sent = await guest.call(contract.sendFile, { token: ticket, name: '议题材料' }, { file: PDF });
  expect(sent).toMatchObject({ status: 201, body: { name: '议题材料.pdf' } });
  expectProblem(
    await guest.call(contract.sendFile, { token: ticket, name: '再来.pdf' }, { file: PDF }),
    410,
    'meetings.errand_ticket_over',
  );
  // The ticket opens no page, and the link sends no file.
  expectProblem(await guest.call(contract.openErrand, { token: ticket }), 404, 'kernel.link_unknown');
  expectProblem(
    await guest.call(contract.sendFile, { token, name: '一.pdf' }, { file: PDF }),
    404,
    'kernel.link_unknown',
  );
  const said: Said = { kind: 'topics', topics: [] };
  expectProblem(await answer(token, said), 422, 'meetings.errand_nothing', 'said.topics');
  const { body } = await answer(token, said, [sent.body.id]);
  expect(body.answers[0]!.files).toEqual([{ id: sent.body.id, name: '议题材料.pdf' }]);
  expectProblem(await answer(token, said, [sent.body.id]), 422, 'meetings.errand_file_gone', 'files');
  const file = await s.chair.call(desk.readErrandFile, { id, file: sent.body.id });
  expect(file.raw.equals(PDF.bytes)).toBe(true);
});

test('a ticket ends after ten minutes, and what was not answered with after a day', async () => {
  const s = await scene();
  const { token } = await ask(s, 'topics', s.meeting.id);
  const guest = t.guest();
  const { ticket } = (await guest.call(contract.ticketForFile, { token })).body;
  const kept = (await upload(token)).body.id;
  t.setNow(new Date(Date.now() + 11 * 60_000));
  expectProblem(
    await guest.call(contract.sendFile, { token: ticket, name: '一.pdf' }, { file: PDF }),
    410,
    'meetings.errand_ticket_over',
  );
  t.setNow(new Date(Date.now() + 25 * 3_600_000));
  await inTx(t.ctx(), (tx) => clearUploadsJob.run(tx, {}));
  expectProblem(await answer(token, TOPICS, [kept]), 422, 'meetings.errand_file_gone', 'files');
});

test('a file of the wrong kind is refused in plain words, and the ticket is still good', async () => {
  const s = await scene();
  const { token } = await ask(s, 'topics', s.meeting.id);
  const guest = t.guest();
  const { ticket } = (await guest.call(contract.ticketForFile, { token })).body;
  const wrong = [
    { bytes: Buffer.from('d0cf11e0a1b11ae1', 'hex'), type: 'application/octet-stream' },
    { bytes: Buffer.from('MZ program'), type: 'application/octet-stream' },
    { bytes: Buffer.from('<html></html>'), type: 'application/pdf' },
    { bytes: Buffer.from('%PDF-1.7'), type: 'image/png' },
    // An archive that is called a document; an OFD is one.
    { bytes: zip('OFD.xml'), type: 'application/octet-stream' },
    { bytes: Buffer.alloc(0), type: 'application/pdf' },
  ];
  for (const file of wrong)
    expectProblem(
      await guest.call(contract.sendFile, { token: ticket, name: '材料.doc' }, { file }),
      415,
      'meetings.errand_bad_file',
      'files',
    );
  const large = { bytes: Buffer.alloc(contract.FILE_BYTES + 1), type: 'application/pdf' };
  expectProblem(
    await guest.call(contract.sendFile, { token: ticket, name: '大.pdf' }, { file: large }),
    413,
    'kernel.too_large',
  );
  const docx = {
    bytes: zip('word/document2.xml'),
    type: 'application/octet-stream',
  };
  const sent = await guest.call(contract.sendFile, { token: ticket, name: '材料.docx' }, { file: docx });
  expect(sent.body.name).toBe('材料.docx');
});

test('of two files with one ticket at once one arrives', async () => {
  const s = await scene();
  const { token } = await ask(s, 'topics', s.meeting.id);
  const { ticket } = (await t.guest().call(contract.ticketForFile, { token })).body;
  const sent = await Promise.all(
    ['一.pdf', '二.pdf', '三.pdf'].map((name) =>
      t.guest().call(contract.sendFile, { token: ticket, name }, { file: PDF }),
    ),
  );
  expect(sent.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([201, 410, 410]);
});
