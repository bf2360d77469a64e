import { useReducer } from 'react';
import { civilDate } from '#web/kit/dates.ts';
import { isMobile, normalisePhone } from '#web/kit/phone.ts';
import type { Say } from '#web/kit/text.ts';
import type { IdType, Occupation } from '../../join/contract.ts';
import { ageOn, birthDateOf, checkIdNumber, normaliseIdNo, normaliseName } from '../../join/rules.ts';
import type { texts } from './join-texts.ts';

/** What a person types. Empty strings are "not yet". */
export interface Values {
  readonly name: string;
  readonly idType: IdType;
  readonly idNo: string;
  readonly phone: string;
  readonly occupation: Occupation | '';
  readonly employerId: number | null;
  readonly employerName: string;
  readonly areaCode: string;
}

export const EMPTY: Values = {
  name: '',
  idType: 'resident_id',
  idNo: '',
  phone: '',
  occupation: '',
  employerId: null,
  employerName: '',
  areaCode: '',
};

export const FIELDS = ['name', 'idNo', 'phone', 'occupation'] as const;
export type FieldName = (typeof FIELDS)[number];
/** Sentences by field, ready to show. */
type Faults = Readonly<Partial<Record<FieldName | 'consent', string>>>;

/** Each value as it will be sent, so that the person sees it before. */
export function tidy(field: FieldName, text: string): string {
  if (field === 'name') return normaliseName(text);
  if (field === 'idNo') return normaliseIdNo(text);
  if (field === 'phone') return normalisePhone(text).replace(/^(\d{3})(\d{4})(\d{4})$/, '$1 $2 $3');
  return text;
}

type JoinSay = Say<keyof typeof texts>;

/** What is wrong with one field, in plain words; undefined when nothing is. */
export function faultOf(field: FieldName, values: Values, say: JoinSay): string | undefined {
  switch (field) {
    case 'name':
      if (!values.name.trim()) return say('nameMissing');
      return /\d/.test(values.name.normalize('NFKC')) ? say('nameDigits') : undefined;
    case 'phone':
      if (!values.phone.trim()) return say('phoneMissing');
      return isMobile(values.phone) ? undefined : say('phoneWrong');
    case 'occupation':
      return values.occupation ? undefined : say('occupationMissing');
    case 'idNo':
      return idFault(values.idType, normaliseIdNo(values.idNo), say);
  }
}

function idFault(idType: IdType, idNo: string, say: JoinSay): string | undefined {
  const built = idType === 'resident_id' || idType === 'hmt_residence_permit';
  if (!idNo) return say('idMissing');
  switch (checkIdNumber(idType, idNo)) {
    case 'length':
      return built ? say('idLength18', { count: idNo.length }) : say('idLength');
    case 'characters':
      return say(built ? 'idCharacters' : 'idLetters');
    case 'date':
      return say('idDate');
    case 'checksum':
      return say('idChecksum');
    case 'ok': {
      const born = birthDateOf(idType, idNo);
      return born && ageOn(born, civilDate(new Date())) < 16 ? say('tooYoung') : undefined;
    }
  }
}

/** The fields as the contract wants them; what was left empty is left out. */
export function bodyOf(values: Values) {
  const { occupation, employerId, employerName, areaCode } = values;
  return {
    name: normaliseName(values.name),
    idType: values.idType,
    idNo: normaliseIdNo(values.idNo),
    phone: normalisePhone(values.phone),
    ...(occupation ? { occupation } : {}),
    ...(employerId === null ? {} : { employerId }),
    ...(employerId === null && employerName.trim() ? { employerName: employerName.trim() } : {}),
    ...(areaCode ? { areaCode } : {}),
  };
}

interface State {
  readonly values: Values;
  readonly faults: Faults;
}

const clean = (faults: Faults, mended: (field: string) => boolean): Faults =>
  Object.fromEntries(Object.entries(faults).filter(([field]) => !mended(field)));

/** Values with what is wrong with them. A field is checked when it is left, and again while it is being mended. */
export function useForm(first: Values, check: (field: FieldName, values: Values) => string | undefined) {
  // Steps on the last state, not on the rendered one: autofill changes several fields at once.
  const [form, update] = useReducer((old: State, step: (old: State) => State) => step(old), {
    values: first,
    faults: {},
  });
  const mark = (field: FieldName | 'consent', fault: string | undefined) => (old: State) => ({
    ...old,
    faults: { ...clean(old.faults, (each) => each === field), ...(fault ? { [field]: fault } : {}) },
  });
  return {
    ...form,
    fault: (field: FieldName | 'consent', fault: string | undefined) => update(mark(field, fault)),
    reset: (values: Values) => update(() => ({ values, faults: {} })),
    change: (next: Partial<Values>) =>
      update((old) => {
        const values = { ...old.values, ...next };
        const mended = (field: string) => FIELDS.some((each) => each === field && !check(each, values));
        return { values, faults: clean(old.faults, mended) };
      }),
    leave: (field: FieldName) =>
      update((old) => {
        if (!old.values[field]) return old;
        const values = { ...old.values, [field]: tidy(field, old.values[field]) };
        return mark(field, check(field, values))({ ...old, values });
      }),
    /** Checks all of it; true when it can be sent. */
    checkAll(more: Faults = {}): boolean {
      const found = FIELDS.map((field) => [field, check(field, form.values)] as const).filter(
        ([, fault]) => fault,
      );
      const faults: Faults = { ...Object.fromEntries(found), ...more };
      update((old) => ({ ...old, faults }));
      return Object.keys(faults).length === 0;
    },
  };
}

export type Form = ReturnType<typeof useForm>;
