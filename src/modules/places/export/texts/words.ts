import type { Trust } from '../../contract.ts';
import type { ColumnName } from '../rules.ts';

interface ExportWords {
  readonly file: string;
  readonly columns: Readonly<Record<ColumnName, string>>;
  readonly roles: Readonly<Record<string, string>>;
  readonly states: Readonly<Record<string, string>>;
  readonly trusts: Readonly<Record<Trust, string>>;
  readonly entries: Readonly<Record<string, string>>;
  readonly datums: Readonly<Record<string, string>>;
  readonly and: string;
  readonly source: (federation: string) => string;
  readonly caution: string;
}

/** What stands in the open data beside codes. */
export const EXPORT_WORDS: Readonly<Record<'zh' | 'en', ExportWords>> = {
  zh: {
    file: '站点与场所',
    columns: {
      code: '编号',
      name: '名称',
      kind: '类型',
      kindCode: '类型代码',
      roles: '用途',
      state: '状态',
      closedWhy: '临时关闭的原因',
      closedUntil: '预计恢复时间',
      address: '地址',
      directions: '怎么找',
      area: '所在街道',
      areaCode: '区划代码',
      wgsLat: '纬度（WGS-84）',
      wgsLng: '经度（WGS-84）',
      gcjLat: '纬度（GCJ-02）',
      gcjLng: '经度（GCJ-02）',
      datum: '实测坐标系',
      hours: '开放时间',
      facilities: '能用的设施',
      facilityCodes: '能用的设施代码',
      out: '暂时不能用的设施',
      outCodes: '暂时不能用的设施代码',
      entry: '怎么进门',
      phone: '电话',
      union: '管理工会',
      host: '共建单位',
      trust: '可信程度',
      confirmedAt: '最后确认开放的时间',
      page: '网页',
    },
    roles: {
      station: '驿站',
      reading_room: '职工书屋',
      workers_home: '职工之家',
      venue: '活动场馆',
      service_desk: '服务窗口',
    },
    states: { open: '开放', temp_closed: '临时关闭' },
    trusts: {
      verified: '近期确认过',
      stale: '很久没有确认',
      disputed: '有人反映关着，待核实',
      sunk: '反映关着，还没有核实',
    },
    entries: {
      walk_in: '直接进',
      ask_staff: '找工作人员',
      code_lock: '密码锁',
      smart_door: '智能门禁',
    },
    datums: { wgs84: 'WGS-84', gcj02: 'GCJ-02' },
    and: '、',
    source: (federation) => `来源：${federation}`,
    caution: '开放时间会临时变动，去之前请看网页；很久没有确认的地方可能关着。',
  },
  en: {
    file: 'places',
    columns: {
      code: 'Code',
      name: 'Name',
      kind: 'Kind',
      kindCode: 'Kind code',
      roles: 'Purpose',
      state: 'State',
      closedWhy: 'Closed because',
      closedUntil: 'Closed until',
      address: 'Address',
      directions: 'Finding it',
      area: 'Street or township',
      areaCode: 'Area code',
      wgsLat: 'Latitude (WGS-84)',
      wgsLng: 'Longitude (WGS-84)',
      gcjLat: 'Latitude (GCJ-02)',
      gcjLng: 'Longitude (GCJ-02)',
      datum: 'Measured in',
      hours: 'Opening hours',
      facilities: 'Working facilities',
      facilityCodes: 'Working facility codes',
      out: 'Facilities out of order',
      outCodes: 'Out-of-order facility codes',
      entry: 'Getting in',
      phone: 'Telephone',
      union: 'Union in charge',
      host: 'Host',
      trust: 'Trust',
      confirmedAt: 'Last confirmed open',
      page: 'Page',
    },
    roles: {
      station: 'Station',
      reading_room: 'Reading room',
      workers_home: 'Workers’ home',
      venue: 'Venue',
      service_desk: 'Service desk',
    },
    states: { open: 'Open', temp_closed: 'Closed for a time' },
    trusts: {
      verified: 'Confirmed lately',
      stale: 'Not confirmed for long',
      disputed: 'Reported closed, being checked',
      sunk: 'Reported closed, not checked',
    },
    entries: {
      walk_in: 'Walk in',
      ask_staff: 'Ask the staff',
      code_lock: 'Code lock',
      smart_door: 'Smart door',
    },
    datums: { wgs84: 'WGS-84', gcj02: 'GCJ-02' },
    and: ', ',
    source: (federation) => `Source: ${federation}`,
    caution:
      'Hours change at short notice: look at the page before you go. A place that was not confirmed for long may be closed.',
  },
};
