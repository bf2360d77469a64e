/** A code with its words. */
export interface InterviewTerm {
  readonly code: string;
  readonly zh: string;
  readonly en: string;
}

/** Until a federation says otherwise: domain.md §A, "workers in new forms of employment", and who else works outdoors. */
export const JOBS: readonly InterviewTerm[] = [
  { code: 'courier', zh: '快递员', en: 'Courier' },
  { code: 'delivery_rider', zh: '外卖骑手', en: 'Delivery rider' },
  { code: 'ride_hailing_driver', zh: '网约车司机', en: 'Ride-hailing driver' },
  { code: 'truck_driver', zh: '货车司机', en: 'Lorry driver' },
  { code: 'sanitation', zh: '环卫工人', en: 'Street cleaner' },
  { code: 'security', zh: '保安', en: 'Security guard' },
  { code: 'domestic', zh: '家政员', en: 'Domestic worker' },
  { code: 'other', zh: '其他', en: 'Other' },
];

/** Kinds of platforms, no brands: which names are asked for is a federation's to say. */
export const PLATFORMS: readonly InterviewTerm[] = [
  { code: 'delivery', zh: '外卖平台', en: 'Food delivery platform' },
  { code: 'express', zh: '快递企业', en: 'Parcel company' },
  { code: 'ride', zh: '网约车平台', en: 'Ride-hailing platform' },
  { code: 'freight', zh: '货运平台', en: 'Freight platform' },
  { code: 'instant', zh: '同城配送', en: 'Same-day delivery' },
  { code: 'several', zh: '好几个平台', en: 'Several platforms' },
  { code: 'none', zh: '没有平台', en: 'No platform' },
  { code: 'other', zh: '其他', en: 'Other' },
];

/** Ranges and places of rest stay the same over the years, or pictures of two years could not be laid side by side. */
export const RANGES = {
  hours: [
    { code: 'lt6', zh: '不到 6 小时', en: 'Under 6 h' },
    { code: '6to8', zh: '6–8 小时', en: '6–8 h' },
    { code: '8to10', zh: '8–10 小时', en: '8–10 h' },
    { code: '10to12', zh: '10–12 小时', en: '10–12 h' },
    { code: 'gt12', zh: '12 小时以上', en: 'Over 12 h' },
  ],
  days: [
    { code: 'lt20', zh: '不到 20 天', en: 'Under 20 days' },
    { code: '20to22', zh: '20–22 天', en: '20–22 days' },
    { code: '23to25', zh: '23–25 天', en: '23–25 days' },
    { code: '26to28', zh: '26–28 天', en: '26–28 days' },
    { code: 'gt28', zh: '28 天以上', en: 'Over 28 days' },
  ],
  stretch: [
    { code: 'lt2', zh: '不到 2 小时', en: 'Under 2 h' },
    { code: '2to4', zh: '2–4 小时', en: '2–4 h' },
    { code: '4to6', zh: '4–6 小时', en: '4–6 h' },
    { code: '6to8', zh: '6–8 小时', en: '6–8 h' },
    { code: 'gt8', zh: '8 小时以上', en: 'Over 8 h' },
  ],
  rest: [
    { code: 'station', zh: '驿站', en: 'A station' },
    { code: 'shop', zh: '店里', en: 'A shop' },
    { code: 'home', zh: '家里', en: 'At home' },
    { code: 'roadside', zh: '路边', en: 'At the roadside' },
    { code: 'vehicle', zh: '车上', en: 'In the vehicle' },
    { code: 'nowhere', zh: '没有地方', en: 'Nowhere' },
  ],
} as const;
