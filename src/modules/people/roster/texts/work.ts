import type { Occupation } from '../../join/contract.ts';
import type { Employment } from '../contract.ts';

/**
 * Everyday words for what people do, read from top to bottom: the first word that the cell contains decides. What can
 * mean two things (司机, 驾驶员, 分拣员, 聘用) is not here: the cell is then kept as written. Terms: domain.md §A.
 */
export const OCCUPATION_WORDS: readonly (readonly [Occupation, string])[] = [
  ['truck_driver', '货车 货运 货拉拉 卡车 大货 重卡 半挂 拉货 运货 truckdriver trucker'],
  ['ride_hailing_driver', '网约车 约车 滴滴 专车 快车 顺风车 ridehailing ridehailingdriver'],
  [
    'delivery_rider',
    '外卖 骑手 送餐 闪送 跑腿 同城配送 网约配送 即时配送 美团 饿了么 蜂鸟 deliveryrider rider fooddelivery',
  ],
  ['courier', '快递 揽投 揽收 揽件 投递 派件 收派 快件 邮递 courier'],
  ['delivery_rider', '配送员 送货员 配送骑'],
  ['other_nef', '代驾 主播 直播 新就业形态 新业态'],
  [
    'builder',
    '建筑 施工 瓦工 木工 钢筋 架子工 泥工 泥瓦 抹灰 水电工 塔吊 塔司 装修 油漆工 防水工 砌筑 模板工 混凝土 测量工 builder construction',
  ],
  [
    'service',
    '服务员 服务业 保安 安保 保洁 清洁 家政 护工 护理 护士 医生 医师 药师 月嫂 育婴 保姆 保育 厨师 厨工 面点 收银 导购 店员 营业员 售货 理货 客服 话务 美容 美发 理发 房产中介 房产经纪 前台 物业 环卫 绿化 园林 洗车 维修 销售 售后 security cleaner waiter cashier',
  ],
  [
    'factory',
    '操作工 操作员 装配 流水线 车间 普工 焊工 钳工 电工 车工 铣工 磨工 机修 质检 检验员 包装工 叉车 生产 技工 技术工人 工人 一线工人 产线 冲压 注塑 缝纫 factory operator',
  ],
  [
    'public_sector',
    '公务员 教师 教员 民警 警察 辅警 机关干部 机关工作 事业单位 社区工作 publicsector civilservant',
  ],
  [
    'office',
    '文员 行政 会计 出纳 财务 人事 人力资源 办公 工程师 程序员 研发 开发 设计 经理 主管 总监 职员 白领 管理人员 管理岗 管理层 技术人员 技术岗 专业技术 专技 编辑 文秘 秘书 法务 产品 运营 office clerk engineer accountant',
  ],
  ['other', '其他 其它 other'],
];

/** Kinds of employment, the more special ones first: 合同制(编外) is off the establishment, 正式编制 is on it. */
export const EMPLOYMENT_WORDS: readonly (readonly [Employment, string])[] = [
  ['off_establishment', '编外 非编 非在编 不在编 无编 没编 编制外 非事业编 人事代理 临聘'],
  ['dispatched', '派遣 外包 劳务工 dispatched agency outsourced'],
  ['intern', '实习 见习 intern'],
  ['on_establishment', '在编 编内 事业编 行政编 公务员编 参公 有编 正式编 占编 编制内 事业人员 公务员'],
  ['platform', '众包 专送 平台 platform crowdsourced'],
  [
    'contract',
    '合同制 合同工 正式 全职 劳动合同 固定期限 合同 全日制 直签 自有员工 contract fulltime permanent regular',
  ],
];

/** With one of these in the cell no kind of employment is read from `contract`: 非正式, 非全日制, 劳务合同. */
export const NOT_CONTRACT = '非正式 非全日制 劳务合同 无合同 未签 承揽 返聘 临时 parttime';
