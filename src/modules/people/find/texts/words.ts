import type { Occupation } from '../../join/contract.ts';
import type { Employment, Standing } from '../../standing/contract.ts';
import type { ExportColumn } from '../contract.ts';

interface Words {
  readonly sheet: string;
  readonly columns: Readonly<Record<ExportColumn, string>>;
  readonly sexes: Readonly<Record<'male' | 'female', string>>;
  readonly occupations: Readonly<Record<Occupation, string>>;
  readonly employments: Readonly<Record<Employment, string>>;
  readonly standings: Readonly<Record<Standing, string>>;
}

/** An exported list in words: a sheet is read by people, not by programs. */
export const EXPORT_WORDS: Readonly<Record<'zh' | 'en', Words>> = {
  zh: {
    sheet: '人员名单',
    columns: {
      name: '姓名',
      sex: '性别',
      birthYear: '出生年份',
      occupation: '职业',
      employment: '用工形式',
      employer: '工作单位',
      org: '所属工会',
      standing: '会籍状态',
      number: '会员证号',
      joinedOn: '入会日期',
      leftOn: '离职日期',
      idNo: '证件号码',
      phone: '手机号',
    },
    sexes: { male: '男', female: '女' },
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
    },
    employments: {
      on_establishment: '在编',
      off_establishment: '编外',
      dispatched: '劳务派遣',
      contract: '合同制',
      intern: '实习',
      platform: '平台用工',
    },
    standings: {
      known: '未入会',
      active: '在册',
      transferring: '转会中',
      retained: '保留会籍',
      transferred: '已转出',
      resigned: '已退会',
      deemed_resigned: '视为自动退会',
      expelled: '开除会籍',
      deceased: '已故',
    },
  },
  en: {
    sheet: 'People',
    columns: {
      name: 'Name',
      sex: 'Sex',
      birthYear: 'Born',
      occupation: 'Occupation',
      employment: 'Kind of employment',
      employer: 'Employer',
      org: 'Union',
      standing: 'Membership',
      number: 'Member number',
      joinedOn: 'Member since',
      leftOn: 'Left the employer on',
      idNo: 'ID number',
      phone: 'Phone',
    },
    sexes: { male: 'male', female: 'female' },
    occupations: {
      courier: 'courier',
      delivery_rider: 'delivery rider',
      ride_hailing_driver: 'ride-hailing driver',
      truck_driver: 'truck driver',
      other_nef: 'other new form of employment',
      office: 'office',
      factory: 'factory',
      builder: 'builder',
      service: 'shop, catering, service',
      public_sector: 'public sector',
      other: 'other',
    },
    employments: {
      on_establishment: 'on the establishment',
      off_establishment: 'off the establishment',
      dispatched: 'agency worker',
      contract: 'contract',
      intern: 'intern',
      platform: 'platform',
    },
    standings: {
      known: 'not a member',
      active: 'member',
      transferring: 'transferring',
      retained: 'retained',
      transferred: 'transferred',
      resigned: 'resigned',
      deemed_resigned: 'deemed resigned',
      expelled: 'expelled',
      deceased: 'deceased',
    },
  },
};
