// The tree of what shops sell. A code holds its path: everything below `food.tea` begins with it.
import type { Programme } from '#app/programme/programme.ts'

export interface Category {
  code: string
  name: string
}

/** From the paper: tea and potatoes in bulk, snacks and tonics by retail; fruit, herbs, cured meat and handicraft of the county. */
export const categories: readonly Category[] = [
  { code: 'drink', name: '茶饮' },
  { code: 'drink.tea', name: '茶叶' },
  { code: 'drink.tea.green', name: '绿茶' },
  { code: 'drink.tea.black', name: '红茶' },
  { code: 'drink.tea.herbal', name: '藤茶、花草茶' },
  { code: 'drink.oiltea', name: '油茶汤' },
  { code: 'fresh', name: '生鲜' },
  { code: 'fresh.potato', name: '大宗土豆' },
  { code: 'fresh.vegetable', name: '蔬菜' },
  { code: 'fresh.fruit', name: '水果' },
  { code: 'fresh.fruit.plum', name: '李子' },
  { code: 'fresh.fruit.citrus', name: '柑橘' },
  { code: 'fresh.fruit.kiwi', name: '猕猴桃' },
  { code: 'cured', name: '腌腊' },
  { code: 'cured.meat', name: '腊肉' },
  { code: 'cured.sausage', name: '香肠' },
  { code: 'cured.pickle', name: '腌菜、酱料' },
  { code: 'snack', name: '零食' },
  { code: 'snack.nut', name: '坚果炒货' },
  { code: 'snack.pastry', name: '糕点' },
  { code: 'snack.dried', name: '果干、薯干' },
  { code: 'tonic', name: '滋补、中药材' },
  { code: 'tonic.honey', name: '蜂蜜' },
  { code: 'tonic.herb', name: '中药材' },
  { code: 'tonic.fungus', name: '食用菌' },
  { code: 'craft', name: '手工艺' },
  { code: 'craft.brocade', name: '织锦' },
  { code: 'craft.bamboo', name: '竹编、藤编' },
  { code: 'craft.wood', name: '木雕、根雕' },
]

const names = new Map(categories.map(({ code, name }) => [code, name]))

export const isCategory = (code: string) => names.has(code)

/** The programme's own names of goods. */
export type Goods = Programme['goods']

/** Returns the programme's name of a category. */
export const categoryName = (goods: Goods, code: string) => goods[code]?.name ?? names.get(code) ?? code

/** Joins the names of several, for a sentence. */
export const categoryNames = (goods: Goods, codes: readonly string[]) => codes.map((code) => categoryName(goods, code))

/** Lists the tree, each category with the programme's name. */
export const listGoods = ({ goods }: Pick<Programme, 'goods'>): Category[] =>
  categories.map(({ code }) => ({ code, name: categoryName(goods, code) }))

/** Lists a code and its ancestors, from itself up. */
export function listAncestors(code: string): string[] {
  const path = code.split('.')
  return path.map((_, index) => path.slice(0, path.length - index).join('.'))
}

/** Finds the nearest category that contains both; null if that is the root. */
export const findCommonAncestor = (one: string, other: string): string | null =>
  listAncestors(one).find((code) => isDescendantOf(other, code)) ?? null

export const isDescendantOf = (code: string, above: string) => code === above || code.startsWith(`${above}.`)

const places = new Map(categories.map(({ code }, place) => [code, place]))

/** Returns the indices of codes in the list above, for tables over the whole tree. */
export const toTreePlaces = (codes: readonly string[]) => codes.flatMap((code) => places.get(code) ?? [])
