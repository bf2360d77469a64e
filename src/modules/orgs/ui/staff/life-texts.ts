import { defineWords } from '#web/staff/words.ts';

/** Words of a union's terms, elections and merging. */
export const lifeWords = defineWords(
  {
    left: (days: number) => (days === 0 ? '今天届满' : `还有 ${days} 天届满`),
    over: (days: number) => `已届满 ${days} 天`,
    reelect: {
      action: '登记换届',
      title: (name: string) => `登记“${name}”换届`,
      body: '换届大会开过以后在这里登记。日期写进历史，届满提醒从新的届期算起。',
      heldOn: '大会日期',
      termEndsOn: '新一届届满日期',
      years: (years: number) => `${years} 年`,
      ready: '按年数填',
      unusual: {
        primary: '工会法第十六条：基层工会委员会每届三年或者五年。日期不对请改；确实如此可以照样登记。',
        other: '工会法第十六条：地方总工会和产业工会委员会每届五年。日期不对请改；确实如此可以照样登记。',
      },
      done: '换届已登记',
    },
    merge: {
      action: '合并',
      title: (name: string) => `把“${name}”合并到另一个工会`,
      body: '合并后不能恢复。从现在起：',
      members: '会员和没办完的入会申请转到接收的工会，会籍不断。',
      below: '下级工会和它管理的单位档案，移到接收的工会下面。',
      employers: (count: number) =>
        count === 0 ? '它没有组织用人单位。' : `它组织的 ${count} 家单位改由接收的工会组织。`,
      streets: (count: number) =>
        count === 0 ? '它没有服务的街道。' : `它服务的 ${count} 个街道改由接收的工会服务。`,
      officers: '这里的任职马上结束，没接受的邀请作废。需要的人请在接收的工会重新邀请。',
      into: '合并到',
      pick: '按名称找接收的工会',
      submit: '合并',
      done: '已合并，这里是接收的工会',
      went: (name: string) => `已合并到“${name}”`,
    },
    sectors: {
      title: '接收的职业',
      note: '单位没有工会的职工，做这些工作的转到这里。',
      none: '还没有选职业，现在不会有人按职业转到这里。',
      change: '选职业',
      saved: '接收的职业已更新',
    },
  },
  {
    left: (days) => (days === 0 ? 'term ends today' : `${days} day${days === 1 ? '' : 's'} left`),
    over: (days) => `term over for ${days} day${days === 1 ? '' : 's'}`,
    reelect: {
      action: 'Record an election',
      title: (name) => `Election of “${name}”`,
      body: 'Record it once the congress was held. The day goes into the history, and the notices follow the new term.',
      heldOn: 'Day of the congress',
      termEndsOn: 'The new term ends on',
      years: (years) => `${years} years`,
      ready: 'Fill in by years',
      unusual: {
        primary:
          'Trade Union Law, art. 16: a primary committee is elected for three or five years. Correct the day, or record it all the same.',
        other:
          'Trade Union Law, art. 16: a local or industrial committee is elected for five years. Correct the day, or record it all the same.',
      },
      done: 'The election is recorded',
    },
    merge: {
      action: 'Merge',
      title: (name) => `Merge “${name}” into another union`,
      body: 'This cannot be undone. From now on:',
      members: 'Members and open applications go on with the other union; no membership is interrupted.',
      below: 'Unions below it, and the records it looks after, stand below the other union.',
      employers: (count) =>
        count === 0
          ? 'It organises no employer.'
          : `The other union organises its ${count} employer${count === 1 ? '' : 's'}.`,
      streets: (count) =>
        count === 0
          ? 'It serves no street.'
          : `The other union serves its ${count} street${count === 1 ? '' : 's'}.`,
      officers: 'Roles here end at once and open invitations are withdrawn; invite anew at the other union.',
      into: 'Into',
      pick: 'Find the union by name',
      submit: 'Merge',
      done: 'Merged; this is the union that took over',
      went: (name) => `Merged into “${name}”`,
    },
    sectors: {
      title: 'Occupations it takes in',
      note: 'Workers without a union at their employer come here by these occupations.',
      none: 'No occupation chosen: nobody comes here by occupation yet.',
      change: 'Choose occupations',
      saved: 'The occupations are updated',
    },
  },
);
