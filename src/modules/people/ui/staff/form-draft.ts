import type { Output } from '#kernel/contract';
import type { FormColumn, FormField, getForm, listForms } from '#people/forms/contract';
import { VALUE_WORDS } from '../../forms/texts/words.ts';
import { formWords } from './form-texts.ts';
import { standingWords } from './standing-texts.ts';
import { peopleWords } from './texts.ts';

export type Form = Output<typeof listForms>['items'][number];
export type FormDetail = Output<typeof getForm>;
export type FormSheet = FormDetail['sheets'][number];
export type SheetColumn = FormSheet['columns'][number];

/** What shows forms: read again after each change. */
export const FORM_READS = ['GET /api/forms', 'GET /api/forms/:id'] as const;

/** What becomes of a column: a field of ours, the same text in every row, emptied, or left as the form has it. */
export type Target = FormField | 'constant' | 'blank' | 'keep';

/** How a form is to be filled in, before it is saved. Columns that are not in it stay as they are. */
export interface Draft {
  readonly sheet: string;
  readonly headerRow: number;
  readonly firstRow: number;
  readonly columns: ReadonlyMap<number, FormColumn>;
}

/** As it was saved; for a sheet that never was, as the server guesses. Undefined for a file without sheets. */
export function draftOf(form: FormDetail, sheetName = form.sheet): Draft | undefined {
  const sheet = form.sheets.find(({ name }) => name === sheetName) ?? form.sheets[0];
  if (!sheet) return undefined;
  const saved = form.columns.length > 0 && form.sheet === sheet.name;
  const columns = saved ? form.columns : sheet.columns.flatMap(({ guess }) => guess ?? []);
  return {
    sheet: sheet.name,
    headerRow: (saved ? form.headerRow : null) ?? sheet.headerRow,
    firstRow: (saved ? form.firstRow : null) ?? sheet.firstRow,
    columns: new Map(columns.map((column) => [column.index, column])),
  };
}

export function targetOf(column: FormColumn | undefined): Target {
  if (!column) return 'keep';
  return column.field ?? (column.constant === null ? 'blank' : 'constant');
}

/** The column after something else was chosen for it; codes that the drop-down suggests come with it. */
export function aimed({ index, choices }: SheetColumn, target: Target): FormColumn | undefined {
  if (target === 'keep') return undefined;
  const bare = { index, field: null, constant: null, codes: {}, dates: null };
  if (target === 'blank') return bare;
  if (target === 'constant') return { ...bare, constant: '' };
  return { ...bare, field: target, codes: choices ? suggestedCodes(target, choices) : {} };
}

export function withColumn(draft: Draft, index: number, column: FormColumn | undefined): Draft {
  const columns = new Map(draft.columns);
  if (column) columns.set(index, column);
  else columns.delete(index);
  return { ...draft, columns };
}

const DATES: readonly FormField[] = ['birthDate', 'joinedOn', 'idValidUntil'];
const FREE: readonly FormField[] = ['education', 'politics', 'skill', 'ethnicity', 'department', 'position'];

export function isDate(target: Target): boolean {
  return DATES.some((field) => field === target);
}

/** Our values of a field that has a fixed set of them: in Chinese just as they are written where there is no code. */
export function valuesOf(
  target: Target,
  language: 'zh' | 'en',
): Readonly<Record<string, string>> | undefined {
  if (!isListed(target)) return undefined;
  const people = peopleWords[language];
  const ours: Record<Listed, Readonly<Record<string, string>>> = {
    sex: people.sexes,
    idType: people.idTypes,
    occupation: people.occupations,
    employment: people.employments,
    standing: { known: standingWords[language].known, ...people.membershipStates },
    migrant: formWords[language].yesNo,
  };
  if (language === 'en') return ours[target];
  const written: Readonly<Record<string, string>> = VALUE_WORDS[target];
  return Object.fromEntries(
    Object.entries(ours[target]).map(([value, word]) => [value, written[value]?.split(' ')[0] ?? word]),
  );
}

type Listed = keyof typeof VALUE_WORDS;

function isListed(target: Target): target is Listed {
  return Object.hasOwn(VALUE_WORDS, target);
}

/** Fields that rosters bring as text, however it was written there. */
export function isFree(target: Target): boolean {
  return FREE.some((field) => field === target);
}

/** GB/T 2261.1: the one code table that nearly every form follows. */
const SEX_CODES = { male: '1', female: '2' };

/**
 * Their codes for our values, as far as one can guess: the choice of their drop-down that has our Chinese word in it,
 * or where there is no drop-down the national code of the sexes. Only ever a start for somebody to look at. What would be
 * written just so is left out.
 */
export function suggestedCodes(target: Target, choices: readonly string[] | null): Record<string, string> {
  if (!choices) return target === 'sex' ? { ...SEX_CODES } : {};
  const usual: Readonly<Record<string, readonly string[]>> = formWords.zh.usual;
  const ours =
    valuesOf(target, 'zh') ?? Object.fromEntries((usual[target] ?? []).map((value) => [value, value]));
  const found = Object.entries(ours).flatMap(([value, word]) => {
    const theirs =
      choices.find((choice) => choice === word) ?? choices.find((choice) => choice.includes(word));
    return theirs === undefined || theirs === word ? [] : [[value, theirs] as const];
  });
  // A drop-down of bare numbers, as Beijing's has it.
  const bare = target === 'sex' && found.length === 0 && ['1', '2'].every((code) => choices.includes(code));
  return bare ? { ...SEX_CODES } : Object.fromEntries(found);
}

/** What has to be put right before the draft can be saved: nothing of ours is in it, or a constant has no text. */
export function faultOf({ columns }: Draft): Fault | null {
  const all = [...columns.values()];
  const bare = all.find((column) => targetOf(column) === 'constant' && !column.constant?.trim());
  if (bare) return { kind: 'incomplete', index: bare.index };
  return all.some(({ field }) => field !== null) ? null : { kind: 'nothing', index: -1 };
}

export interface Fault {
  readonly kind: 'nothing' | 'incomplete';
  readonly index: number;
}

/** How many columns get something. */
export function filledOf({ columns }: Draft): number {
  return [...columns.values()].filter((column) => targetOf(column) !== 'blank').length;
}
