import type { Output } from '#kernel/contract';
import type { getBody, listBodies } from '../../prep/bodies/contract.ts';
import type { listAttendance } from '../../prep/come/contract.ts';
import type { getAgenda } from '../../prep/topics/contract.ts';

export type BodyRow = Output<typeof listBodies>['items'][number];
export type Planned = BodyRow['meetings'][number];
export type BodyView = Output<typeof getBody>;
export type UnitView = BodyView['units'][number];
export type Agenda = Output<typeof getAgenda>;
export type TopicView = Agenda['topics'][number];
export type Seat = Output<typeof listAttendance>['items'][number];

/** What is read again after a change of a body or its plan. */
export const BODY_READS = [
  'GET /api/meeting-bodies',
  'GET /api/meeting-bodies/:id',
  'GET /api/meetings/todos',
];
/** The same of a meeting. */
export const MEETING_READS = [
  ...BODY_READS,
  'GET /api/meetings/:id',
  'GET /api/meetings/:id/agenda',
  'GET /api/meetings/:id/notice',
  'GET /api/meetings/:id/attendance',
];

/** An instant as a field of the type `datetime-local` has it, where the union is. */
export function toField(instant: string | null): string {
  if (instant === null) return '';
  return new Date(Date.parse(instant) + 8 * 3_600_000).toISOString().slice(0, 16);
}

/** Back again; null for an empty field. */
export function fromField(value: string | undefined): string | null {
  return value ? new Date(`${value}:00+08:00`).toISOString() : null;
}

/** What is left of a field that was emptied. */
export function orNull(value: string | null | undefined): string | null {
  return value?.trim() || null;
}
