import { z } from 'zod';
import { endpoint, historySchema, pageFields, pageOf, timeField } from '#kernel/contract';
import { orgParam, orgRef } from '#orgs/contract';
import { placeCode, placeId } from '../contract.ts';
import { criterionSchema, TITLE_LEVELS, VERDICTS } from './templates/contract.ts';

/** domain.md C12; `returned`: to the applicant, to be mended. */
export const TITLE_STATES = [
  'self_check',
  'applied',
  'reviewing',
  'returned',
  'site_visit',
  'public_notice',
  'awarded',
  'reinspection_due',
  'rectify',
  'rejected',
  'withdrawn',
  'revoked',
] as const;
export type TitleState = (typeof TITLE_STATES)[number];

export const TITLE_STEPS = [
  'apply',
  'pass',
  'return',
  'reject',
  'withdraw',
  'plan',
  'visit',
  'notice',
  'award',
  'fall_due',
  'reinspect',
  'rectify',
  'revoke',
] as const;
export type TitleStep = (typeof TITLE_STEPS)[number];

const day = z.string();

const titleRef = z.object({
  templateId: z.uuid(),
  line: z.uuid(),
  version: z.number().int(),
  name: z.string(),
  level: z.enum(TITLE_LEVELS),
  grantor: orgRef,
});

export const titleCaseRow = z
  .object({
    id: z.uuid(),
    place: z.object({ id: placeId, code: z.string(), name: z.string(), org: orgRef }),
    title: titleRef,
    state: z.enum(TITLE_STATES),
    /** Since when it is in its state. */
    steppedAt: timeField,
    /** Whose review it waits for. */
    reviewOrg: orgRef.nullable(),
    visitOn: day.nullable(),
    visitedOn: day.nullable(),
    noticeFrom: day.nullable(),
    noticeUntil: day.nullable(),
    plaqueNo: z.string().nullable(),
    awardedOn: day.nullable(),
    dueOn: day.nullable(),
    rectifyUntil: day.nullable(),
    /** The step that comes next; null where a day has to come first, or nothing comes. */
    next: z.enum(TITLE_STEPS).nullable(),
    /** What the caller may do with it now. */
    steps: z.array(z.enum(TITLE_STEPS)),
  })
  .meta({ id: 'TitleCaseRow' });

const check = z.object({
  ...criterionSchema.pick({ code: true, how: true, required: true }).shape,
  text: z.string(),
  verdict: z.enum(VERDICTS),
  /** What is missing, in words; null where nothing is. */
  lack: z.string().nullable(),
});

const evidence = z.object({
  id: z.uuid(),
  criterion: z.string(),
  note: z.string().nullable(),
  file: z.object({ name: z.string(), type: z.string(), bytes: z.number().int() }).nullable(),
  at: timeField,
  by: z.string(),
});

export const titleCase = titleCaseRow
  .extend({
    /** By the records of today until it is applied for, afterwards as they were then. */
    checks: z.array(check.extend({ mark: z.boolean().nullable() })),
    checkedAt: timeField.nullable(),
    findings: z.string().nullable(),
    rectifyWhat: z.string().nullable(),
    evidence: z.array(evidence),
    noticeDays: z.number().int(),
    history: historySchema,
  })
  .meta({ id: 'TitleCase' });

/** Where cases stand, as lists are asked for it. */
export const TITLE_QUEUES = [
  'open',
  'review',
  'visit',
  'notice',
  'ready',
  'held',
  'due',
  'overdue',
  'over',
] as const;
export type TitleQueue = (typeof TITLE_QUEUES)[number];

const queue = {
  queue: z.enum(TITLE_QUEUES).default('open'),
  line: z.uuid().optional(),
  under: orgParam.optional(),
  q: z.string().trim().max(60).optional(),
};

export const listTitles = endpoint({
  method: 'GET',
  path: '/api/titles',
  summary: 'Cases of titles in your reach, those that have waited longest first',
  access: 'places.read',
  input: z.object({ ...queue, ...pageFields }),
  output: pageOf(titleCaseRow).extend({ total: z.number().int() }),
  errors: ['orgs.not_found', 'kernel.bad_cursor'],
  sample: { queue: 'review' },
});

export const exportTitles = endpoint({
  method: 'GET',
  path: '/api/titles/export',
  summary: 'The same list as CSV',
  access: 'places.read',
  input: z.object(queue),
  output: z.any(),
  produces: 'text/csv',
  errors: ['orgs.not_found'],
  sample: { queue: 'held' },
});

export const countTitles = endpoint({
  method: 'GET',
  path: '/api/titles/counts',
  summary: 'Titles held in your reach: by title, and each place once at its highest; and how many cases wait',
  access: 'places.read',
  input: z.object({ under: orgParam.optional() }),
  output: z.object({
    /** Places with at least one title. */
    places: z.number().int(),
    /** Titles held; a place may hold several. */
    titles: z.number().int(),
    items: z.array(
      z.object({
        line: z.uuid(),
        name: z.string(),
        level: z.enum(TITLE_LEVELS),
        /** Places that hold it. */
        held: z.number().int(),
        /** Places of which it is the highest title. */
        highest: z.number().int(),
      }),
    ),
    queues: z.record(z.enum(TITLE_QUEUES), z.number().int()),
  }),
  errors: ['orgs.not_found'],
  sample: {},
});

export const listPlaceTitles = endpoint({
  method: 'GET',
  path: '/api/places/:id/titles',
  summary: 'The titles of a place: held, under way, and what it lacks for each that it could have',
  access: 'places.read',
  input: z.object({ id: placeId }),
  output: z.object({
    cases: z.array(titleCaseRow),
    /** Titles in force for a place of its kind and area that it neither holds nor is applied for. */
    open: z.array(
      z.object({
        title: titleRef,
        source: z.string(),
        inferred: z.boolean(),
        checks: z.array(check),
        met: z.number().int(),
        /** What is missing of what is required, in words. */
        lacks: z.array(z.string()),
      }),
    ),
    may: z.object({ apply: z.boolean() }),
  }),
  errors: ['places.not_found'],
  sample: { id: '01890000-0000-7000-8000-000000000000' },
});

export const getTitle = endpoint({
  method: 'GET',
  path: '/api/titles/:id',
  summary: 'One case with its checks, evidence and history',
  access: 'places.read',
  input: z.object({ id: z.uuid() }),
  output: titleCase,
  errors: ['places.title_not_found'],
  sample: { id: '01890000-0000-7000-8000-000000000000' },
});

export const titleCertificate = endpoint({
  method: 'GET',
  path: '/api/titles/:id/certificate',
  summary: 'The certificate of a title that is held, with its plaque number and a QR to the place (PDF)',
  access: 'places.read',
  input: z.object({ id: z.uuid() }),
  output: z.any(),
  produces: 'application/pdf',
  errors: ['places.title_not_found', 'places.title_bad_step'],
  sample: { id: '01890000-0000-7000-8000-000000000000' },
});

export const titleForm = endpoint({
  method: 'GET',
  path: '/api/titles/:id/form',
  summary: 'The application on paper, with room for the seal (PDF)',
  access: 'places.read',
  input: z.object({ id: z.uuid() }),
  output: z.any(),
  produces: 'application/pdf',
  errors: ['places.title_not_found'],
  sample: { id: '01890000-0000-7000-8000-000000000000' },
});

const noticeRow = z
  .object({
    id: z.uuid(),
    place: z.object({ code: placeCode, name: z.string() }),
    title: z.string(),
    grantor: z.string(),
    from: day,
    until: day,
    over: z.boolean(),
  })
  .meta({ id: 'TitleNotice' });

export const listNotices = endpoint({
  method: 'GET',
  path: '/api/public/title-notices',
  summary: 'Public notices of titles that stand now',
  access: 'public',
  input: z.object({}),
  output: z.object({ items: z.array(noticeRow) }),
});

export const getNotice = endpoint({
  method: 'GET',
  path: '/api/public/title-notices/:id',
  summary: 'One public notice: which place, what it meets, until when, and how to object',
  access: 'public',
  input: z.object({ id: z.uuid() }),
  output: noticeRow.extend({
    criteria: z.array(
      z.object({ code: z.string(), text: z.string(), by: z.enum(['records', 'visit']).nullable() }),
    ),
    source: z.string(),
    phone: z.string().nullable(),
  }),
  errors: ['places.title_not_found'],
  sample: { id: '01890000-0000-7000-8000-000000000000' },
});
