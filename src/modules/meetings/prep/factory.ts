import { inTx } from '#kernel/ctx';
import { atPlace, ofOwn, type Live, type Place, type SignedIn, type World } from '#kernel/testing/matrix';
import { newId } from '#kernel/ids';
import type { Ctx } from '#kernel/ctx';
import type { TestApp } from '#kernel/testing';
import { findOrg } from '#orgs';
import { aBody, aMeeting, newBody, newMeeting, newOffice, newTopic, type TestBody } from '../factory.ts';
import type { Meeting, Unit } from '../queries.ts';
import { addTopicFile } from './topics/actions.ts';
import * as bodies from './bodies/contract.ts';
import * as come from './come/contract.ts';
import * as concerns from './concerns/contract.ts';
import * as contract from './contract.ts';
import * as topics from './topics/contract.ts';

type Test = Pick<TestApp, 'ctx'>;

let count = 0;
/** Names that are taken but once. */
const next = (): number => (count += 1);

export interface Made {
  readonly app: TestApp;
  readonly district: number;
  readonly chair: SignedIn;
  readonly body: TestBody;
}

/** The joint meeting of a district, and the chair who prepares it. */
export async function madeIn(app: TestApp, district: number, { members = 2 } = {}): Promise<Made> {
  const chair = await app.officer('chair', district);
  return { app, district, chair, body: await newBody(app, district, { members }) };
}

/** To-dos are of whoever asks. */
export async function asChair(app: TestApp, orgId: number): Promise<Ctx> {
  const ctx = app.ctx();
  const { path } = (await findOrg(ctx, orgId))!;
  const grants = [{ role: 'chair' as const, orgId, path }];
  return { ...ctx, actor: { kind: 'account', userId: 'u', sessionId: 's', phone: null, grants } };
}

/** A line of the attendance of `meeting`: of `unit`, or by hand. Returns its id. */
export async function newSeat(
  t: Test,
  meeting: Pick<Meeting, 'id'>,
  unit: Unit | null = null,
): Promise<string> {
  const ctx = t.ctx();
  const id = newId(ctx.now.getTime());
  await ctx.db
    .insertInto('meetings.attendance')
    .values({
      id,
      meeting_id: meeting.id,
      unit_id: unit?.id ?? null,
      unit_name: unit ? '某局' : '区总工会',
      role: unit ? 'member' : 'union',
      person: null,
      title: null,
      state: 'expected',
      seq: 1,
      note: null,
    })
    .execute();
  return id;
}

export const PDF = { bytes: Buffer.from('%PDF-1.7\n'), type: 'application/pdf' };

/** A file of a topic. Returns its id. */
export async function newTopicFile(t: Test, topicId: string, name = '调研报告.pdf'): Promise<string> {
  return inTx(t.ctx(), async (ctx) => (await addTopicFile(ctx, { id: topicId, name }, { upload: PDF })).id);
}

/** One of its own for what is used up. */
const meetingIn =
  (state: Meeting['state']) =>
  async (world: World, at: Place): Promise<Meeting> =>
    newMeeting(world.t, await aBody(world, at), state, { title: `${at.mark}会议` });

const topicAt = async (world: World, at: Place) =>
  newTopic(world.t, await meetingIn('topic_call')(world, at), { title: `${at.mark}议题`, state: 'proposed' });

const fresh = (world: World, at: Place) => newBody(world.t, at.id, { sign: at.sign });

export const prepLive: readonly Live[] = [
  ofOwn(bodies.listBodies, {}),
  atPlace(bodies.createBody, async (_world, at) => ({
    input: { orgId: at.id, name: `${at.mark}联席会议${next()}` },
  })),
  atPlace(bodies.getBody, async (world, at) => ({ input: { id: (await aBody(world, at)).id } })),
  atPlace(bodies.renameBody, async (world, at) => ({
    input: { id: (await fresh(world, at)).id, name: `${at.mark}新名${next()}` },
  })),
  atPlace(bodies.addUnit, async (world, at) => ({
    input: { id: (await fresh(world, at)).id, orgId: await newOffice(world.t, at.id, `${at.sign}某局`) },
  })),
  atPlace(bodies.changeUnit, async (world, at) => {
    const { id, units } = await fresh(world, at);
    return { input: { id, unit: units[1]!.id, seat: 'observer' as const } };
  }),
  atPlace(bodies.sortUnits, async (world, at) => {
    const { id, units } = await fresh(world, at);
    return { input: { id, units: units.map((unit) => unit.id).reverse() } };
  }),
  atPlace(bodies.endUnit, async (world, at) => {
    const { id, units } = await fresh(world, at);
    return { input: { id, unit: units[1]!.id, reason: '机构改革' } };
  }),
  atPlace(bodies.succeedUnit, async (world, at) => {
    const { id, units } = await fresh(world, at);
    const orgId = await newOffice(world.t, at.id, `${at.sign}新局`);
    return { input: { id, unit: units[1]!.id, orgId } };
  }),
  atPlace(bodies.planMeeting, async (world, at) => ({
    input: { bodyId: (await fresh(world, at)).id, year: 2027 },
  })),
  atPlace(bodies.copyPlan, async (world, at) => {
    const body = await fresh(world, at);
    await newMeeting(world.t, body, 'year_plan', { year: 2026 });
    return { input: { id: body.id, year: 2027 } };
  }),
  atPlace(contract.getMeeting, async (world, at) => ({ input: { id: (await aMeeting(world, at)).id } })),
  atPlace(contract.stepMeeting, async (world, at) => ({
    input: { id: (await meetingIn('year_plan')(world, at)).id, from: 'year_plan', to: 'topic_call' } as const,
  })),
  atPlace(contract.changeMeeting, async (world, at) => ({
    input: { id: (await meetingIn('year_plan')(world, at)).id, sequence: 0, venue: '第一会议室' },
  })),
  atPlace(topics.getAgenda, async (world, at) => ({ input: { id: (await aMeeting(world, at)).id } })),
  atPlace(topics.proposeTopic, async (world, at) => ({
    input: {
      id: (await meetingIn('topic_call')(world, at)).id,
      kind: 'report' as const,
      title: '文化宫建设',
    },
  })),
  atPlace(topics.changeTopic, async (world, at) => ({
    input: { id: (await topicAt(world, at)).id, research: '走访 7 家企业' },
  })),
  atPlace(topics.decideTopic, async (world, at) => ({
    input: { id: (await topicAt(world, at)).id, to: 'accepted' as const },
  })),
  atPlace(concerns.listTopicConcerns, async (world, at) => ({
    input: { id: (await aMeeting(world, at)).id },
  })),
  atPlace(concerns.linkConcerns, async (world, at) => ({
    input: { id: (await topicAt(world, at)).id, concernIds: [] },
  })),
  atPlace(topics.moveTopic, async (world, at) => ({
    input: { id: (await topicAt(world, at)).id, to: 'up' as const },
  })),
  atPlace(topics.addTopicFile, async (world, at) => ({
    input: { id: (await topicAt(world, at)).id, name: '报告.pdf' },
    file: PDF,
  })),
  atPlace(topics.readTopicFile, async (world, at) => {
    const { id } = await topicAt(world, at);
    return { input: { id, file: await newTopicFile(world.t, id, `${at.mark}.pdf`) } };
  }),
  atPlace(topics.removeTopicFile, async (world, at) => {
    const { id } = await topicAt(world, at);
    return { input: { id, file: await newTopicFile(world.t, id) } };
  }),
  atPlace(come.listAttendance, async (world, at) => ({ input: { id: (await aMeeting(world, at)).id } })),
  atPlace(come.addAttendance, async (world, at) => ({
    input: { id: (await meetingIn('noticed')(world, at)).id, unit: '区总工会', role: 'union' as const },
  })),
  atPlace(come.changeAttendance, async (world, at) => {
    const meeting = await meetingIn('noticed')(world, at);
    const row = await newSeat(world.t, meeting);
    return { input: { id: meeting.id, row, state: 'present' as const } };
  }),
  atPlace(come.removeAttendance, async (world, at) => {
    const meeting = await meetingIn('noticed')(world, at);
    return { input: { id: meeting.id, row: await newSeat(world.t, meeting) } };
  }),
  atPlace(come.getNotice, async (world, at) => ({ input: { id: (await aMeeting(world, at)).id } })),
  atPlace(come.writeNotice, async (world, at) => ({
    input: { id: (await meetingIn('noticed')(world, at)).id, no: '1号', text: '通知', was: null },
  })),
  atPlace(come.askUnits, async (world, at) => ({
    input: { id: (await meetingIn('noticed')(world, at)).id, kind: 'attend' as const },
  })),
];
