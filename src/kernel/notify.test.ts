import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { inTx, makeCtx, systemCtx, type App } from './ctx.ts';
import { defineTemplates, deliverMessage, quietUntil, smsSegments } from './notify.ts';
import { nextPhone, testApp } from './testing.ts';

const at = (clock: string) => new Date(`2026-11-20T${clock}:00+08:00`);

describe('quiet hours', () => {
  const night = { from: '22:00', to: '08:00' };
  const noon = { from: '12:00', to: '14:30' };
  test.each([
    [night, '21:59', null],
    [night, '22:00', '2026-11-21T08:00'],
    [night, '23:59', '2026-11-21T08:00'],
    [night, '00:00', '2026-11-20T08:00'],
    [night, '07:59', '2026-11-20T08:00'],
    [night, '08:00', null],
    [noon, '11:59', null],
    [noon, '12:00', '2026-11-20T14:30'],
    [noon, '14:29', '2026-11-20T14:30'],
    [noon, '14:30', null],
    [{ from: '08:00', to: '08:00' }, '08:00', null],
    [{ from: '00:00', to: '06:00' }, '00:00', '2026-11-20T06:00'],
  ])('%j at %s: until %s', (span, clock, until) => {
    expect(quietUntil(at(clock), span)).toEqual(until && new Date(`${until}:00+08:00`));
  });

  test('end on the full minute also for somebody who asks within one', () => {
    const morning = new Date('2026-11-21T08:00:00+08:00');
    expect(quietUntil(new Date('2026-11-20T22:00:59.999+08:00'), night)).toEqual(morning);
  });
});

test.each([
  [0, 1],
  [70, 1],
  [71, 2],
  [134, 2],
  [135, 3],
])('%i characters are %i segments', (length, segments) => {
  expect(smsSegments('字'.repeat(length))).toBe(segments);
});

defineTemplates('notifytest', {
  code: { kind: 'code', text: { zh: '码 {code}', en: 'code {code}' } },
  service: { kind: 'service', text: { zh: '办好了 {what}', en: 'done {what}' } },
  news: { kind: 'news', text: { zh: '新闻', en: 'news' } },
});

describe('a message', () => {
  afterEach(async () => (await testApp()).setNow(null));

  async function send(template: string, clock: string, phone = nextPhone()) {
    const t = await testApp();
    t.setNow(at(clock));
    const params = { code: '123456', what: '转会' };
    await inTx(t.ctx(), (tx) =>
      tx.notify({ channel: 'sms', to: phone, template: `notifytest.${template}`, params }),
    );
    return { t, phone };
  }

  async function stored(phone: string) {
    const { app, pool } = await testApp();
    const { rows } = await pool.query(
      `select m.id, m.state, m.params, m.cost_fen as cost, m.to_sealed as sealed, j.start_after as due
       from kernel.message m left join jobs.job j on j.name = 'kernel.deliver' and j.data->>'id' = m.id::text
       where m.to_hash = $1`,
      [app.crypto.hash('phone', phone)],
    );
    expect(rows).toHaveLength(1);
    return rows[0]!;
  }

  test('about something one started waits for the morning; a code does not', async () => {
    const service = await stored((await send('service', '23:30')).phone);
    expect(service.due).toEqual(new Date('2026-11-21T08:00:00+08:00'));
    const code = await stored((await send('code', '23:30')).phone);
    expect(code.due.getTime()).toBeLessThan(Date.now() + 60_000);
    const day = await stored((await send('service', '10:00')).phone);
    expect(day.due.getTime()).toBeLessThan(Date.now() + 60_000);
  });

  test('keeps the number only sealed, and forgets a code once it is sent', async () => {
    const { t, phone } = await send('code', '10:00');
    const before = await stored(phone);
    expect(before).toMatchObject({ state: 'queued', params: { code: '123456' }, cost: 0 });
    expect(JSON.stringify(before)).not.toContain(phone);
    expect(t.app.crypto.open(before.sealed)).toBe(phone);
    await t.drain('kernel.deliver');
    const after = await stored(phone);
    expect([after.state, after.params, after.cost]).toEqual(['sent', {}, 5]);
  });

  test('of news is not sent to who refused it; a code still is', async () => {
    const { app, pool } = await testApp();
    const phone = nextPhone();
    await pool.query('insert into kernel.opt_out values ($1, now())', [app.crypto.hash('phone', phone)]);
    await send('news', '10:00', phone);
    expect(await stored(phone)).toMatchObject({ state: 'refused', due: null });
    const other = nextPhone();
    await pool.query('insert into kernel.opt_out values ($1, now())', [app.crypto.hash('phone', other)]);
    await send('code', '10:00', other);
    expect((await stored(other)).state).toBe('queued');
  });

  test('is sent if and only if its transaction commits', async () => {
    const t = await testApp();
    const phone = nextPhone();
    const failing = inTx(t.ctx(), async (tx) => {
      await tx.notify({ channel: 'sms', to: phone, template: 'notifytest.code' });
      throw new Error('after all not');
    });
    await expect(failing).rejects.toThrow('after all not');
    const { rowCount } = await t.pool.query('select from kernel.message where to_hash = $1', [
      t.app.crypto.hash('phone', phone),
    ]);
    expect(rowCount).toBe(0);
  });

  test('needs a template that somebody defined', async () => {
    const t = await testApp();
    const sent = t.ctx().notify({ channel: 'sms', to: nextPhone(), template: 'notifytest.nothing' });
    await expect(sent).rejects.toThrow('never defined');
  });

  test('goes once to the provider, in the language it was asked for in, however often the job runs', async () => {
    const { app } = await testApp();
    const asked: { headers: unknown; body: string }[] = [];
    const gateway = createServer((request, response) => {
      let body = '';
      request.on('data', (part: Buffer) => (body += part.toString()));
      request.on('end', () => {
        asked.push({ headers: request.headers, body });
        response.writeHead(asked.length === 1 ? 503 : 200).end();
      });
    });
    await new Promise<void>((resolve) => gateway.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${(gateway.address() as AddressInfo).port}/send`;
    const withGateway: App = { ...app, config: { ...app.config, sms: { url, token: 'secret' } } };
    const phone = nextPhone();
    const ctx = makeCtx({ ...systemCtx(withGateway, 'test'), locale: 'en' });
    await ctx.notify({ channel: 'sms', to: phone, template: 'notifytest.service', params: { what: 'x' } });
    const { id } = await stored(phone);
    const run = () => inTx(ctx, (tx) => deliverMessage.run(tx, { id }));
    await expect(run()).rejects.toThrow('503');
    expect((await stored(phone)).state).toBe('queued');
    await Promise.all([run(), run(), run()]);
    gateway.close();
    expect(asked.map(({ body }) => JSON.parse(body))).toEqual([
      { to: phone, text: 'done x' },
      { to: phone, text: 'done x' },
    ]);
    expect(asked[0]!.headers).toMatchObject({ authorization: 'Bearer secret' });
    expect((await stored(phone)).state).toBe('sent');
  });
});
