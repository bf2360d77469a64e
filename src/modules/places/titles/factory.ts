import type { Request } from '#kernel/contract';
import type { Client, TestApp } from '#kernel/testing';
import {
  atPlace,
  done,
  ofOwn,
  once,
  openToAll,
  sharedByAll,
  type Live,
  type Place,
  type World,
} from '#kernel/testing/matrix';
import { addDays, civilDate } from '#kernel/time';
import { newPlace } from '../factory.ts';
import * as steps from './cases/contract.ts';
import * as contract from './contract.ts';
import * as templates from './templates/contract.ts';

/** Rules that a fresh test station meets but for what is to be shown and seen. */
export const RULES = {
  nameZh: '示范驿站',
  nameEn: 'Model station',
  level: 'township',
  roles: ['station'],
  source: '测试通知',
  criteria: [
    {
      code: 'water',
      zh: '能喝上热水',
      en: 'Hot water',
      how: 'computed',
      rule: { fact: 'facilities', has: ['water'] },
      required: true,
    },
    { code: 'rules', zh: '有管理制度', en: 'Written rules', how: 'evidence', rule: null, required: true },
    { code: 'sign', zh: '有统一标识', en: 'A uniform sign', how: 'judged', rule: null, required: true },
  ],
  noticeDays: 5,
  recheckMonths: 24,
} satisfies Omit<Request<typeof templates.createTitleTemplate>, 'orgId' | 'from'>;

type Rules = Partial<Request<typeof templates.createTitleTemplate>>;

/** Rules of the union `orgId`, in force since early 2026. Returns the id of their first version. */
export async function newTemplate(by: Client, orgId: number, given: Rules = {}): Promise<string> {
  const { id } = await done(by, templates.createTitleTemplate, {
    orgId,
    ...RULES,
    from: '2026-01-01',
    ...given,
  });
  return id;
}

/** How far a case is brought. */
export const STAGES = ['begun', 'applied', 'passed', 'visited', 'noticed'] as const;
export type Stage = (typeof STAGES)[number];

export interface Actors {
  /** Who applies: never the one who awards. */
  readonly applicant: Client;
  /** Who reviews, visits and puts it on notice: at the union that grants. */
  readonly grantor: Client;
}

/** A case of the place and the rules given, brought to `stage` on the day of the app's clock. The place is the grantor's own. */
export async function newCase(
  { now }: Pick<TestApp['app'], 'now'>,
  { applicant, grantor }: Actors,
  { placeId, templateId, stage }: { placeId: string; templateId: string; stage: Stage },
): Promise<string> {
  const { id } = await done(applicant, steps.openTitle, { placeId, templateId });
  const goes = async (to: Stage, take: () => Promise<unknown>): Promise<void> => {
    if (STAGES.indexOf(stage) >= STAGES.indexOf(to)) await take();
  };
  await goes('applied', async () => {
    await done(applicant, steps.addTitleNote, { id, criterion: 'rules', note: '制度上墙' });
    await done(applicant, steps.applyForTitle, { id });
  });
  await goes('passed', () => done(grantor, steps.passTitle, { id }));
  const on = civilDate(now());
  await goes('visited', () =>
    done(grantor, steps.recordVisit, {
      id,
      on,
      findings: '现场符合',
      marks: [
        { code: 'rules', met: true },
        { code: 'sign', met: true },
      ],
    }),
  );
  await goes('noticed', () => done(grantor, steps.startNotices, { ids: [id] }));
  return id;
}

const rulesAt = (at: Place) => once(at, 'title rules', () => newTemplate(at.chair, at.id));

/** A case at a place and a union that grants it itself. Its note bears the union's mark. */
async function caseAt(
  { t }: World,
  at: Place,
  stage: Stage,
  state: 'open' | 'proposed' = 'open',
): Promise<string> {
  const place = await newPlace(at.chair, at.id, { name: `${at.sign}站`, state });
  const given = { placeId: place.id, templateId: await rulesAt(at), stage };
  return newCase(t.app, { applicant: at.chair, grantor: at.chair }, given);
}

const NEVER_OVER = '2030-01-01';

/** A title that is held. Nobody can wait for a notice to be over: it is over in the database. */
async function heldAt(world: World, at: Place): Promise<string> {
  const id = await readyAt(world, at);
  await world.t.pool.query(
    `update places.title_case set state = 'awarded', plaque_no = $2, awarded_on = current_date, awarded_by = 'test',
      due_on = $3 where id = $1`,
    [id, id, NEVER_OVER],
  );
  return id;
}

async function readyAt(world: World, at: Place): Promise<string> {
  const id = await caseAt(world, at, 'noticed');
  await world.t.pool.query(
    `update places.title_case set notice_from = '2026-01-01', notice_until = '2026-01-06' where id = $1`,
    [id],
  );
  return id;
}

/** What lists and to-dos about titles count; of a place that is not open yet, for open ones are public. */
export async function plantTitle(world: World, at: Place): Promise<void> {
  await caseAt(world, at, 'applied', 'proposed');
}

const step = (contractOf: Live['contract'], stage: Stage, more: Readonly<Record<string, unknown>> = {}) =>
  atPlace(contractOf, async (world, at) => ({ input: { id: await caseAt(world, at, stage), ...more } }));

const PICTURE = { bytes: Buffer.from('ffd8ffe000104a464946', 'hex'), type: 'image/jpeg' };
const tomorrow = ({ t }: World) => addDays(civilDate(t.app.now()), 1);

/** A case with a file whose name bears the union's mark. */
const withFile = async (world: World, at: Place) => {
  const id = await caseAt(world, at, 'begun');
  const name = `${at.mark}.jpg`;
  const { id: file } = await done(at.chair, steps.addTitleFile, { id, criterion: 'rules', name }, PICTURE);
  return { id, file };
};

const templateLives: readonly Live[] = [
  sharedByAll(templates.listTitleTemplates, async () => ({ input: {} }), 'rules are there to be read'),
  atPlace(templates.createTitleTemplate, async (_world, at) => ({
    input: { orgId: at.id, ...RULES, from: '2026-01-01' },
  })),
  atPlace(templates.changeTitleTemplate, async (_world, at) => ({
    input: { id: await newTemplate(at.chair, at.id), ...RULES, from: '2026-01-02' },
  })),
  atPlace(templates.endTitleTemplate, async (world, at) => ({
    input: { id: await newTemplate(at.chair, at.id), on: tomorrow(world) },
  })),
];

export const titlesLive: readonly Live[] = [
  ...templateLives,
  ofOwn(contract.listTitles, {}),
  ofOwn(contract.exportTitles, {}),
  ofOwn(contract.countTitles, {}),
  atPlace(contract.listTitles, async (_world, at) => ({ input: { under: at.id } })),
  atPlace(contract.exportTitles, async (_world, at) => ({ input: { under: at.id } })),
  atPlace(contract.countTitles, async (_world, at) => ({ input: { under: at.id } })),
  atPlace(contract.listPlaceTitles, async (_world, at) => ({
    input: { id: (await newPlace(at.chair, at.id)).id },
  })),
  step(contract.getTitle, 'applied'),
  step(contract.titleForm, 'applied'),
  atPlace(contract.titleCertificate, async (world, at) => ({ input: { id: await heldAt(world, at) } })),
  openToAll(contract.listNotices, async () => ({ input: {} }), 'a public notice'),
  openToAll(
    contract.getNotice,
    async (world, at) => ({ input: { id: await caseAt(world, at, 'noticed') } }),
    'a public notice',
  ),
  atPlace(steps.openTitle, async (_world, at) => ({
    input: { placeId: (await newPlace(at.chair, at.id)).id, templateId: await rulesAt(at) },
  })),
  atPlace(steps.applyForTitle, async (world, at) => {
    const id = await caseAt(world, at, 'begun');
    await done(at.chair, steps.addTitleNote, { id, criterion: 'rules', note: '制度上墙' });
    return { input: { id } };
  }),
  step(steps.withdrawTitle, 'begun'),
  step(steps.addTitleNote, 'begun', { criterion: 'rules', note: '制度上墙' }),
  atPlace(steps.addTitleFile, async (world, at) => ({
    input: { id: await caseAt(world, at, 'begun'), criterion: 'rules', name: '制度.jpg' },
    file: PICTURE,
  })),
  atPlace(steps.readTitleFile, async (world, at) => ({ input: await withFile(world, at) })),
  atPlace(steps.removeTitleEvidence, async (world, at) => {
    const { id, file } = await withFile(world, at);
    return { input: { id, item: file } };
  }),
  step(steps.passTitle, 'applied'),
  step(steps.returnTitle, 'applied', { reason: '请补充照片' }),
  step(steps.rejectTitle, 'applied', { reason: '场所已拆迁' }),
  atPlace(steps.planVisit, async (world, at) => ({
    input: { id: await caseAt(world, at, 'passed'), on: tomorrow(world) },
  })),
  atPlace(steps.recordVisit, async (world, at) => ({
    input: {
      id: await caseAt(world, at, 'passed'),
      on: civilDate(world.t.app.now()),
      findings: '符合',
      marks: [],
    },
  })),
  atPlace(
    steps.startNotices,
    async (world, at) => ({ input: { ids: [await caseAt(world, at, 'visited')] } }),
    { nothing: ({ done: count }) => count === 0 },
  ),
  atPlace(steps.awardTitle, async (world, at) => ({ input: { id: await readyAt(world, at) } })),
  atPlace(steps.reinspectTitle, async (world, at) => ({ input: { id: await heldAt(world, at) } })),
  atPlace(steps.rectifyTitle, async (world, at) => ({
    input: { id: await heldAt(world, at), what: '更换饮水机', until: tomorrow(world) },
  })),
  atPlace(steps.revokeTitle, async (world, at) => ({
    input: { id: await heldAt(world, at), reason: '已关停' },
  })),
];
