import {
  atPlace,
  done,
  ofOwn,
  once,
  openToAll,
  type Live,
  type Place,
  type World,
} from '#kernel/testing/matrix';
import { aPlace, OFFICE_HOURS } from '../factory.ts';
import { getHolidays, setHolidays } from './calendar/contract.ts';
import * as contract from './contract.ts';

const AWAY = { kind: 'day' as const, from: '2199-01-01', to: '2199-01-02', spans: [] };

async function anException(world: Pick<World, 't'>, at: Place): Promise<{ id: string; exceptionId: string }> {
  const { id } = await aPlace(world, at);
  const made = await once(at, 'exception', () =>
    done(at.chair, contract.addException, { id, what: AWAY, reason: '装修' }),
  );
  return { id, exceptionId: made.id };
}

export const hoursLive: readonly Live[] = [
  atPlace(contract.setHours, async (world, at) => ({
    input: { id: (await aPlace(world, at)).id, hours: OFFICE_HOURS },
  })),
  atPlace(contract.listExceptions, async (world, at) => ({
    input: { id: (await anException(world, at)).id },
  })),
  atPlace(contract.addException, async (world, at) => ({
    input: { id: (await aPlace(world, at)).id, what: AWAY, reason: '装修' },
  })),
  atPlace(contract.withdrawException, async (world, at) => ({ input: await anException(world, at) })),
  ofOwn(contract.listHolidayTodos, {}, { still: true }),
  openToAll(getHolidays, async () => ({ input: {} }), 'the public holidays of the country'),
  atPlace(
    setHolidays,
    async () => ({
      input: {
        year: 2150,
        holidays: [{ name: '元旦', from: '2150-01-01', to: '2150-01-01' }],
        workdays: [],
        source: '测试',
      },
    }),
    { rootOnly: true },
  ),
];
