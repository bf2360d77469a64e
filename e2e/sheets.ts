import { readFileSync } from 'node:fs';
import exceljs from 'exceljs';
import type { Locator, Page } from 'playwright-core';

/** Excel files as the people of a journey send and get them. */
export async function bookAt(path: string): Promise<exceljs.Workbook> {
  const book = new exceljs.Workbook();
  await book.xlsx.readFile(path);
  return book;
}

/** The Excel file that a press on `button` brings, opened. */
export async function downloaded(
  page: Page,
  button: Locator,
): Promise<{ readonly name: string; readonly book: exceljs.Workbook }> {
  const [download] = await Promise.all([page.waitForEvent('download'), button.click()]);
  const book = new exceljs.Workbook();
  await book.xlsx.load(readFileSync(await download.path()).buffer);
  return { name: download.suggestedFilename(), book };
}

/** Its rows from the first on, each from column A, as text. */
export function rowsOf(sheet: exceljs.Worksheet): string[][] {
  return Array.from({ length: sheet.rowCount }, (_, at) =>
    Array.from(
      { length: sheet.columnCount },
      (_cell, column) => sheet.getRow(at + 1).getCell(column + 1).text,
    ),
  );
}
