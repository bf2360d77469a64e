import { defineWords } from '#web/staff/words.ts';

/** Agreed items on the page of a meeting. */
export const itemTabWords = defineWords(
  {
    carried: '上次议定事项',
    carriedNote: '会议先听取这些：还没办结的，和上次会议以后办结的。没办的要说明原因。',
    noCarried: '没有要听取的事项。',
    unheard: (count: number) => `还有 ${count} 件没有听取`,
    allHeard: '都听取过了',
    hear: '记听取',
    heardAs: (decision: string) => `会议决定：${decision}`,
    agreed: '本次议定',
    noAgreed: '还没有记下议定事项。',
    notHeld: '会议记为“已召开”以后，可以在这里记听取情况和议定事项。',
    quick: '快速添加',
    quickNote: '会上就能记：填好按回车添加，接着填下一件。',
    add: '添加',
    full: '填写全部',
    issued: '纪要已经印发：现在添加、修改的事项照常督办，但不会改动已印发的纪要。',
    added: '已添加',
    undo: '撤销',
    undone: '已撤销',
  },
  {
    carried: 'Agreed before',
    carriedNote:
      'The meeting hears these first: what is open, and what ended since the last one. What was not done needs a reason.',
    noCarried: 'Nothing to be heard.',
    unheard: (count) => `${count} not heard yet`,
    allHeard: 'All heard',
    hear: 'Note',
    heardAs: (decision) => `Decided: ${decision}`,
    agreed: 'Agreed here',
    noAgreed: 'Nothing written down yet.',
    notHeld: 'Once the meeting is marked as held, what it heard and agreed is written down here.',
    quick: 'Quick add',
    quickNote: 'In the room: fill in, press Enter, go on with the next one.',
    add: 'Add',
    full: 'All fields',
    issued:
      'The minutes are issued: what is added or changed now is followed up as well, but does not change them.',
    added: 'Added',
    undo: 'Undo',
    undone: 'Taken back',
  },
);
