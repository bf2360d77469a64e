import { AxeBuilder } from '@axe-core/playwright';
import { expect, test } from 'vitest';
import type { Page } from 'playwright-core';
import { PATIENCE, setStage } from './stage.ts';
import { CHAIR, signInAtDesk } from './steps.ts';

const stage = setStage();
const STATION = '旅程便利店歇脚点';

/** A shop that never closes, so that the journey is the same at any hour. */
async function putOnRecord(desk: Page): Promise<{ id: string; code: string }> {
  return desk.evaluate(async (name) => {
    const ask = async (path: string, body?: object) => {
      const answer = await fetch(path, {
        method: body ? 'POST' : 'GET',
        headers: body ? { 'content-type': 'application/json' } : {},
        body: body ? JSON.stringify(body) : null,
      });
      return (await answer.json()) as { id: string; code: string; items: { org: { id: number } }[] };
    };
    const { items } = await ask('/api/places?limit=1');
    const allDay = [{ from: '00:00', to: '24:00' }];
    return ask('/api/places', {
      orgId: items[0]!.org.id,
      name,
      kind: 'partner_shop',
      roles: ['station'],
      buildMode: 'cohosted',
      hostName: '旅程便利店',
      state: 'open',
      facilities: ['water', 'phone_charge'],
      hours: { week: Array.from({ length: 7 }, () => allDay) },
    });
  }, STATION);
}

test('a host without account closes for today, says why, is undone by a tap, and opens again', async () => {
  const desk = await stage.desk();
  await signInAtDesk(stage, desk, CHAIR);
  const { id, code } = await putOnRecord(desk);
  await desk.goto(`/staff/places/${id}?tab=host`);
  await desk.getByRole('button', { name: '做一个链接' }).click();
  await desk.getByLabel('给哪个岗位或店名').fill('收银台');
  await desk.getByRole('button', { name: '做好' }).click();
  const link = (await desk.locator('.secret').textContent())!;
  await desk.getByRole('button', { name: '好了' }).click();
  await desk.getByText('还没用过').waitFor();

  const host = await stage.phone();
  await host.goto(link);
  await host.getByRole('heading', { level: 1, name: STATION }).waitFor();
  // The phone keeps the secret, the address does not.
  await host.waitForURL(`**/host?p=${code}`);
  await host.getByRole('button', { name: '今天关门' }).waitFor();
  expect((await new AxeBuilder({ page: host }).analyze()).violations).toEqual([]);
  await host.getByRole('button', { name: '今天关门' }).click();
  await host.getByText('已发出：今天关门').waitFor();
  await host.getByRole('button', { name: '正在维修' }).click();
  await host.getByText('原因：正在维修').waitFor();

  const courier = await stage.phone();
  await courier.goto(`/p/${code}`);
  await courier.getByText('正在维修').first().waitFor();

  // Another day: from the bookmark.
  await host.goto('/host');
  await host.getByRole('heading', { level: 1, name: STATION }).waitFor();
  await host.getByRole('button', { name: '又开了' }).click();
  await host.getByText('刚刚有人确认开着').waitFor();
  await host.getByRole('button', { name: '热水：没了或坏了' }).click();
  await host.getByText('已发出：热水').waitFor();
  await host.getByRole('button', { name: /^撤销/ }).click();
  await host.getByRole('button', { name: '热水：没了或坏了' }).waitFor();

  await courier.reload();
  await courier.getByRole('heading', { name: STATION }).waitFor();
  await expect.poll(() => courier.getByText('正在维修').count(), PATIENCE).toBe(0);

  await desk.reload();
  await desk.getByText('最近用过').first().waitFor();
  await desk.getByText('正在维修').first().waitFor();
});

test('what could not be sent says so, waits on the phone, and arrives once', async () => {
  const desk = await stage.desk();
  await signInAtDesk(stage, desk, CHAIR);
  const { id, code } = await putOnRecord(desk);
  const link = await desk.evaluate(async (place) => {
    const answer = await fetch(`/api/places/${place}/host-links`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ label: '收银台' }),
    });
    return `/host#${((await answer.json()) as { token: string }).token}`;
  }, id);
  const host = await stage.phone();
  await host.goto(link);
  await host.waitForURL(`**/host?p=${code}`);
  await host.getByRole('button', { name: '今天关门' }).waitFor();
  await host.context().setOffline(true);
  await host.getByRole('button', { name: '今天关门' }).click();
  await host.getByText(/没发出去：今天关门/).waitFor();
  await stage.faults('net::ERR_INTERNET_DISCONNECTED POST /api/host/say');
  await host.context().setOffline(false);
  await host.getByRole('button', { name: '再发一次' }).click();
  await host.getByText('已发出：今天关门').waitFor();
  expect(await host.getByText(/没发出去/).count()).toBe(0);
});
