import { defineWords } from '#web/staff/words.ts';

export const rhythmWords = defineWords(
  {
    about:
      '骑手、快递员在手机上点六下（/listen），这里看合在一起的数。谁答了什么，任何人都查不到，系统管理员也查不到。',
    measure: '看什么',
    by: '怎么分',
    quarter: '哪个季度',
    org: '哪个工会',
    orgHint:
      '看的是您任职的工会和它下面所有工会合起来的数；要比较各街道，选“按地方”。下级工会自己的图由他们看，免得两张图一减就知道是谁。',
    print: '打印',
    excel: '导出 Excel',
    pdf: '下载 PDF',
    share: (percent: string, part: string, whole: string) => `${percent}（${part} / ${whole} 份）`,
    shareHidden: '人数太少，不单列',
    segment: (name: string, count: string) => `${name} ${count}`,
    hiddenSegment: (names: string, count: string) => `${names} 合起来 ${count}（不单列）`,
    row: (name: string, count: string) => `${name} · ${count} 份`,
    line: (line: string) => `粗线右边：${line}`,
    caption: '同样的数，列成表',
    hidden: '不单列',
    emptyTitle: (least: string) => `还不到 ${least} 份，先不显示`,
    emptyBody:
      '回答按季度算：一个季度过完了才显示，显示以后不再变，免得前后一比就知道是谁。这个季度收到的，下个季度第一天起看得到。把下面的地址发给骑手，或者在走访时请他们扫码，每人大约一分钟。',
    emptyPast: '这个季度收到的回答不够多。可以换一个季度看看。',
    cell: (count: string, percent: string) => `${count}（${percent}）`,
    copy: '复制地址',
    copied: '已复制',
  },
  {
    about:
      'Riders and couriers tap six answers on their phones (/listen); here is what they come to. Nobody can look up who answered what, not even the system administrator.',
    measure: 'Measure',
    by: 'Grouping',
    quarter: 'Quarter',
    org: 'Union',
    orgHint:
      'All answers at the union where you hold your role and below it; “By area” lays its streets side by side. Those below see their own picture: two that differ by a few people would tell who they are.',
    print: 'Print',
    excel: 'Export Excel',
    pdf: 'Download PDF',
    share: (percent, part, whole) => `${percent} (${part} of ${whole} answers)`,
    shareHidden: 'too few to show',
    segment: (name, count) => `${name}: ${count}`,
    hiddenSegment: (names, count) => `${names} together: ${count} (not told apart)`,
    row: (name, count) => `${name} · ${count} answers`,
    line: (line) => `Right of the thick line: ${line}`,
    caption: 'The same figures as a table',
    hidden: 'not told apart',
    emptyTitle: (least) => `Fewer than ${least} answers so far: not shown yet`,
    emptyBody:
      'A quarter is shown when it is over and never changes after, so that nobody is found by comparing. What comes in now can be seen from the first day of the next quarter. Send the address below to riders, or let them scan it on a visit; it takes a minute.',
    emptyPast: 'That quarter did not bring enough answers. Another one may have.',
    cell: (count, percent) => `${count} (${percent})`,
    copy: 'Copy the address',
    copied: 'Copied',
  },
);
