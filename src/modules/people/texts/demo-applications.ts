import type { Occupation } from '../join/contract.ts';

/** Why applications came back or were refused; the applicant reads it. */
export const RETURNED = [
  '姓名与证件号码对不上，请按身份证核对后重新提交。',
  '手机号打不通，请核对号码后重新提交。',
  '请补填现在的工作单位或所在街道，方便分到您附近的工会。',
  '工种与工作单位对不上，请核对后重新提交。',
];

export const REJECTED = [
  '您已是单位工会会员，请联系原工会办理会籍接转，不必重新入会。',
  '您未在本市工作，请向工作所在地的工会申请。',
  '同一证件已有一份申请在办，本份不再受理。',
];

/** What the street of Huilongguan has to look at: by its poster or because no other union fits. */
export const STREET_QUEUE: readonly {
  readonly occupation: Occupation;
  readonly by: 'qr_union' | 'street_union';
}[] = [
  { occupation: 'courier', by: 'qr_union' },
  { occupation: 'service', by: 'street_union' },
  { occupation: 'delivery_rider', by: 'qr_union' },
  { occupation: 'other_nef', by: 'street_union' },
  { occupation: 'service', by: 'street_union' },
  { occupation: 'ride_hailing_driver', by: 'qr_union' },
  { occupation: 'office', by: 'street_union' },
  { occupation: 'service', by: 'street_union' },
  { occupation: 'courier', by: 'qr_union' },
  { occupation: 'other', by: 'street_union' },
];
