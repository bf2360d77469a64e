import type { Request } from '#kernel/contract';
import { atPlace, bySecret, done, type Live, type Place, type World } from '#kernel/testing/matrix';
import type { ErrandKind, MeetingState } from '../contract.ts';
import { aBody, newItem, newMeeting } from '../factory.ts';
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

const SAID: Readonly<Record<ErrandKind, Request<typeof contract.answerErrand>['said']>> = {
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

const byLink = async (world: World, at: Place) => ({ input: { token: (await newErrand(world, at)).token } });
const byId = async (world: World, at: Place) => ({ input: { id: (await newErrand(world, at)).id } });

export const errandsLive: readonly Live[] = [
  bySecret(contract.openErrand, byLink),
  bySecret(contract.receiveErrand, byLink),
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
