import type { OpenNow } from '../../hours/contract.ts';
import type { PlaceRole, PlaceState, Trust } from '../../contract.ts';

/** The columns of an exported list, in their order. */
export const EXPORT_COLUMNS = [
  'code',
  'name',
  'kind',
  'roles',
  'state',
  'now',
  'trust',
  'confirmedAt',
  'org',
  'area',
  'address',
  'directions',
  'lat',
  'lng',
  'phone',
  'host',
  'facilities',
  'seats',
] as const;
type ExportColumn = (typeof EXPORT_COLUMNS)[number];

interface Words {
  readonly sheet: string;
  readonly columns: Readonly<Record<ExportColumn, string>>;
  readonly roles: Readonly<Record<PlaceRole, string>>;
  readonly states: Readonly<Record<PlaceState, string>>;
  readonly now: Readonly<Record<OpenNow, string>>;
  readonly trusts: Readonly<Record<Trust, string>>;
}

/** An exported list in words: a sheet is read by people, not by programs. */
export const EXPORT_WORDS: Readonly<Record<'zh' | 'en', Words>> = {
  zh: {
    sheet: '站点与场所',
    columns: {
      code: '编号',
      name: '名称',
      kind: '类型',
      roles: '用途',
      state: '状态',
      now: '导出时是否开着',
      trust: '可信程度',
      confirmedAt: '最后确认开着',
      org: '管理工会',
      area: '街道',
      address: '地址',
      directions: '怎么找到门',
      lat: '纬度（GCJ-02）',
      lng: '经度（GCJ-02）',
      phone: '门口电话',
      host: '共建单位',
      facilities: '现在能用的设施',
      seats: '座位',
    },
    roles: {
      station: '驿站',
      reading_room: '阅读',
      workers_home: '职工之家',
      venue: '场馆',
      service_desk: '服务窗口',
    },
    states: {
      proposed: '拟建',
      surveyed: '已踏勘',
      approved: '已批准',
      building: '在建',
      open: '开放',
      temp_closed: '临时关闭',
      suspended: '暂停',
      delisted: '已下架',
    },
    now: { open: '开着', closed: '没开', unknown: '时间不明' },
    trusts: { verified: '可信', stale: '久未确认', disputed: '有疑问', sunk: '存疑下沉' },
  },
  en: {
    sheet: 'Places',
    columns: {
      code: 'Code',
      name: 'Name',
      kind: 'Kind',
      roles: 'Uses',
      state: 'State',
      now: 'Open at the export',
      trust: 'Trust',
      confirmedAt: 'Last known to be open',
      org: 'Union',
      area: 'Street',
      address: 'Address',
      directions: 'How to find the door',
      lat: 'Latitude (GCJ-02)',
      lng: 'Longitude (GCJ-02)',
      phone: 'Phone at the door',
      host: 'Host',
      facilities: 'Facilities that work',
      seats: 'Seats',
    },
    roles: {
      station: 'Station',
      reading_room: 'Reading',
      workers_home: 'Workers’ home',
      venue: 'Venue',
      service_desk: 'Service desk',
    },
    states: {
      proposed: 'Proposed',
      surveyed: 'Surveyed',
      approved: 'Approved',
      building: 'Being built',
      open: 'Open',
      temp_closed: 'Closed for a time',
      suspended: 'Suspended',
      delisted: 'Taken off the list',
    },
    now: { open: 'Open', closed: 'Closed', unknown: 'Hours unknown' },
    trusts: { verified: 'Verified', stale: 'Long unconfirmed', disputed: 'In doubt', sunk: 'In doubt, sunk' },
  },
};
