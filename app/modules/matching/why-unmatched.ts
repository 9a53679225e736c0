// What a shop without a pair is told, on either side: the reason, and what would help.
import { categoryNames } from '#app/modules/shops/categories.ts'
import { formatList, skills } from '#app/modules/shops/shop.ts'
import { type Barrier, barriers, barrierLabels } from './barriers.ts'
import { compareIds, indexRanks } from './instance.ts'
import { listWantedCategories } from './similarity.ts'
import type { Vacancy, PreparedRound, Unmatched } from './round-types.ts'
import type { EastShop, WestShop } from './sides.ts'
import { present } from '#app/present.ts'

/** Explains from where the list ended: no shops, all excluded by hard rules, all below the least score, or all places taken. */
export function explainUnmatched({ input, barrier, instance }: PreparedRound, shop: WestShop, placesThatHelp: string[]): Unmatched {
  const answer = (why: string, help: string, isBarred = false): Unmatched => ({ west: shop.id, why, help, isBarred, placesThatHelp })
  const nameOf = (id: string) =>
    present(
      input.east.find((east) => east.id === id),
      id,
    ).name
  if (input.east.length === 0) return answer('这个批次没有东部店。', '请先请东部店报名。')

  const barred = input.east.flatMap((east) => barrier(shop, east) ?? [])
  if (barred.length === input.east.length)
    return answer(`东部店都不能和它结对：${formatBarriers(barred)}。`, '请新的东部店报名，或请双方再考虑不愿意的选择。', true)

  const list = present(
    instance.west.find(({ id }) => id === shop.id),
    shop.id,
  ).prefers
  if (list.length === 0)
    return answer(
      `能结对的东部店都不到最低分（${input.leastScore}‰）。${formatGaps(input, shop)}`,
      '可以调低最低分，或请品类、技能对口的东部店报名。',
    )

  const ranks = indexRanks(list)
  const open = instance.east.filter(({ id, capacity }) => capacity > 0 && ranks.has(id))
  const why =
    open.length === 0 ? `它排得上的 ${list.length} 家东部店都没有名额。` : `它排得上的 ${list.length} 家东部店，名额都给了排在它前面的店。`
  if (placesThatHelp.length > 0) {
    const rank = (id: string) => ranks.get(id) ?? Infinity
    const named = [...placesThatHelp].sort((one, other) => rank(one) - rank(other) || compareIds(one, other)).slice(0, 3)
    return answer(
      why,
      `${formatList(named.map(nameOf))}${placesThatHelp.length > 3 ? `等 ${placesThatHelp.length} 家中任何一家` : named.length > 1 ? '中任何一家' : ''}多一个名额，它就能结上。`,
    )
  }
  return answer(
    why,
    `多一个名额还不够：它前面还有没结上的店在等。请 ${nameOf(list[0]!)} 这样对口的东部店多开几个名额，或请新的东部店报名。`,
  )
}

/**
 * Explains why an eastern shop has free places. If its list is not exhausted, stability leaves only one reason: all on it got somebody they
 * prefer.
 */
export function explainVacancy(
  { input, barrier, instance }: PreparedRound,
  shop: EastShop,
  { places, got }: { places: number; got: number },
): Vacancy {
  const answer = (why: string, help: string, isBarred = false): Vacancy => ({ east: shop.id, places, why, help, isBarred })
  if (instance.west.length === 0) return answer('没有西部店在等结对。', '请先请西部店报名。')
  const list = present(
    instance.east.find(({ id }) => id === shop.id),
    shop.id,
  ).prefers
  if (list.length > got)
    return answer(
      `它排得上的${got > 0 ? '另外' : ''} ${list.length - got} 家西部店，都结到了它们更想要的东部店。`,
      '可以多写会教的和想采购的，或者等下一批。',
    )
  if (list.length > 0) return answer('它排得上的西部店，都已经和它结对。', '请新的西部店报名。')
  const waiting = new Set(instance.west.map(({ id }) => id))
  const barred = input.west.filter(({ id }) => waiting.has(id)).flatMap((west) => barrier(west, shop) ?? [])
  if (barred.length === waiting.size)
    return answer(`西部店都不能和它结对：${formatBarriers(barred)}。`, '请新的西部店报名，或请双方再考虑不愿意的选择。', true)
  return answer(`能结对的西部店都不到最低分（${input.leastScore}‰）。`, '可以调低最低分，或请品类、技能对口的西部店报名。')
}

function formatBarriers(barred: readonly Barrier[]) {
  const counted = barriers.map((it) => ({ it, count: barred.filter((other) => other === it).length }))
  return formatList(counted.filter(({ count }) => count > 0).map(({ it, count }) => `${barrierLabels[it]} ${count} 家`))
}

/** Formats which of the shop's goods and needs no eastern shop covers. */
function formatGaps({ east, goods }: PreparedRound['input'], shop: WestShop) {
  const untaught = shop.needs.filter((need) => !east.some(({ teaches }) => teaches.includes(need)))
  const unwanted = shop.categories.filter(
    (code) => !east.some(({ buys, categories }) => listWantedCategories([code], [...buys, ...categories]).length > 0),
  )
  return [
    untaught.length > 0 ? `没有东部店教${formatList(untaught.map((it) => skills[it]))}。` : '',
    unwanted.length > 0 ? `没有东部店做或采购${formatList(categoryNames(goods, unwanted))}。` : '',
  ].join('')
}
