import type { MembershipState } from '#people/contract';
import type { ApplicationState, IdType, Occupation, RouteReason } from '#people/join/contract';
import type { FLAGS } from '#people/review/contract';
import type { Employment } from '#people/standing/contract';
import { defineWords } from '#web/staff/words.ts';

export type Flag = (typeof FLAGS)[number];

/** What people do, where applications and memberships stand, and what an officer has to look at. */
export const peopleWords = defineWords(
  {
    occupations: {
      courier: '快递员',
      delivery_rider: '外卖骑手',
      ride_hailing_driver: '网约车司机',
      truck_driver: '货车司机',
      other_nef: '其他灵活就业',
      office: '办公室',
      factory: '工厂',
      builder: '建筑工地',
      service: '商店餐饮服务',
      public_sector: '机关事业单位',
      other: '其他',
    } satisfies Record<Occupation, string>,
    employments: {
      on_establishment: '在编',
      off_establishment: '编外',
      dispatched: '劳务派遣',
      contract: '合同制',
      intern: '实习',
      platform: '平台用工',
    } satisfies Record<Employment, string>,
    idTypes: {
      resident_id: '居民身份证',
      hmt_residence_permit: '港澳台居民居住证',
      foreign_residence_card: '外国人永久居留身份证',
      passport: '护照',
    } satisfies Record<IdType, string>,
    sexes: { male: '男', female: '女' },
    applicationStates: {
      submitted: '已提交',
      auto_checked: '已自动核对',
      in_review: '等待审核',
      pooled: '待转入',
      offered: '转来，等待接收',
      returned: '已退回补正',
      approved: '已批准',
      rejected: '已驳回',
      withdrawn: '本人撤回',
    } satisfies Record<ApplicationState, string>,
    membershipStates: {
      active: '在册',
      transferring: '转会中',
      retained: '保留会籍',
      transferred: '已转出',
      resigned: '已退会',
      deemed_resigned: '视为自动退会',
      expelled: '开除会籍',
      deceased: '已故',
    } satisfies Record<MembershipState, string>,
    routes: {
      qr_union: '扫了这个工会的码',
      employer_union: '单位由这个工会组织',
      sector_association: '按行业',
      street_union: '按街道',
      holding_pool: '没有对应的工会',
      officer: '由工作人员转来',
    } satisfies Record<RouteReason, string>,
    flags: {
      known_member: '已是会员',
      known_person: '有过会籍',
      same_id_pending: '另有申请在等',
      phone_taken: '手机号在别人名下',
      phone_unverified: '手机未验证',
    } satisfies Record<Flag, string>,
    flagHelp: {
      known_member: '这个证件号现在已经是会员，一个人同时只有一处会籍。请联系本人办转会，或退回这份申请。',
      known_person: '这个人以前有过会籍。可以照常批准，新的会籍接在原来的记录后面，历史不会丢。',
      same_id_pending: '同一个证件号另有一份申请还没办完。请先看那一份，批准其中一份，退回另一份。',
      phone_taken: '这个手机号登记在另一个人名下。请本人在进度页用短信验证码确认号码归自己，再批准。',
      phone_unverified: '本人还没有用短信验证手机号。可以先打电话核对，也可以照常批准。',
    } satisfies Record<Flag, string>,
    born: (year: number) => `${year} 年生`,
  },
  {
    occupations: {
      courier: 'Courier',
      delivery_rider: 'Delivery rider',
      ride_hailing_driver: 'Ride-hailing driver',
      truck_driver: 'Truck driver',
      other_nef: 'Other gig work',
      office: 'Office',
      factory: 'Factory',
      builder: 'Building site',
      service: 'Shops, service',
      public_sector: 'Public sector',
      other: 'Other',
    },
    employments: {
      on_establishment: 'On the establishment',
      off_establishment: 'Off the establishment',
      dispatched: 'Agency worker',
      contract: 'On contract',
      intern: 'Intern',
      platform: 'Platform work',
    },
    idTypes: {
      resident_id: 'Resident ID card',
      hmt_residence_permit: 'Residence permit (Hong Kong, Macao, Taiwan)',
      foreign_residence_card: 'Foreign permanent residence card',
      passport: 'Passport',
    },
    sexes: { male: 'male', female: 'female' },
    applicationStates: {
      submitted: 'Submitted',
      auto_checked: 'Checked by machine',
      in_review: 'Waits for review',
      pooled: 'In the holding pool',
      offered: 'Handed over, waits',
      returned: 'Returned for correction',
      approved: 'Approved',
      rejected: 'Rejected',
      withdrawn: 'Withdrawn',
    },
    membershipStates: {
      active: 'Member',
      transferring: 'Transferring',
      retained: 'Retained',
      transferred: 'moved',
      resigned: 'Resigned',
      deemed_resigned: 'Deemed resigned',
      expelled: 'Expelled',
      deceased: 'Deceased',
    },
    routes: {
      qr_union: 'scanned its code',
      employer_union: 'it organises the employer',
      sector_association: 'by sector',
      street_union: 'by street',
      holding_pool: 'no union fits yet',
      officer: 'handed over by an officer',
    },
    flags: {
      known_member: 'Is a member',
      known_person: 'Was a member',
      same_id_pending: 'Applied twice',
      phone_taken: 'Phone of another',
      phone_unverified: 'Phone not verified',
    },
    flagHelp: {
      known_member:
        'This ID is a member now, and there is one membership at a time. Arrange a transfer with the person, or return the application.',
      known_person:
        'This person was a member before. Approve as usual: the new period follows the old record, nothing is lost.',
      same_id_pending:
        'Another application with this ID is still open. Look at it first: approve one, return the other.',
      phone_taken:
        'This phone is on another person’s record. Ask the applicant to confirm it by code on the tracking page, then approve.',
      phone_unverified: 'The phone has not been proved by a code. Call to check, or approve as usual.',
    },
    born: (year) => `born ${year}`,
  },
);
