/** Where a suggestion is heard; the ids are the demo's own. */
type Place = 'root' | 'changping' | 'huilongguan' | 'haidian' | 'bda' | 'courierAssociation';

export interface DemoSuggestion {
  readonly at: Place;
  readonly page: string;
  readonly text: string;
  readonly contact?: string;
  readonly note?: string;
}

/**
 * Newest first. Contacts are of the demo's own block of numbers and of a domain that cannot exist (RFC
 * 2606).
 */
export const SUGGESTIONS: readonly DemoSuggestion[] = [
  { at: 'huilongguan', page: '/join', text: '戴着手套点不准“提交”，冬天能不能把按钮再做大一点？' },
  { at: 'root', page: '/', text: '希望首页能直接看到离我最近的驿站，现在要翻两页。' },
  {
    at: 'courierAssociation',
    page: '/join',
    text: '站点换了老板，单位名称搜不到，只好自己手写，后来说要核对，来回两趟。',
    contact: '13900009101',
  },
  {
    at: 'changping',
    page: '/track',
    text: '等了四天还在“审核中”，能不能写清楚大概哪天有结果？',
    contact: '13900009102',
  },
  { at: 'root', page: '/me', text: '会员卡页面在太阳底下看不清，字的颜色太浅。' },
  { at: 'huilongguan', page: '/', text: '回龙观这边驿站中午人多，微波炉只有一台，热饭要排二十分钟。' },
  {
    at: 'changping',
    page: '/join',
    text: '我是众包骑手，没有固定站点，“工作单位”不知道填什么，建议写明可以不填。',
    contact: '13900009103',
  },
  {
    at: 'haidian',
    page: '/join',
    text: '我们是街道聘用的编外人员，工种里“机关事业单位”算不算我们？请说明一下。',
  },
  { at: 'root', page: '/track', text: '短信里的链接在微信里打开后，返回就找不到了，建议能收藏。' },
  {
    at: 'bda',
    page: '/',
    text: '夜班下班是早上六点，书屋和驿站能不能早一个小时开门？',
    contact: 'yeban@example.invalid',
  },
  {
    at: 'root',
    page: '/',
    text: '给我爸用的大字模式很好，希望打电话的按钮也放大。',
    note: '已放大到 60 像素，下次更新后生效。谢谢您和您父亲。',
  },
  {
    at: 'changping',
    page: '/join',
    text: '身份证最后一位是 X，输小写 x 提示不对。',
    contact: '13900009104',
    note: '已改：大写小写都可以，带空格也可以。',
  },
  {
    at: 'haidian',
    page: '/me',
    text: '换了手机号，页面上没找到改号码的地方。',
    note: '目前请带身份证到所在工会改，或打 12351。网上改号正在做。',
  },
  {
    at: 'huilongguan',
    page: '/track',
    text: '退回原因写“请核对”，没说核对哪一项，改了两次。',
    note: '已请工作人员写清要改哪一项，并补了常用说法供选用。',
  },
  {
    at: 'root',
    page: '/join',
    text: '能不能别让我填那么多，送单的时候填不完。',
    note: '入会只要四项；没填完的内容会留在您的手机上，回来接着填。',
  },
  {
    at: 'courierAssociation',
    page: '/me',
    text: '想知道入会以后能领什么，页面只写了“会员可用”。',
    contact: '13900009105',
    note: '已在“我的”页面列出现在可用的项目和由谁出钱。',
  },
  {
    at: 'bda',
    page: '/join',
    text: '外籍同事用护照能不能入会？选项里找不到。',
    note: '可以：在“证件类型”里选护照。已把这个选项提到前面。',
  },
  { at: 'root', page: '/', text: '字太密，骑车等红灯的时候看不过来。' },
  {
    at: 'changping',
    page: '/track',
    text: '验证码等了五分钟才到，已经过期了。',
    note: '当天短信通道拥堵，已恢复。以后超过一分钟没到可以重发。',
  },
  { at: 'haidian', page: '/', text: '中午的活动十分钟就报满了，总抢不到，能不能改成抽签？' },
];
