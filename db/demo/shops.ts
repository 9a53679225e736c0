// The demo's shops on both sides: invented, in the goods that the two places trade.

export interface PlannedShop {
  key: string
  side: 'west' | 'east'
  name: string
  owner: string
  phone: string
  /** Code of the county or township in 2019. */
  region: string
  platforms: string[]
  categories: string[]
  band: number
  staff: number
  registeredStaff?: number
  startingSales?: number
  startingOrders?: number
  needs?: string[]
  ships?: string[]
  willHelp?: number
  teaches?: string[]
  handles?: string[]
  buys?: string[]
}

const phone = (nth: number) => `1990002${String(nth).padStart(4, '0')}`
const xianfeng = '422826'
const yuhang = '330110'

/** `townships` are those of the county by name, so that no code is invented here. */
export const planShops = (townships: ReadonlyMap<string, string>): PlannedShop[] => {
  const at = (name: string) => townships.get(name) ?? xianfeng
  const alone = [['忠堡老茶铺', '田忠茶', '忠堡镇', 3000], ['曲江茶园店', '向曲江', '曲江镇', 4200], ['活龙坪茶店', '冉活龙', '活龙坪乡', 2500], ['小村茶铺', '谭小村', '小村乡', 1800], ['清坪茶叶店', '滕清坪', '清坪镇', 5100]] as const
  return [
    // Tea shops that told their months and take part in no round: those with a mentor are compared with them.
    ...alone.map(([name, owner, township, sales], i): PlannedShop => ({ key: `a${i + 1}`, side: 'west', name, owner, phone: phone(21 + i), region: at(township), platforms: ['taobao'], categories: ['drink.tea.green'], band: 1, staff: 2, registeredStaff: 1, startingSales: sales, startingOrders: Math.round(sales / 85), needs: ['traffic'], ships: ['ambient'] })),
    { key: 'w1', side: 'west', name: '唐崖茶坊', owner: '覃茶香', phone: phone(1), region: at('唐崖镇'), platforms: ['taobao'], categories: ['drink.tea.green', 'drink.tea.herbal'], band: 1, staff: 4, registeredStaff: 2, startingSales: 3200, startingOrders: 26, needs: ['photos', 'pages', 'service'], ships: ['ambient'] },
    { key: 'w2', side: 'west', name: '坪坝土豆合作社', owner: '向大田', phone: phone(2), region: at('坪坝营镇'), platforms: ['pinduoduo'], categories: ['fresh.potato'], band: 2, staff: 12, registeredStaff: 7, startingSales: 18000, startingOrders: 210, needs: ['logistics', 'packing', 'traffic'], ships: ['bulky'] },
    { key: 'w3', side: 'west', name: '小村腊味', owner: '谭腊梅', phone: phone(3), region: at('小村乡'), platforms: ['wechat'], categories: ['cured.meat', 'cured.sausage'], band: 1, staff: 3, registeredStaff: 1, startingSales: 4100, startingOrders: 30, needs: ['packing', 'photos', 'brand'], ships: ['chilled'] },
    { key: 'w4', side: 'west', name: '黄金洞蜂蜜', owner: '冉蜜', phone: phone(4), region: at('黄金洞乡'), platforms: ['taobao', 'wechat'], categories: ['tonic.honey'], band: 1, staff: 2, registeredStaff: 2, startingSales: 2600, startingOrders: 18, needs: ['product', 'pages', 'traffic'], ships: ['fragile'] },
    { key: 'w5', side: 'west', name: '高山油茶汤', owner: '田油茶', phone: phone(5), region: at('高乐山镇'), platforms: ['taobao'], categories: ['drink.oiltea', 'snack.dried'], band: 1, staff: 5, registeredStaff: 3, startingSales: 5200, startingOrders: 48, needs: ['traffic', 'live'], ships: ['ambient'] },
    { key: 'w6', side: 'west', name: '咸丰藤茶铺', owner: '秦青', phone: phone(6), region: at('唐崖镇'), platforms: ['jd'], categories: ['drink.tea.herbal'], band: 1, staff: 2, registeredStaff: 0, startingSales: 1900, startingOrders: 15, needs: ['photos', 'traffic'], ships: ['ambient'] },
    { key: 'w7', side: 'west', name: '朝阳织锦', owner: '彭锦', phone: phone(7), region: at('朝阳寺镇'), platforms: [], categories: ['craft.brocade'], band: 0, staff: 6, registeredStaff: 4, startingSales: 800, startingOrders: 3, needs: ['product', 'photos', 'brand'], ships: ['ambient'] },
    { key: 'w8', side: 'west', name: '清坪李子园', owner: '滕果', phone: phone(8), region: at('清坪镇'), platforms: ['pinduoduo'], categories: ['fresh.fruit.plum'], band: 1, staff: 8, registeredStaff: 5, startingSales: 6800, startingOrders: 95, needs: ['logistics', 'packing'], ships: ['chilled'] },
    { key: 'e1', side: 'east', name: '径山茶铺', owner: '余径山', phone: phone(51), region: yuhang, platforms: ['taobao', 'jd'], categories: ['drink.tea.green'], band: 4, staff: 26, willHelp: 2, teaches: ['photos', 'pages', 'service', 'brand'], handles: ['ambient'], buys: ['drink.tea'] },
    { key: 'e2', side: 'east', name: '良渚生鲜', owner: '良小鲜', phone: phone(52), region: yuhang, platforms: ['pinduoduo', 'douyin'], categories: ['fresh.vegetable', 'fresh.fruit'], band: 5, staff: 60, willHelp: 2, teaches: ['logistics', 'packing', 'traffic', 'live'], handles: ['bulky', 'chilled'], buys: ['fresh.potato', 'fresh.fruit'] },
    { key: 'e3', side: 'east', name: '塘栖食品', owner: '唐栖', phone: phone(53), region: yuhang, platforms: ['taobao', 'wechat'], categories: ['cured', 'snack.pastry'], band: 4, staff: 35, willHelp: 1, teaches: ['packing', 'brand', 'photos'], handles: ['chilled', 'ambient'], buys: ['cured.meat'] },
    { key: 'e4', side: 'east', name: '仓前滋补', owner: '仓宝', phone: phone(54), region: yuhang, platforms: ['taobao', 'douyin'], categories: ['tonic'], band: 4, staff: 18, willHelp: 2, teaches: ['product', 'pages', 'traffic', 'live'], handles: ['fragile', 'ambient'], buys: ['tonic.honey', 'tonic.fungus', 'drink.oiltea'] },
    { key: 'e5', side: 'east', name: '瓶窑手作', owner: '平瑶', phone: phone(55), region: yuhang, platforms: ['taobao'], categories: ['craft'], band: 3, staff: 9, willHelp: 1, teaches: ['product', 'photos', 'brand'], handles: ['ambient', 'fragile'], buys: [] },
  ]
}
