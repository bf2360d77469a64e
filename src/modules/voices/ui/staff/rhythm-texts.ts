import { defineWords } from '#web/staff/words.ts';

export const rhythmWords = defineWords(
  {
    about:
      '骑手、快递员在手机上点六下（/listen），这里看合在一起的数。谁答了什么，任何人都查不到，系统管理员也查不到。',
    measure: '看什么',
    by: '怎么分',
    half: '哪半年',
    org: '哪个工会',
    orgHint: '只能看您任职的那个工会的总数；下级工会各看各的，免得两张图一减就知道是谁。',
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
      '本月的回答下个月起才算，每次新加满 10 份才更新，免得前后一比就知道是谁。把下面的地址发给骑手，或者在走访时请他们扫码，每人大约一分钟。',
    copy: '复制地址',
    copied: '已复制',
  },
  {
    about:
      'Riders and couriers tap six answers on their phones (/listen); here is what they come to. Nobody can look up who answered what, not even the system administrator.',
    measure: 'Measure',
    by: 'Grouping',
    half: 'Half-year',
    org: 'Union',
    orgHint:
      'Only of the union where you hold your role; those below see their own. Two pictures that differ by a few people would tell who they are.',
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
      'A month’s answers count from the next month on, and only ten more at a time, so that nobody is found by comparing. Send the address below to riders, or let them scan it on a visit; it takes a minute.',
    copy: 'Copy the address',
    copied: 'Copied',
  },
);
