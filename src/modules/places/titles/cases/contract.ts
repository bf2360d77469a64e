import { z } from 'zod';
import { dateField, endpoint, textField } from '#kernel/contract';
import { placeId, termCode } from '../../contract.ts';
import { TITLE_STATES } from '../contract.ts';

const ID = '01890000-0000-7000-8000-000000000000';
const id = z.uuid();
const done = z.object({ state: z.enum(TITLE_STATES) });
const errors = ['places.title_not_found', 'places.title_bad_step'] as const;
const reason = textField(200);

export const openTitle = endpoint({
  method: 'POST',
  path: '/api/titles',
  summary: 'Begin the self-check of a place for a title',
  access: 'places.manage',
  input: z.object({ placeId, templateId: id }),
  output: z.object({ id }),
  status: 201,
  errors: [
    'places.not_found',
    'places.title_template_not_found',
    'places.title_not_for_place',
    'places.title_open_already',
  ],
  sample: { placeId: ID, templateId: ID },
});

export const applyForTitle = endpoint({
  method: 'POST',
  path: '/api/titles/:id/apply',
  summary: 'Apply, or apply again: what the records say is kept with the case',
  access: 'places.manage',
  input: z.object({ id }),
  output: done,
  errors: [...errors, 'places.title_gaps'],
  sample: { id: ID },
});

export const withdrawTitle = endpoint({
  method: 'POST',
  path: '/api/titles/:id/withdraw',
  summary: 'Take an application back',
  access: 'places.manage',
  input: z.object({ id, reason: reason.optional() }),
  output: done,
  errors,
  sample: { id: ID },
});

export const addTitleNote = endpoint({
  method: 'POST',
  path: '/api/titles/:id/notes',
  summary: 'Say how a criterion is met',
  access: 'places.manage',
  input: z.object({ id, criterion: termCode, note: textField(300) }),
  output: z.object({ id }),
  status: 201,
  errors: [...errors, 'places.title_unknown_criterion', 'places.title_too_much'],
  sample: { id: ID, criterion: 'rules', note: '制度上墙' },
});

export const addTitleFile = endpoint({
  method: 'POST',
  path: '/api/titles/:id/files',
  summary: 'Show how a criterion is met: JPEG, PNG or PDF, at most 5 MB; officers alone see it',
  access: 'places.manage',
  input: z.object({ id, criterion: termCode, name: textField(120) }),
  output: z.object({ id }),
  status: 201,
  accepts: { types: ['application/pdf', 'image/png', 'image/jpeg'], maxBytes: 5 * 1024 * 1024 },
  errors: [...errors, 'places.title_unknown_criterion', 'places.title_too_much', 'places.title_bad_file'],
  sample: { id: ID, criterion: 'rules', name: '制度.jpg' },
});

export const readTitleFile = endpoint({
  method: 'GET',
  path: '/api/titles/:id/files/:file',
  summary: 'A file that was laid before the reviewers',
  access: 'places.read',
  input: z.object({ id, file: id }),
  output: z.any(),
  produces: 'application/octet-stream',
  errors: ['places.title_not_found'],
  sample: { id: ID, file: ID },
});

export const removeTitleEvidence = endpoint({
  method: 'DELETE',
  path: '/api/titles/:id/evidence/:item',
  summary: 'Take back a note or a file before applying',
  access: 'places.manage',
  input: z.object({ id, item: id }),
  output: z.object({ done: z.literal(true) }),
  errors,
  sample: { id: ID, item: ID },
});

export const passTitle = endpoint({
  method: 'POST',
  path: '/api/titles/:id/pass',
  summary: 'Agree at this level: it goes to the next one up, after the one that grants to the visit',
  access: 'places.award',
  input: z.object({ id, note: z.string().trim().max(200).optional() }),
  output: done,
  errors,
  sample: { id: ID },
});

export const returnTitle = endpoint({
  method: 'POST',
  path: '/api/titles/:id/return',
  summary: 'Back to the applicant, who reads why',
  access: 'places.award',
  input: z.object({ id, reason }),
  output: done,
  errors,
  sample: { id: ID, reason: '请补充管理制度的照片' },
});

export const rejectTitle = endpoint({
  method: 'POST',
  path: '/api/titles/:id/reject',
  summary: 'Refuse for good, with the reason',
  access: 'places.award',
  input: z.object({ id, reason }),
  output: done,
  errors,
  sample: { id: ID, reason: '场所已拆迁' },
});

export const planVisit = endpoint({
  method: 'POST',
  path: '/api/titles/:id/visit-plan',
  summary: 'Set the day of the visit',
  access: 'places.award',
  input: z.object({ id, on: dateField }),
  output: done,
  errors: [...errors, 'places.title_bad_dates'],
  sample: { id: ID, on: '2026-12-10' },
});

export const recordVisit = endpoint({
  method: 'POST',
  path: '/api/titles/:id/visit',
  summary: 'Write down what was found on the spot, criterion by criterion',
  access: 'places.award',
  input: z.object({
    id,
    on: dateField,
    findings: textField(500),
    marks: z.array(z.object({ code: termCode, met: z.boolean() })).max(40),
  }),
  output: done,
  errors: [...errors, 'places.title_bad_dates', 'places.title_unknown_criterion'],
  sample: { id: ID, on: '2026-11-20', findings: '设施齐全', marks: [{ code: 'sign', met: true }] },
});

const ids = z.array(id).min(1).max(200);

export const startNotices = endpoint({
  method: 'POST',
  path: '/api/titles/notice',
  summary:
    'Put cases on public notice from today, for as many days as their rules say; each has its own outcome',
  access: 'places.award',
  input: z.object({ ids }),
  output: z.object({
    done: z.number().int(),
    outcomes: z.array(
      z.object({ id, ok: z.boolean(), code: z.string().nullable(), message: z.string().nullable() }),
    ),
  }),
  sample: { ids: [ID] },
});

export const awardTitle = endpoint({
  method: 'POST',
  path: '/api/titles/:id/award',
  summary: 'Grant the title once its notice is over; not by whoever applied',
  access: 'places.award',
  input: z.object({
    id,
    /** The next free number of the year unless given. */
    plaqueNo: textField(40).optional(),
    /** What was said against it during the notice, and what came of that. */
    objections: z.string().trim().max(200).optional(),
  }),
  output: done.extend({ plaqueNo: z.string(), dueOn: z.string().nullable() }),
  errors: [...errors, 'places.title_own_application', 'places.title_plaque_taken'],
  sample: { id: ID },
});

export const reinspectTitle = endpoint({
  method: 'POST',
  path: '/api/titles/:id/reinspect',
  summary: 'Looked at again: it stays, and comes up again when its rules say',
  access: 'places.award',
  input: z.object({ id, note: z.string().trim().max(200).optional() }),
  output: done.extend({ dueOn: z.string().nullable() }),
  errors,
  sample: { id: ID },
});

export const rectifyTitle = endpoint({
  method: 'POST',
  path: '/api/titles/:id/rectify',
  summary: 'Looked at again: something has to be put right by a day',
  access: 'places.award',
  input: z.object({ id, what: reason, until: dateField }),
  output: done,
  errors: [...errors, 'places.title_bad_dates'],
  sample: { id: ID, what: '更换损坏的饮水机', until: '2027-01-31' },
});

export const revokeTitle = endpoint({
  method: 'POST',
  path: '/api/titles/:id/revoke',
  summary: 'Take the title away, with the reason; the plaque comes down',
  access: 'places.award',
  input: z.object({ id, reason }),
  output: done,
  errors,
  sample: { id: ID, reason: '整改到期仍未开放' },
});
