import type { IntakeField } from '../intake/contract.ts';

/** How lists head their columns, the surest first. A heading is compared without spaces, brackets and what is in them. */
export const TITLES: Readonly<Record<IntakeField, readonly string[]>> = {
  name: ['站点名称', '驿站名称', '名称', '场所名称', '书屋名称', '站名', '站点', '驿站'],
  kind: ['站点类型', '类型', '类别', '性质'],
  union: ['所属工会', '管理工会', '主管工会', '归属工会', '建站工会', '工会'],
  area: ['所属街道', '街道', '街乡镇', '乡镇街道', '镇街', '所在街道', '属地'],
  address: ['详细地址', '地址', '站点地址', '所在地址', '位置'],
  directions: ['位置描述', '怎么找', '具体位置', '方位', '备注位置'],
  lat: ['纬度', 'lat', 'latitude', 'y坐标'],
  lng: ['经度', 'lng', 'lon', 'longitude', 'x坐标'],
  position: ['经纬度', '坐标', '坐标位置', '定位'],
  hours: ['开放时间', '服务时间', '营业时间', '开放时段', '时间'],
  facilities: ['服务设施', '设施设备', '设施', '服务项目', '配备设施', '服务功能', '功能'],
  host: ['共建单位', '依托单位', '建设单位', '运营单位', '承办单位'],
  phone: ['联系电话', '电话', '站点电话', '服务电话'],
  areaM2: ['面积', '建筑面积', '使用面积', '平方米'],
  seats: ['座位数', '座位', '可容纳人数'],
  administrators: ['管理员人数', '管理员数', '管理人员数', '管理员'],
};

/** Other words for facilities, by the codes of the list that ships (`texts/terms.ts`). */
export const SYNONYMS: Readonly<Record<string, readonly string[]>> = {
  toilet: ['厕所', '洗手间', '如厕', '公厕', '卫生间'],
  water: ['饮水', '热水', '开水', '直饮水', '饮水机'],
  phone_charge: ['充电', '手机充电', '充电宝'],
  parking: ['停车', '停车位', '车位'],
  heat_food: ['微波炉', '热饭', '加热饭菜'],
  fridge: ['冰箱', '冷藏'],
  seats: ['桌椅', '座椅', '休息区', '休息', '沙发', '凳子'],
  ac: ['空调', '暖气', '取暖', '电暖', '冷暖'],
  battery_swap: ['换电', '换电柜'],
  wifi: ['wifi', '无线网', '无线网络', 'wi-fi'],
  first_aid: ['药箱', '急救箱', '医药箱', '应急药品', '急救包'],
  aed: ['aed', '除颤'],
  rain_gear: ['雨伞', '雨具', '雨衣'],
  mothers_room: ['母婴', '妈妈小屋', '哺乳'],
  legal_point: ['法律', '法律咨询', '法律援助'],
  books: ['图书', '书籍', '书报', '阅读', '报刊'],
};

/** Days of the week as lists write them. */
export const DAYS = '一二三四五六日';
