import { sql } from 'kysely';
import type { Request } from '#kernel/contract';
import type { Client, TestApp } from '#kernel/testing';
import { atPlace, bySecret, done, type Live, type Place, type World } from '#kernel/testing/matrix';
import type { ErrandKind, MeetingState } from '../contract.ts';
import { aBody, newBody, newItem, newMeeting, type TestBody } from '../factory.ts';
import type { Item, Meeting, Unit } from '../queries.ts';
import * as contract from './contract.ts';
import * as desk from './desk/contract.ts';
import * as progress from './progress/contract.ts';

/** Bytes that begin as a PDF does. */
export const PDF = { bytes: Buffer.from('%PDF-1.7\n%test'), type: 'application/pdf' };

const WHILE: Readonly<Record<Exclude<ErrandKind, 'item'>, MeetingState>> = {
  topics: 'topic_call',
  attend: 'noticed',
  review: 'minutes_circulated',
};

/** Something that the second unit of `at`'s body is asked, at a meeting or about an item of its own. */
export async function newErrand(world: Pick<World, 't'>, at: Place, kind: ErrandKind = 'topics') {
  const body = await aBody(world, at);
  const unit = body.units[1]!;
  const meeting = await newMeeting(world.t, body, kind === 'item' ? 'held' : WHILE[kind], {
    title: `${at.mark}联席会议`,
  });
  const item = kind === 'item' ? await newItem(world.t, meeting, unit, { text: `${at.mark}事项` }) : null;
  const about = (item ?? meeting).id;
  const asked = await done(at.chair, desk.askUnit, { kind, unitId: unit.id, about, dueOn: '2026-12-20' });
  return { ...asked, body, unit, meeting, item };
}

const SAID: Readonly<Record<ErrandKind, Said>> = {
  topics: { kind: 'no_topics' },
  attend: { kind: 'attend', coming: true, person: '李秀英', title: '副局长' },
  review: { kind: 'agree' },
  item: { kind: 'accept', ownerName: '张国强' },
};

/** An answer by the link, waiting to be confirmed. */
export async function newAnswer(world: Pick<World, 't'>, at: Place, kind: ErrandKind = 'topics') {
  const asked = await newErrand(world, at, kind);
  const { token } = asked;
  const guest = world.t.guest();
  const { answers } = await done(guest, contract.answerErrand, {
    token,
    signer: `${at.mark}王建国`,
    said: SAID[kind],
  });
  return { ...asked, answer: answers[0]! };
}

/** A file by the link, not answered with yet; its id. */
export async function newUpload(world: Pick<World, 't'>, token: string, name = '材料.pdf'): Promise<string> {
  const guest = world.t.guest();
  const { ticket } = await done(guest, contract.ticketForFile, { token });
  return (await done(guest, contract.sendFile, { token: ticket, name }, PDF)).id;
}

export type Said = Request<typeof contract.answerErrand>['said'];

/** An answer to a call for topics. */
export const TOPICS: Said = {
  kind: 'topics',
  topics: [{ title: '骑手换电柜的布点', background: '中午换电要排队' }],
};

export interface ErrandScene {
  readonly chair: Client & { readonly userId: string };
  readonly orgId: number;
  readonly body: TestBody;
  readonly unit: Unit;
  readonly meeting: Meeting;
}

/** What tests of this slice do again and again; `app` is there once they run, and each gets a district of its own. */
export function errandStage(
  app: () => TestApp,
  newDistrict: (t: TestApp) => Promise<{ readonly district: number }>,
) {
  async function scene(
    state: MeetingState = 'topic_call',
    given: Partial<Meeting> = {},
  ): Promise<ErrandScene> {
    const t = app();
    const { district } = await newDistrict(t);
    const body = await newBody(t, district);
    const chair = await t.officer('chair', district);
    const meeting = await newMeeting(t, body, state, given);
    return { chair, orgId: district, body, unit: body.units[1]!, meeting };
  }
  function ask({ chair, unit }: Pick<ErrandScene, 'chair' | 'unit'>, kind: ErrandKind, about: string) {
    return done(chair, desk.askUnit, { kind, unitId: unit.id, about, dueOn: '2027-01-10' });
  }
  function answer(token: string, said: Said, files: string[] = []) {
    const signed = { signer: '王建国', signerTitle: '办公室主任' };
    return app()
      .guest()
      .call(contract.answerErrand, { token, ...signed, said, files });
  }
  async function upload(token: string, name = '材料.pdf', file = PDF) {
    const guest = app().guest();
    const { ticket } = await done(guest, contract.ticketForFile, { token });
    return guest.call(contract.sendFile, { token: ticket, name }, { file });
  }
  async function assigned() {
    const s = await scene('held');
    const item = await newItem(app(), s.meeting, s.unit);
    return { ...s, item, ...(await ask(s, 'item', item.id)) };
  }
  async function setItem(item: Item, given: Partial<Item>): Promise<void> {
    // By no step of its own: its triggers, which hold the table of steps, are passed by.
    await app()
      .owner.transaction()
      .execute(async (tx) => {
        await sql`set local session_replication_role = 'replica'`.execute(tx);
        await tx.updateTable('meetings.item').set(given).where('id', '=', item.id).execute();
      });
  }
  /** What the unit sees. */
  const page = (token: string) => done(app().guest(), contract.openErrand, { token });
  return { scene, ask, answer, upload, page, assigned, setItem };
}

const byLink = async (world: World, at: Place) => ({ input: { token: (await newErrand(world, at)).token } });
const byId = async (world: World, at: Place) => ({ input: { id: (await newErrand(world, at)).id } });

export const errandsLive: readonly Live[] = [
  bySecret(contract.openErrand, byLink),
  bySecret(contract.receiveErrand, byLink),
  bySecret(contract.unitCalendar, async (world, at) => ({
    input: { token: (await newErrand(world, at, 'attend')).token },
  })),
  bySecret(contract.answerErrand, async (world, at) => {
    const { token } = await newErrand(world, at);
    return { input: { token, signer: '王建国', said: SAID.topics } };
  }),
  bySecret(contract.ticketForFile, byLink),
  bySecret(contract.sendFile, async (world, at) => {
    const { token } = await newErrand(world, at);
    const { ticket } = await done(world.t.guest(), contract.ticketForFile, { token });
    return { input: { token: ticket, name: '材料.pdf' }, file: PDF };
  }),
  atPlace(desk.listErrands, async (world, at) => ({
    input: { id: (await newAnswer(world, at)).meeting.id },
  })),
  atPlace(desk.listItemErrands, async (world, at) => ({
    input: { id: (await newAnswer(world, at, 'item')).item!.id },
  })),
  atPlace(desk.askUnit, async (world, at) => {
    const { units, ...body } = await aBody(world, at);
    const meeting = await newMeeting(world.t, { ...body }, 'topic_call');
    return { input: { kind: 'topics' as const, unitId: units[1]!.id, about: meeting.id } };
  }),
  atPlace(desk.renewErrandLink, byId),
  atPlace(desk.renewMeetingLinks, async (world, at) => ({
    input: { id: (await newErrand(world, at)).meeting.id, kind: 'topics' as const },
  })),
  atPlace(desk.endErrandLink, byId),
  atPlace(desk.sendErrandLink, async (world, at) => {
    const { id, unit } = await newErrand(world, at);
    const contact_sealed = world.t.app.crypto.seal('13600000000');
    await world.t
      .ctx()
      .db.updateTable('meetings.unit')
      .set({ contact_sealed })
      .where('id', '=', unit.id)
      .execute();
    return { input: { id } };
  }),
  atPlace(desk.confirmAnswers, async (world, at) => ({
    input: { ids: [(await newAnswer(world, at)).answer.id], how: 'phone' as const },
  })),
  atPlace(desk.giveBackAnswer, async (world, at) => ({
    input: { id: (await newAnswer(world, at)).answer.id, reason: '请写明联系人' },
  })),
  atPlace(desk.enterAnswer, async (world, at) => ({
    input: { ...(await byId(world, at)).input, signer: '王建国', said: SAID.topics, how: 'phone' as const },
  })),
  atPlace(desk.readErrandFile, async (world, at) => {
    const { id, token } = await newErrand(world, at);
    const file = await newUpload(world, token, `${at.mark}.pdf`);
    const said = { kind: 'topics' as const, topics: [] };
    await done(world.t.guest(), contract.answerErrand, { token, signer: '王建国', said, files: [file] });
    return { input: { id, file } };
  }),
  atPlace(progress.unitProgress, async (world, at) => ({
    input: { id: (await newErrand(world, at, 'item')).unit.id },
  })),
];
