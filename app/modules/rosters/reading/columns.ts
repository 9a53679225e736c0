// Recognises the columns of a sheet. Offices use many names for the same column, and put titles above the header.
import { createColumnFinder, type HeaderRules } from '#app/spreadsheet/header.ts'

export const columnLabels = {
  name: '姓名',
  idNumber: '身份证号',
  sex: '性别',
  phone: '手机号',
  township: '乡镇',
  village: '村',
  address: '住址',
  householdNumber: '户编号',
  relation: '与户主关系',
  status: '贫困户属性',
  lifted: '是否脱贫户',
  monitoring: '监测类型',
  tier: '培训层次',
  birthday: '出生日期',
  day: '日期',
} as const
export type Column = keyof typeof columnLabels

/** Prefixes with which several offices say whom a column is about. */
const person =
  '(?:学员|学生|本人|个人|人|参训人员|参训学员|参训者|培训人员|培训对象|人员|人口|家庭成员|成员|贫困人口|脱贫人口|居民|公民|申请人|劳动者|劳动力)?'
const ofHome = '(?:户籍|户口|家庭|居住|现居住|现住|现|常住|详细|通讯|联系|身份证|身份证上)*'

const synonyms: Record<Column, RegExp> = {
  name: new RegExp(`^${person}(姓名|名字)$|^(学员|参训人员|参训学员|姓名全称)$`),
  idNumber: new RegExp(
    `^${person}(身份证|身份证号|身份证号码|身份证件号|身份证件号码|证件号|证件号码|公民身份号码|公民身份证号码|身份号码|有效证件号码|有效身份证号码|居民身份证号|居民身份证号码|二代身份证号码|证件编号|身份证编号)$`,
  ),
  sex: new RegExp(`^${person}(性别|男女)$`),
  phone: new RegExp(`^${person}(联系|手机|移动)?(电话|手机|电话号码|手机号|手机号码|联系方式|联系号码|移动电话|方式|联系手机|电话手机)$`),
  township: /^(所在|所属|户籍|户籍所在|家庭|家庭所在|居住|现居住)?(乡镇|乡|镇|乡镇街道|镇乡|镇街|街道|乡镇名称|乡镇区|乡镇办事处|镇街道)$/,
  village:
    /^(所在|所属|户籍|户籍所在|家庭|家庭所在|居住|现居住|行政)?(村|村社区|社区|行政村|村名|村居|村居委会|村委会|村民委员会|村名称|行政村名称|村街|行政村社区)$/,
  address: new RegExp(`^${ofHome}(住址|地址|住所|所在地|居住地|户籍地|居住地址|户籍地址|户口所在地|户籍所在地|家庭住址)$`),
  householdNumber: /^(贫困户|脱贫户|监测户|农户|家庭|本)?(户编号|户号|户编码|户代码|家庭编号|家庭编码|农户编号|农户编码|户籍编号)$/,
  relation: /^(与户主|同户主|户主)?(关系|之关系|的关系|家庭关系|与户主之关系)$|^与(户主|户主的)关系$|^是否(为)?户主$/,
  status:
    /^(贫困户属性|是否建档立卡|是否建档立卡户|是否建档立卡人员|是否建档立卡人口|是否建档立卡贫困户|是否建档立卡贫困人口|是否为建档立卡户|是否为建档立卡贫困户|是否贫困户|是否为贫困户|建档立卡|建档立卡属性|建档立卡情况|建档立卡户|户属性|农户属性|贫困属性|贫困户类型|脱贫属性|户类型|脱贫状态|属性|农户类型|贫困状况)$/,
  lifted: /^是否(为)?(已)?脱贫(户|人口|人员)?$/,
  monitoring:
    /^(防返贫|防止返贫|易返贫致贫|返贫致贫)?(监测类型|监测对象|监测对象类别|监测对象类型|监测类别|监测户类型|监测户类别|户类型|户类别|户监测对象类型|人口类型)$|^三类(户|人员|对象)(类型|类别)?$/,
  tier: /^(培训|学员|人员|参训)?(层次|类别|层级|培训层次|培训类别|培训类型|学员类型|对象类别)$|^学员类别$/,
  birthday: /^(出生日期|出生年月|出生年月日|生日|出生时间)$/,
  day: /^(首次|人员|户|人口)?(建档时间|建档日期|登记日期|登记时间|报名日期|报名时间|填报日期|脱贫时间|脱贫日期|脱贫年度|识别时间|识别日期|识别年度)$/,
}

const named = createColumnFinder(synonyms)

/** Finds the column that a header cell names; null if it is none of ours. */
export const findColumn = (text: string): Column | null => (text.length > 60 ? null : named(text))

/** A header row has the name, and at least one more column about people. */
export const rosterHeaderRules: HeaderRules<Column> = {
  findColumn: findColumn,
  isHeader: (header) => header.size >= 2 && (header.has('name') || header.has('idNumber')),
  isList: (columns) => columns.has('name') && columns.has('idNumber'),
}
