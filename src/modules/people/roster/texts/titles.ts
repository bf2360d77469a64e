import type { RosterField } from '../contract.ts';

/**
 * How columns are called, as {@link titleKey} writes it. `full`: the title is exactly this (weight 1); `near`: this too,
 * a little less sure (0.9); `weak`: it may mean something else (0.6); `faint`: only if nothing better is there (0.4);
 * `part`: the title contains it (0.85). `but` (a pattern) takes a title out again.
 */
export interface TitleWords {
  readonly full: string;
  readonly near?: string;
  readonly weak?: string;
  readonly faint?: string;
  readonly part?: string;
  readonly but?: string;
}

export const TITLES: Readonly<Record<RosterField, TitleWords>> = {
  name: {
    full: '姓名 员工姓名 职工姓名 会员姓名 人员姓名 工人姓名 名字 中文姓名 中文名 本人姓名 真实姓名 name fullname employeename staffname membername workername chinesename nameinchinese',
    weak: '员工 职工 会员 骑手 司机 快递员 人员 名称 教职工 成员 englishname',
    part: '姓名 fullname employeename',
    but: '拼音|英文|曾用|别名|昵称|文件|单位|公司|企业|工会|项目|银行|账户',
  },
  idNo: {
    full: '身份证 身份证号 身份证号码 证件号码 证件号 公民身份号码 公民身份证号码 居民身份证 居民身份证号 居民身份证号码 身份证件号码 身份号码 身份证编号 有效证件号码 证照号码 护照号 护照号码 idno idnumber idcard idcardno idcardnumber identitycard identitycardno identitycardnumber identitynumber nationalid nationalidnumber citizenid documentno documentnumber certificateno idnum',
    weak: 'id 证号 社会保障号 社会保障号码 社保号',
    part: '身份证 证件号 身份号码 证件编号 公民身份 证件信息 idcard nationalid identitycard idpassport passportno',
    but: '有效|到期|期限|截止|起始|失效|类型|种类|类别|名称|地址|住址|签发|发证|机关|复印|照片|正面|反面|扫描|附件|日期|后四位|后六位|后4位|后6位|是否|健康|驾驶|资格|统一|信用|银行|会员证|工作证',
  },
  idType: {
    full: '证件类型 证照类型 证件种类 证件类别 证件名称 身份证件类型 有效证件类型 身份证明类型 idtype documenttype certificatetype typeofid iddocumenttype',
    part: '证件类 证照类 证件种 身份证类型',
  },
  phone: {
    full: '手机 手机号 手机号码 移动电话 移动电话号码 本人手机 本人手机号 联系手机 手机电话 mobile mobilephone mobileno mobilenumber mobilephonenumber cellphone cellphonenumber cell',
    near: '联系方式 联系电话 联系号码 联系电话号码 电话 电话号码 本人电话 phone phoneno phonenumber contactnumber contactphone contactno tel telephone telephonenumber contact',
    faint: '办公电话 工作电话 固定电话 座机 座机号码 officephone',
    part: '手机 移动电话 联系电话 联系方式 电话 mobile cellphone',
    but: '单位|公司|企业|家庭|家里|住宅|宅电|办公|固定|座机|工作电话|品牌|型号|归属|运营商|短号|是否|验证|尾号|后四位|传真|(home|work|office|company)(tele)?phone',
  },
  sex: { full: '性别 sex gender', part: '性别' },
  birthDate: {
    full: '出生日期 出生年月日 出生年月 生日 出生时间 出生日 出生 dateofbirth birthdate birthday dob birth',
    part: '出生日 出生年 dateofbirth birthdate',
    but: '子女|地|证',
  },
  work: {
    full: '用工形式 用工性质 用工类型 用工方式 用工类别 岗位类别 岗位类型 岗位性质 工种 职业 职业类型 职业类别 职业名称 人员类别 人员类型 人员性质 职工类别 职工类型 员工类型 员工类别 员工性质 就业形式 就业形态 就业类型 就业群体 编制 编制类型 编制类别 编制情况 在编情况 身份类别 从业类型 从事职业 从事工种 从事工作 所属群体 群体类型 群体类别 人群类别 新就业形态类型 新业态类型 合同类型 任职受雇从业类型 occupation jobtype employmenttype workertype typeofemployment worktype employmentform stafftype trade jobcategory',
    weak: '岗位 工作岗位 工作类型 工作性质 合同性质 类别 身份 job category',
    faint: '岗位名称 职务',
    part: '用工 工种 职业 人员类 岗位类 就业形 新业态 新就业 编制 群体',
    but: '资格|技能|等级|病|健康|单位|培训|状态|证|派遣公司|时间|日期',
  },
  position: {
    full: '职务 职位 岗位名称 职务名称 现任职务 担任职务 行政职务 职务职称 position jobtitle title post role',
    weak: '岗位 工作岗位 所在岗位',
    faint: '工种 职业 从事工种',
    part: '职务 职位 岗位',
    but: '等级|级别|类|性质|津贴|工资|时间|日期|年限|工会|党内|证',
  },
  department: {
    full: '部门 科室 所在部门 所属部门 部门名称 部门科室 科室部门 处室 部室 车间 班组 所在科室 所在班组 工段 项目部 事业部 二级部门 一级部门 department dept departmentname division team section',
    faint: '组别 小组 分队 站点 网点 站点名称 所属站点 配送站点',
    part: '部门 科室 车间 班组 处室',
    but: '经理|电话|编码|代码|编号|人数',
  },
  employer: {
    full: '工作单位 工作单位名称 所属公司 单位名称 单位 单位全称 公司 公司名称 企业名称 企业 用人单位 用工单位 所在单位 所属单位 所属企业 所在公司 签约公司 服务单位 派遣单位 派遣公司 劳务公司 务工单位 就业单位 从业单位 company companyname employer employername workunit organization organisation unit',
    near: '平台 所属平台 平台名称 平台企业 合作商 加盟商 站点 所属站点 站点名称 配送站 配送站点 服务站点 网点 所属网点 网点名称 门店 所属门店 platform station',
    part: '单位名称 工作单位 公司名称 企业名称 用人单位 所属公司 所在单位 所属单位 所属平台 站点',
    but: '代码|编码|编号|地址|地点|性质|类型|类别|电话|税|信用|账|工会|^原|曾|上一|之前|行业|规模|时间|日期|意见|单位id|companyid',
  },
  hiredOn: {
    full: '入职日期 入职时间 入职年月 入职年月日 入职 到岗日期 到岗时间 上岗日期 上岗时间 进厂时间 进厂日期 入厂时间 入厂日期 入司日期 入司时间 进公司时间 进公司日期 来院时间 来院日期 到校时间 来校时间 进校时间 聘用日期 聘用时间 聘任日期 录用日期 录用时间 报到日期 报到时间 加入公司时间 加入公司日期 进单位时间 到单位时间 任职受雇从业日期 任职受雇日期 hiredate datehired hiredon dateofhire startdate entrydate onboarddate onboardingdate employmentdate dateofemployment',
    weak: '合同开始日期 合同起始日期 签约日期 签约时间 注册日期 注册时间 joindate joiningdate dateofjoining datejoined',
    part: '入职 入司 入厂 入校 入院 入店 来院 来校 来司 来厂 到岗 到校 到院 到司 进厂 进司 进院 进校 本单位工作 到本单位 来本单位 进本单位 进入单位 进入公司 进单位 hiredate startdate entrydate onboard',
    but: '离职|渠道|之?前|状态|材料|体检|培训|年限|是否|contract|project',
  },
  joinedOn: {
    full: '入会日期 入会时间 入会年月 入会年月日 加入工会时间 加入工会日期 入会 何时入会 工会入会时间 会员入会时间 membershipdate dateofmembership unionjoindate joinedunion joinedunionon membersince unionjoiningdate',
    part: '入会 加入工会',
    but: '是否|意愿|申请|介绍|方式|状态|入会地|单位',
  },
  memberNo: {
    full: '会员证号 会员证号码 会员编号 会员证编号 会员号 会员号码 会员卡号 会籍号 会籍编号 工会会员证号 工会会员编号 工会证号 会员证 membershipno memberno membernumber membershipnumber memberid unionmembershipno',
    part: '会员证 会员编 会员号 会员卡 会籍编',
    but: '是否|日期|时间|银行|类|姓名|有无|状态|办理',
  },
  education: {
    full: '学历 文化程度 最高学历 教育程度 受教育程度 学历层次 文化水平 全日制学历 学历学位 education educationlevel educationalbackground',
    part: '学历 文化程度',
    but: '学历证|院校|学校|专业|时间|日期|编号',
  },
  politics: {
    full: '政治面貌 政治面目 政治身份 党派 politicalstatus politicalaffiliation politics',
    part: '政治面',
    but: '时间|日期',
  },
  ethnicity: { full: '民族 民族成份 民族成分 族别 ethnicity ethnicgroup ethnic', part: '民族' },
  skill: {
    full: '技能等级 职业技能等级 技术等级 职业资格等级 工人技术等级 技能级别 职业技能 技能水平 skilllevel skillgrade skill skills',
    part: '技能等级 技术等级 职业资格',
    but: '证书|证号|编号|日期|时间|名称|职称',
  },
  idValidUntil: {
    full: '证件有效期 证件有效期至 有效期 有效期至 有效期限 有效期起止 身份证有效期 身份证有效期至 身份证有效期限 证件到期日 证件到期日期 身份证到期日 身份证到期时间 身份证到期日期 证件有效期止 证件有效期限 证件有效截止日期 证件截止日期 证件失效日期 身份证失效日期 idexpiry idexpirydate expirydate validuntil idvaliduntil idvalidity',
    part: '身份证有效 证件有效 身份证到期 证件到期 身份证截止 身份证件有效',
    but: '健康|驾驶|驾照|从业|资格|合同|保险|居住证|暂住|起(?![止讫])|开始|签发|营运|上岗|号码',
  },
  residence: {
    full: '现居住地 住址 现住址 居住地 居住地址 现居住地址 家庭住址 家庭地址 常住地址 常住地 联系地址 通讯地址 通信地址 住所 现住地址 现居地 现居地址 地址 实际居住地 address homeaddress residence currentaddress residentialaddress placeofresidence livingaddress',
    part: '居住地 现住 现居 住址',
    but: '户籍|户口|身份证|单位|公司|工作|籍贯|居住证|时间|年限|是否|邮编',
  },
  migrant: {
    full: '是否外地来京务工 是否外地来京务工人员 外地来京务工 是否农民工 农民工 农民工标识 是否外来务工 是否外来务工人员 外来务工 外来务工人员 是否进城务工 是否进城务工人员 进城务工人员 migrant migrantworker ismigrant ismigrantworker migrantworkeryn',
    part: '农民工 来京务工 外来务工 进城务工 外地务工',
    but: '工资|返乡|时间|人数',
  },
};

/** Of somebody else than the worker, whatever else the title says; also as the group above two or more columns. */
export const OF_OTHERS =
  '紧急|应急|联系人|推荐|介绍人|引荐|法定代表|法人|家属|亲属|家长|配偶|父亲|母亲|父母|子女|儿子|女儿|爱人|丈夫|妻子|监护|担保|负责人|主管|领导|上级|班组长|组长|站长|队长|店长|班长|户主|审核|填表|填报|经办|制表|录入|操作人|收款|开户|户名|师傅|带教|房东|家庭成员|受益人|客户|顾客|学生|患者|业主|车主|emergency|referrer|referee|guardian|spouse|contactperson|contactname|nextofkin|kin$|legalrep|supervisor|manager|lineman';

/** Titles of columns that we do not keep: they help to know a header. A title that contains one of these. */
export const OTHER_TITLES =
  '序号 编号 工号 备注 年龄 籍贯 户籍 户口 婚姻 婚否 专业 毕业 院校 邮箱 银行 开户 工龄 状态 社保 公积金 工资 照片 签名 签字 审核 职称 学位 健康 血型 参加工作 入党 合同期 合同开始 合同到期 合同结束 合同编号 紧急 推荐 信用代码 代码 微信 邮编 离职 remarks remark note notes age email seq serial employeeid staffid bankaccount';

/** Traditional characters in titles, and their simplified ones. */
export const TRADITIONAL =
  '證证 証证 號号 碼码 電电 話话 機机 聯联 繫系 係系 別别 員员 會会 職职 業业 單单 門门 務务 時时 間间 歷历 學学 級级 類类 稱称 稱称 貫贯 籍籍 齡龄 註注 備备 種种 龍龙 處处 組组 廠厂 車车 隊队 動动 樣样 現现 國国 億亿';

/** A line above two header rows that names a group of columns. */
export const GROUP_TITLE =
  '信息|情况|方式|联系|资料|合同|证件|身份|家庭|配偶|教育|学历|工作|入会|职业|紧急|基本|个人|info|contact|details|emergency';
