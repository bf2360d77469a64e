import { nextPhone } from '#kernel/testing';
import {
  atPlace,
  bySecret,
  done,
  mixed,
  once,
  type Live,
  type Place,
  type World,
} from '#kernel/testing/matrix';
import * as contract from './contract.ts';

/** Somebody invited to be a viewer at `at`. */
export async function newInvitation(at: Place) {
  const phone = nextPhone();
  const invited = { id: at.id, name: `${at.mark}小敏`, phone, role: 'viewer' } as const;
  const { id, link } = await done(at.chair, contract.inviteOfficer, invited);
  return { id, phone, token: link.split('#')[1]! };
}

/** A viewer who holds the role at `at` now. Returns the id of the entry. */
async function newViewer({ t }: World, at: Place): Promise<string> {
  const { userId } = await t.officer('viewer', at.id);
  const { rows } = await t.pool.query<{ id: string }>('select id from orgs.officer where user_id = $1', [
    userId,
  ]);
  return rows[0]!.id;
}

export async function plantOfficers(world: World, at: Place): Promise<void> {
  await newInvitation(at);
  await newViewer(world, at);
}

export const officersLive: readonly Live[] = [
  atPlace(contract.listOfficers, async (_world, at) => {
    await once(at, 'invitation', () => newInvitation(at));
    return { input: { id: at.id } };
  }),
  atPlace(contract.inviteOfficer, async (_world, at) => ({
    input: { id: at.id, name: `${at.mark}小敏`, phone: nextPhone(), role: 'viewer' as const },
  })),
  mixed(contract.inviteOfficer, async (world, at, own) => ({
    input: {
      id: own.id,
      name: `${own.mark}小敏`,
      phone: nextPhone(),
      role: 'viewer' as const,
      replaces: await newViewer(world, at),
    },
  })),
  atPlace(contract.revokeInvitation, async (_world, at) => ({ input: { id: (await newInvitation(at)).id } })),
  atPlace(contract.endOfficer, async (world, at) => ({
    input: { id: await newViewer(world, at), reason: '换届' },
  })),
  atPlace(contract.endOfficerSessions, async (world, at) => ({ input: { id: await newViewer(world, at) } })),
  atPlace(contract.resetSecondFactor, async (world, at) => {
    const id = await newViewer(world, at);
    await world.t.pool.query(
      `update auth."user" set "twoFactorEnabled" = true
       where id = (select user_id from orgs.officer where id = $1)`,
      [id],
    );
    return { input: { id, reason: '手机丢失' } };
  }),
  bySecret(contract.lookAtInvitation, async (_world, at) => ({
    input: { token: (await newInvitation(at)).token },
  })),
  bySecret(contract.sendInvitationCode, async (_world, at) => ({
    input: { token: (await newInvitation(at)).token },
  })),
  bySecret(contract.acceptInvitation, async ({ t }, at) => {
    const { phone, token } = await newInvitation(at);
    await done(t.guest(), contract.sendInvitationCode, { token });
    const code = (await t.messagesTo(phone)).at(-1)!.params['code']!;
    return { input: { token, code, password: 'ein langer Satz' } };
  }),
];
