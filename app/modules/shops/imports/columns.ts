// Recognises the columns of a list of shops.
import { createColumnFinder, type HeaderRules } from '#app/spreadsheet/header.ts'

export const columnLabels = {
  side: '哪一方',
  name: '店名',
  owner: '店主',
  phone: '手机号',
  region: '地区',
  platforms: '平台',
  categories: '卖什么',
  band: '年销售额',
  staff: '人数',
  registeredStaff: '其中建档立卡人数',
  startingSales: '帮扶前月销售额',
  startingOrders: '帮扶前月订单',
  needs: '需要',
  ships: '发货方式',
  willHelp: '愿意帮扶家数',
  teaches: '会教',
  handles: '发货经验',
  buys: '想采购',
} as const
export type Column = keyof typeof columnLabels

const synonyms: Record<Column, RegExp> = {
  side: /^(哪一方|方|东西部|东部西部|所属方|帮扶方|类别|所属地|区域)$/,
  name: /^(店名|网店|网店名称|网店名|店铺|店铺名称|店铺名|商家|商家名称|企业名称|单位名称|名称|商户名称)$/,
  owner: /^(店主|店主姓名|负责人|负责人姓名|经营者|联系人|法人|法定代表人|老板|姓名)$/,
  phone: /^(店主|负责人|联系人)?(联系|手机|移动)?(电话|手机|电话号码|手机号|手机号码|联系方式)$/,
  region: /^(地区|乡镇|所在地|所在乡镇|所在地区|乡镇街道|所在区县|地址|注册地|镇)$/,
  platforms: /^(平台|电商平台|开店平台|销售平台|所在平台|经营平台)$/,
  categories: /^(卖什么|品类|主营|主营品类|主营产品|主要产品|经营品类|经营范围|产品|商品类别|主营类目)$/,
  band: /^(年销售额|年销售|上年销售额|年营业额|年交易额|一年大约卖多少|销售规模|年销售额万元|年销售规模)$/,
  staff: /^(人数|员工|员工数|员工人数|用工人数|从业人数|团队人数)$/,
  registeredStaff: /^(其中|含)?(建档立卡|贫困户|建档立卡户|建档立卡贫困户)(人数|员工|员工数|用工|用工人数)?$/,
  startingSales: /^(帮扶前)?(月销售额|月均销售额|帮扶前月销售|月销售|月营业额)$/,
  startingOrders: /^(帮扶前)?(月订单|月订单数|月均订单|订单数|月单量|月订单量)$/,
  needs: /^(需要|帮扶需求|需求|想学|想学什么|需要帮助|希望得到的帮助)$/,
  ships: /^(发货方式|发货|发货要求|物流要求|运输要求)$/,
  willHelp: /^(愿意帮扶家数|愿意帮扶|愿意帮|愿帮扶数|可帮扶数|可帮扶家数|帮扶名额|名额|愿意帮几家)$/,
  teaches: /^(会教|会教什么|可教|擅长|特长|可提供的帮助|可提供帮助|帮扶内容)$/,
  handles: /^(发货经验|物流经验|擅长物流|仓储物流|物流能力)$/,
  buys: /^(想采购|采购意向|想采购什么|采购需求|供应链需求|希望采购)$/,
}

/** A header row names shops, and at least two more columns. */
export const shopHeaderRules: HeaderRules<Column> = {
  findColumn: createColumnFinder(synonyms),
  isHeader: (header) => header.size >= 3 && header.has('name'),
  isList: (columns) => columns.has('name') && columns.has('owner') && columns.has('phone'),
}
