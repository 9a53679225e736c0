// Finds shops by what is known of them at the desk: a part of the name, its sound or initials, their number, or their owner's mobile number.
import { asc, eq } from 'drizzle-orm'
import type { Viewer } from '#app/access/viewer.ts'
import type { Site } from '#app/site.ts'
import { parseMobileNumber } from '#app/text/mobile-number.ts'
import { explainName } from '#app/text/name-sounds.server.ts'
import { normaliseSearchName } from '#app/text/search-name.ts'
import { shops } from '#db/schema/shops.ts'
import { accountPhones } from '#db/views/accounts.ts'
import { canAskOwner, shopsVisibleTo } from './policy.ts'
import type { Side } from './shop.ts'

export interface FoundShop {
  id: string
  name: string
  side: Side
  regionCode: string
  why: string[]
}

/** More shops are not looked through: a county has some hundreds. */
const maxLookedThrough = 20_000
/** A shop's number is its id, as it stands in the address of its page: at least so much of its end. */
const leastOfNumber = 6

/** Finds the first few shops in reach, those whose name was typed before those of that sound. */
export async function findShops(
  site: Pick<Site, 'read' | 'keys'>,
  viewer: Viewer,
  { search, most }: { search: string; most: number },
): Promise<{ rows: FoundShop[]; isAll: boolean }> {
  const written = normaliseSearchName(search).join('')
  if (written === '') return { rows: [], isAll: true }
  const phone = parseMobileNumber(written)
  const owners = phone === null ? new Set<string>() : await listOwnersByPhone(site, phone)
  const seen = await site.read
    .select({ id: shops.id, name: shops.name, side: shops.side, regionCode: shops.regionCode, ownerAccountId: shops.ownerAccountId })
    .from(shops)
    .where(shopsVisibleTo(viewer, shops))
    .orderBy(asc(shops.side), asc(shops.name))
    .limit(maxLookedThrough)
  const explain = (shop: (typeof seen)[number]): string[] => {
    const byName = explainName(shop.name, written, '店名')
    if (byName.length > 0) return byName
    if (written.length >= leastOfNumber && shop.id.endsWith(written)) return ['网店编号']
    return owners.has(shop.ownerAccountId) && canAskOwner(viewer, shop) ? ['店主的手机号'] : []
  }
  const found = seen.flatMap(({ ownerAccountId, ...shop }) => {
    const why = explain({ ownerAccountId, ...shop })
    return why.length > 0 ? [{ ...shop, why }] : []
  })
  const inOrder = [...found.filter(({ why }) => why[0] === '店名'), ...found.filter(({ why }) => why[0] !== '店名')]
  return { rows: inOrder.slice(0, most), isAll: inOrder.length <= most }
}

async function listOwnersByPhone({ read, keys }: Pick<Site, 'read' | 'keys'>, phone: string): Promise<Set<string>> {
  const rows = await read
    .select({ id: accountPhones.id })
    .from(accountPhones)
    .where(eq(accountPhones.phoneFingerprint, keys.fingerprint(phone)))
  return new Set(rows.map(({ id }) => id))
}
