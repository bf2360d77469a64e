import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { overflow, paper, smallTargets, typeSize } from './in-page.ts';
import { mistyped, newPerson } from './people.ts';
import { setStage } from './stage.ts';
import { applied, apply, CHAIR, fillForm, goToPlace, search, signInAtDesk, signInByCode, STREET } from './steps.ts';

const stage = setStage();
const submit = (page: Page) => page.getByRole('button', { name: '提交申请' });

describe('a courier', () => {
  test('scans the code of the street, is told of a mistyped ID at the field, and sees where it stands', async () => {
    const page = await stage.phone();
    const person = newPerson();
    await page.goto(`/join?a=${STREET}`);
    await page.getByText('您扫的是回龙观街道的码').waitFor();
    await fillForm(page, { ...person, idNo: mistyped(person.idNo) });
    await submit(page).click();
    const field = page.getByLabel('身份证号', { exact: true });
    await page.getByText('号码对不上，可能有一位写错了。').waitFor();
    expect(await field.getAttribute('aria-invalid')).toBe('true');
    expect(await described(field)).toContain('号码对不上');
    expect(await field.evaluate((element) => element === element.ownerDocument.activeElement)).toBe(true);
    await field.fill(person.idNo);
    await submit(page).click();
    await page.getByText('交上了').waitFor();
    await page.getByRole('heading', { name: /正在审批您的申请/ }).waitFor();
    await page.getByText(/最晚 .+答复/).waitFor();
  });
});

async function described(field: ReturnType<Page['getByLabel']>): Promise<string> {
  const id = await field.getAttribute('aria-describedby');
  return (await field.page().locator(`[id="${id}"]`).textContent()) ?? '';
}
