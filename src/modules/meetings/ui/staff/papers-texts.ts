import { defineWords } from '#web/staff/words.ts';

export const paperWords = defineWords(
  {
    title: '会议文件',
    about:
      '版式按《党政机关公文格式》（GB/T 9704-2012），落款处留有盖章的位置。Word 文件可以再改，PDF 用来直接打印。',
    papers: {
      notice: ['会议通知', '正文是您在“通知与出席”里写的；没有写的，按记录列出。'],
      agenda: ['会议议程', '第一项是上次会议议定事项的办理情况，然后是采纳的议题。'],
      signin: ['签到表', '先成员单位，后列席单位，末尾给来宾留空行。'],
      minutes: ['会议纪要', '正文、议定事项分工表、出席和列席名单。没印发的会标明是草稿或会签稿。'],
    },
    word: (name: string) => `下载${name}（Word）`,
    pdf: (name: string) => `下载${name}（PDF）`,
    lacks: {
      time: '还没填时间',
      venue: '还没填地点',
      chair: '还没填主持人',
      units: '还没有成员单位',
      topics: '还没有采纳的议题',
      notice: '还没写通知正文',
      attendance: '还没登记到会情况',
      consensus: '还没写会议共识',
      minutes: '还没开始写纪要',
      items: '还没有议定事项',
    },
    whole: '要填的都填了',
    issued: (at: string) => `按 ${at} 印发时的内容打印`,
    calendar: {
      title: '日历文件',
      about: '放进手机或电脑的日历。会议改了时间、地点，重新下载打开就会更新原来那一条。',
      withdraws: '会议已取消，打开这个文件会把它从日历里去掉。',
      get: '下载日历文件',
      early: '定了时间才有日历文件。',
    },
  },
  {
    title: 'Documents of the meeting',
    about:
      'Laid out after GB/T 9704-2012, with room for the seal. The Word file can be changed further; the PDF is for printing.',
    papers: {
      notice: [
        'Notice',
        'Its text is the one under “Notice and attendance”; without one it lists what is on record.',
      ],
      agenda: ['Agenda', 'First what became of last meeting’s items, then the accepted topics.'],
      signin: ['Sign-in sheet', 'Members first, then observers, and empty lines for guests.'],
      minutes: [
        'Minutes',
        'The text, who does what by when, and who took part. A draft says that it is one.',
      ],
    },
    word: (name) => `Download: ${name} (Word)`,
    pdf: (name) => `Download: ${name} (PDF)`,
    lacks: {
      time: 'no time yet',
      venue: 'no place yet',
      chair: 'nobody in the chair yet',
      units: 'no member units yet',
      topics: 'no accepted topics yet',
      notice: 'no text of the notice yet',
      attendance: 'nobody recorded as present yet',
      consensus: 'consensus not stated yet',
      minutes: 'minutes not begun yet',
      items: 'no agreed items yet',
    },
    whole: 'nothing missing',
    issued: (at) => `printed as issued on ${at}`,
    calendar: {
      title: 'Calendar file',
      about:
        'For the calendar of a phone or computer. When time or place change, download and open it again: the entry updates.',
      withdraws: 'The meeting is cancelled: opening this file takes it out of the calendar.',
      get: 'Download the calendar file',
      early: 'There is one once the meeting has a time.',
    },
  },
);
