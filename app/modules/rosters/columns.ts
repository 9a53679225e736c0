// Which column of a sheet means what. Offices call the same thing by many names, and put titles above them.
import { bareName, type HeaderWords } from '#app/spreadsheet/header.ts'

export const columnNames = {
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
  monitoring: '监测类型',
  tier: '培训层次',
  birthday: '出生日期',
  day: '日期',
} as const
export type Column = keyof typeof columnNames

const synonyms: Record<Column, RegExp> = {
  name: /^(姓名|名字|学员|学员姓名|学员名字|参训人员姓名|参训学员姓名|参训人员|人员姓名|参训者姓名|培训人员姓名|培训对象姓名|本人姓名|成员姓名|家庭成员姓名|贫困人口姓名)$/,
  idNumber: /^(学员|本人|参训人员|人员|居民|公民)?(身份证|身份证号|身份证号码|身份证件号|身份证件号码|证件号|证件号码|公民身份号码|身份号码|有效证件号码|居民身份证号码|证件编号)$/,
  sex: /^(性别|男女)$/,
  phone: /^(学员|本人|参训人员|人员)?(联系|手机|移动)?(电话|手机|电话号码|手机号|手机号码|联系方式|联系号码|移动电话|方式)$/,
  township: /^(所在|所属|户籍|家庭|居住)?(乡镇|乡|镇|乡镇街道|镇乡|镇街|街道|乡镇名称|乡镇区)$/,
  village: /^(所在|所属|户籍|家庭|居住|行政)?(村|村社区|社区|行政村|村名|村居|村居委会|村委会|村民委员会|村名称|行政村名称|村街)$/,
  address: /^(家庭|现|户籍|居住|详细|户口|常住)?(住址|地址|家庭住址|住所|所在地|居住地|户籍地)$/,
  householdNumber: /^(贫困户|农户|家庭)?(户编号|户号|户编码|户代码|家庭编号|家庭编码|农户编号|户籍编号)$/,
  relation: /^(与户主|同户主|户主)?(关系|之关系|的关系|家庭关系|与户主之关系)$|^与户主关系$|^是否户主$/,
  status: /^(贫困户属性|是否建档立卡|是否建档立卡贫困户|是否为建档立卡贫困户|是否贫困户|是否为贫困户|建档立卡|建档立卡属性|建档立卡情况|建档立卡户|是否建档立卡户|户属性|农户属性|贫困属性|贫困户类型|脱贫属性|户类型|脱贫状态|属性|农户类型|贫困状况|是否脱贫户)$/,
  monitoring: /^(监测类型|监测对象类别|监测对象类型|监测类别|防返贫监测类型|监测户类型)$/,
  tier: /^(培训|学员|人员|参训)?(层次|类别|层级|培训层次|培训类别|培训类型|学员类型|对象类别)$|^学员类别$/,
  birthday: /^(出生日期|出生年月|出生年月日|生日|出生时间)$/,
  day: /^(建档时间|建档日期|登记日期|登记时间|报名日期|报名时间|填报日期|脱贫时间|脱贫日期|识别时间|识别日期)$/,
}

/** The column that a header cell names; null if it names none that we take. */
export function columnNamed(text: string): Column | null {
  const name = bareName(text)
  if (name === '' || name.length > 16) return null
  return (Object.keys(synonyms) as Column[]).find((column) => synonyms[column].test(name)) ?? null
}

/** A header names people, and at least one more thing about them. */
export const rosterWords: HeaderWords<Column> = { columnNamed, isHeader: (header) => header.size >= 2 && (header.has('name') || header.has('idNumber')) }
