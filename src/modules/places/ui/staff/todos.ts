import type { TodoSentences } from '#web/staff/todo.ts';

export const placeTodos: Readonly<Record<'zh' | 'en', TodoSentences>> = {
  zh: {
    'places.unlocated': {
      title: (count) => `给 ${count} 个地方标位置`,
      why: () => '没有坐标的地方，在附近列表和地图上找不到',
      verb: '去标',
    },
    'places.supplies_expiring': {
      title: (count) => `看看 ${count} 样快到期的物资`,
      why: (age) => `最早的一样，到期日离今天 ${age}`,
      verb: '去看',
    },
  },
  en: {
    'places.unlocated': {
      title: (count) => `Locate ${count} place${count === 1 ? '' : 's'}`,
      why: () => 'Without coordinates nobody finds a place in the list or on the map',
      verb: 'Locate',
    },
    'places.supplies_expiring': {
      title: (count) =>
        `${count} lot${count === 1 ? '' : 's'} of supplies expire${count === 1 ? 's' : ''} soon`,
      why: (age) => `The first expires, or did, ${age} from today`,
      verb: 'Look',
    },
  },
};
