import type { PlaceRole } from '../contract.ts';

/** A facility that a place may have; `need`: which of the four difficulties it helps with (domain.md §A). */
export interface FacilityTerm {
  readonly code: string;
  readonly zh: string;
  readonly en: string;
  readonly need: 'meal' | 'water' | 'rest' | 'toilet' | 'more';
  readonly filter: boolean;
}

export interface KindTerm {
  readonly code: string;
  readonly zh: string;
  readonly en: string;
  readonly role: PlaceRole;
}

/** Until a federation says otherwise: domain.md §A, “热饭/微波炉 … 妈妈小屋”. */
export const FACILITIES: readonly FacilityTerm[] = [
  { code: 'toilet', zh: '卫生间', en: 'Toilet', need: 'toilet', filter: true },
  { code: 'water', zh: '热水', en: 'Hot water', need: 'water', filter: true },
  { code: 'phone_charge', zh: '手机充电', en: 'Phone charging', need: 'more', filter: true },
  { code: 'parking', zh: '能停车', en: 'Parking', need: 'more', filter: true },
  { code: 'heat_food', zh: '热饭', en: 'Heating food', need: 'meal', filter: false },
  { code: 'fridge', zh: '冰箱', en: 'Fridge', need: 'meal', filter: false },
  { code: 'seats', zh: '桌椅', en: 'Tables and chairs', need: 'rest', filter: false },
  { code: 'ac', zh: '空调暖气', en: 'Heating and cooling', need: 'rest', filter: false },
  { code: 'battery_swap', zh: '换电', en: 'Battery swap', need: 'more', filter: false },
  { code: 'wifi', zh: '无线网', en: 'Wi-Fi', need: 'more', filter: false },
  { code: 'first_aid', zh: '药箱', en: 'First aid', need: 'more', filter: false },
  { code: 'aed', zh: 'AED', en: 'Defibrillator', need: 'more', filter: false },
  { code: 'rain_gear', zh: '雨具', en: 'Rain gear', need: 'more', filter: false },
  { code: 'mothers_room', zh: '妈妈小屋', en: 'Mothers’ room', need: 'more', filter: false },
  { code: 'legal_point', zh: '法律咨询', en: 'Legal advice', need: 'more', filter: false },
  { code: 'books', zh: '图书', en: 'Books', need: 'more', filter: false },
];

/** domain.md §A, “Stations, care, visits” and “职工书屋 / 便利型职工阅读站点 / 图书角 / 劳模书架”. */
export const KINDS: readonly KindTerm[] = [
  { code: 'warm_station', zh: '暖心驿站', en: 'Warm station', role: 'station' },
  {
    code: 'service_station',
    zh: '户外劳动者服务站点',
    en: 'Outdoor workers’ service station',
    role: 'station',
  },
  { code: 'smart_station', zh: '智能驿站', en: 'Smart-door station', role: 'station' },
  { code: 'partner_shop', zh: '爱心商户', en: 'Partner shop', role: 'station' },
  { code: 'public_toilet', zh: '公共卫生间', en: 'Public toilet', role: 'station' },
  { code: 'reading_room', zh: '职工书屋', en: 'Workers’ reading room', role: 'reading_room' },
  { code: 'convenience_point', zh: '便利型阅读站点', en: 'Convenience reading point', role: 'reading_room' },
  { code: 'book_corner', zh: '图书角', en: 'Book corner', role: 'reading_room' },
  { code: 'workers_home', zh: '职工之家', en: 'Workers’ home', role: 'workers_home' },
  { code: 'mini_home', zh: '职工小家', en: 'Mini workers’ home', role: 'workers_home' },
  { code: 'cultural_palace', zh: '文化宫', en: 'Cultural palace', role: 'venue' },
  { code: 'activity_centre', zh: '活动中心', en: 'Activity centre', role: 'venue' },
  { code: 'service_desk', zh: '服务窗口', en: 'Service desk', role: 'service_desk' },
];
