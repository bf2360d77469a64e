/** The words of 附近: the list, its filters, the phone's position, the map. */
export const texts = {
  title: { zh: '附近驿站', en: 'Stations nearby' },
  about: {
    zh: '谁都能进：歇脚、喝水、充电、上卫生间。不用登录。',
    en: 'Open to anyone: a seat, water, charging, a toilet. No account needed.',
  },
  find: { zh: '找驿站：名字或路名', en: 'Name or street' },
  search: { zh: '搜', en: 'Search' },
  area: { zh: '在哪儿', en: 'Where' },
  everywhere: { zh: '全部地方', en: 'Everywhere' },
  areaCount: { zh: '{name}（{n}）', en: '{name} ({n})' },
  filters: { zh: '只看', en: 'Only show' },
  openNow: { zh: '现在开着', en: 'Open now' },
  night: { zh: '夜里开', en: 'Open at night' },
  count: { zh: '{n} 个', en: '{n} found' },
  countMore: { zh: '先列出 {n} 个', en: 'The first {n}' },
  more: { zh: '再多列一些', en: 'Show more' },
  mostShown: {
    zh: '只列前 {n} 个。选街道或搜名字，能找得更准。',
    en: 'These are the first {n}. Choose an area or search by name for the rest.',
  },

  byDistance: { zh: '按离我远近排', en: 'Nearest first' },
  whyHere: {
    zh: '为什么要位置：算离您多远，就在手机上算。发给我们的只是约一公里见方的方格，不留记录。',
    en: 'Why: the distance is worked out on this phone. We get no more than a square of about a kilometre, and keep nothing.',
  },
  asking: { zh: '正在定位…', en: 'Waiting…' },
  sorted: { zh: '已按远近排', en: 'By distance' },
  refused: {
    zh: '手机没有允许用位置。不影响找：可以选街道或搜路名；想改，请到手机设置里允许浏览器或微信用位置。',
    en: 'The phone did not allow it. Choose an area or search instead, or allow it in the phone’s settings.',
  },
  late: {
    zh: '等了 15 秒没定到位，可能在室内或地下。可以再试，或选街道。',
    en: 'No position after 15 seconds, perhaps indoors. Try again, or choose an area.',
  },
  impossible: {
    zh: '这台手机现在定不了位。请选街道或搜路名。',
    en: 'This phone cannot tell where it is. Choose an area or search instead.',
  },
  insecure: {
    zh: '这个网址不是 https，浏览器不给位置。请选街道或搜路名。',
    en: 'Browsers give a position over https only. Choose an area or search instead.',
  },

  old: {
    zh: '这是{ago}的名单，开没开按当时公布的时间算。',
    en: 'This list is from {ago}; whether a place is open is told by the hours of then.',
  },
  oldPlace: {
    zh: '这是{ago}的内容，开没开按当时公布的时间算。',
    en: 'This is from {ago}; whether it is open is told by the hours of then.',
  },
  oldKept: {
    zh: '连不上服务器。这是{ago}的名单，开没开按当时公布的时间算。',
    en: 'The server cannot be reached. This list is from {ago}; open or not is told by the hours of then.',
  },

  none: { zh: '没有符合的驿站', en: 'No station matches' },
  noneAtAll: { zh: '这里还没有登记驿站', en: 'No station is on record here yet' },
  noneOpen: { zh: '这会儿没有开着的', en: 'None is open right now' },
  nextOpen: { zh: '最早开的是：', en: 'The next to open:' },
  unknownNotCounted: {
    zh: '时间不详的驿站不算开着。',
    en: 'Places whose hours nobody knows are not counted as open.',
  },
  drop: { zh: '去掉“{what}”', en: 'Without “{what}”' },
  dropAll: { zh: '看全部驿站', en: 'Show all stations' },

  map: { zh: '看地图', en: 'Map' },
  list: { zh: '看名单', en: 'List' },
  mapLabel: {
    zh: '驿站地图。用方向键移动；同样的驿站都在下面的名单里。',
    en: 'Map of the stations. Move it by the arrow keys; the same stations are in the list below.',
  },
  noBasemap: {
    zh: '没有配置底图，用手机地图打开看路。',
    en: 'No base map is set up: use the phone’s own map for the way.',
  },
  noMap: {
    zh: '地图打不开，可能是没有网络。名单照样能看。',
    en: 'The map could not be loaded, perhaps for want of a network. The list works all the same.',
  },
  unlocated: { zh: '{n} 个没有坐标，只在名单里。', en: '{n} without coordinates are only in the list.' },
  youAreHere: { zh: '您在这里', en: 'You are here' },
  details: { zh: '看详情', en: 'Details' },
  inList: { zh: '名单', en: 'List' },
} as const;
