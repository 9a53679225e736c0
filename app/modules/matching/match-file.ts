// Matching from a file: the operator's `match` command. The same function decides as in a round.
import { z } from 'zod'
import { listOf, shortText } from '#app/fields.ts'
import { Refusal } from '#app/refusal.ts'
import { runDeferredAcceptance } from './deferred-acceptance.ts'
import type { Instance, Matching } from './instance.ts'
import { present } from '#app/present.ts'

const shop = shortText({ error: '编号要是文字' }).min(1, '编号不能为空')
const prefers = listOf(shop, 20_000, { error: 'prefers 要是编号的列表' })

const file = z.object(
  {
    west: z
      .array(z.object({ id: shop, prefers }, { error: '每家店要写成 {"id", "prefers"}' }), { error: '缺少 west 列表' })
      .max(20_000, 'west 最多 20000 家'),
    east: z
      .array(
        z.object(
          {
            id: shop,
            capacity: z.int({ error: 'capacity 要是整数' }).min(0, 'capacity 不能小于 0').max(20_000, 'capacity 最多 20000'),
            prefers,
          },
          { error: '每家店要写成 {"id", "capacity", "prefers"}' },
        ),
        { error: '缺少 east 列表' },
      )
      .max(20_000, 'east 最多 20000 家'),
  },
  { error: '文件要写成 {"west": […], "east": […]}' },
)

/**
 * Matches the content of a file. Its lists are strict, so there are no ties to break: the seed changes nothing here, and is accepted so
 * that a round's command can be repeated unchanged. Throws 422 with the place if the shape is wrong, an id occurs twice, or a list names an
 * id twice or one that is not in the file. Shops that the other side does not list are not acceptable, and a capacity of 0 accepts nobody;
 * neither is an error.
 */
export function matchFile(content: unknown, _seed: number): Matching {
  const parsed = file.safeParse(content)
  if (!parsed.success) {
    const [issue] = parsed.error.issues
    const { path, message } = present(issue, 'issue')
    throw refused(path.join('.'), message)
  }
  refuseConfusion(parsed.data)
  return runDeferredAcceptance(parsed.data)
}

function refuseConfusion({ west, east }: Instance) {
  const known = { west: idsOf('west', west), east: idsOf('east', east) }
  for (const [side, shops, others] of [
    ['west', west, known.east],
    ['east', east, known.west],
  ] as const) {
    for (const { id, prefers } of shops) {
      const seen = new Set<string>()
      for (const wanted of prefers) {
        if (!others.has(wanted)) throw refused(side, `${id} 的 prefers 里有「${wanted}」，但${side === 'west' ? '东部' : '西部'}没有这家店`)
        if (seen.has(wanted)) throw refused(side, `${id} 的 prefers 里「${wanted}」写了两次`)
        seen.add(wanted)
      }
    }
  }
}

function idsOf(side: 'west' | 'east', shops: readonly { id: string }[]) {
  const ids = new Set<string>()
  for (const { id } of shops) {
    if (ids.has(id)) throw refused(side, `编号「${id}」在 ${side} 里写了两次`)
    ids.add(id)
  }
  return ids
}

const refused = (where: string, message: string) => new Refusal(422, `文件不能用来结对：${where ? `${where} ` : ''}${message}。`)
