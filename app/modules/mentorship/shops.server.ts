// Shops: entering and changing them, and reading them as matching needs them.
import { and, eq, ne, type SQL, sql } from 'drizzle-orm'
import { ensureOwnerAccount, type IssuedSlips, issueSlips } from '#app/modules/accounts/accounts.server.ts'
import { mobileNumber } from '#app/modules/accounts/secrets.ts'
import type { Viewer } from '#app/access/viewer.ts'
import { notFound, notYours, wrongInput } from '#app/refusal.ts'
import type { Reader, Site, Tx } from '#app/site.ts'
import { among } from '#db/among.ts'
import { newId } from '#db/id.ts'
import { accounts } from '#db/schema/accounts.ts'
import { pairings, shops } from '#db/schema/mentorship.ts'
import { workflows } from '#db/schema/workflow.ts'
import type { z } from 'zod'
import { type ShopEntry, shopEntry } from './entries.ts'
import { beganAt, type PairingContext } from './pairing.machine.ts'
import { takesAPlace } from './pairing.workflow.ts'
import { canCoordinate, ownsShop, shopsVisibleTo } from './policy.ts'
import type { EastShop, Handling, Platform, Skill, WestShop } from './shop.ts'

export type ShopRow = typeof shops.$inferSelect

/** What was entered, checked; refuses with 422 and the sentence of each field. */
export function checked<T extends z.ZodType>(schema: T, entered: unknown): z.output<T> {
  const parsed = schema.safeParse(entered)
  if (parsed.success) return parsed.data
  const fields: Record<string, string[]> = {}
  // The innermost name is the field's own: the place in a list says nothing on a page.
  for (const issue of parsed.error.issues)
    (fields[issue.path.filter((part) => typeof part === 'string').at(-1) ?? 'form'] ??= []).push(issue.message)
  throw wrongInput(fields)
}

/** Enters a shop, its owner's account being there already. Refuses with 403, or 422. Gives its id. */
export async function enterShop(site: Site, viewer: Viewer, entry: ShopEntry): Promise<string> {
  if (!canCoordinate(viewer)) throw notYours()
  const shop = checked(shopEntry, entry)
  return site.write(viewer.accountId, 'enter shop', async (tx) => {
    if ((await tx.$count(accounts, eq(accounts.id, shop.ownerAccountId))) === 0) throw wrongInput({ ownerAccountId: ['没有这个账号'] })
    return addShop(tx, shop)
  })
}

/**
 * Enters a shop whose owner is known by name and phone number; she claims it with a slip. A number that is somebody's who
 * has not agreed is refused, unless an administrator says in `ownerConfirmed` how he made sure. Refuses with 403, or 422. Gives its id.
 */
export async function enterShopOf(
  site: Site,
  viewer: Viewer,
  {
    ownerName,
    phone,
    ownerConfirmed,
    ...entry
  }: { ownerName: string; phone: string; ownerConfirmed?: string } & Partial<Record<keyof ShopEntry, unknown>>,
): Promise<string> {
  if (!canCoordinate(viewer)) throw notYours()
  const number = mobileNumber(phone)
  const name = ownerName.trim()
  if (!name) throw wrongInput({ ownerName: ['请填店主姓名'] })
  if (!number) throw wrongInput({ phone: ['手机号应是 11 位数字'] })
  const shop = checked(shopEntry, { ...entry, ownerAccountId: 'by phone' })
  return site.write(viewer.accountId, 'enter shop', async (tx) =>
    addShop(tx, {
      ...shop,
      ownerAccountId: await ensureOwnerAccount(tx, site, viewer, { name, phone: number, side: shop.side, confirmed: ownerConfirmed }),
    }),
  )
}

/** Adds a shop that was checked. Refuses a second one of the name in the place. */
export async function addShop(tx: Tx, shop: z.output<typeof shopEntry>): Promise<string> {
  if ((await tx.$count(shops, and(eq(shops.side, shop.side), eq(shops.name, shop.name), eq(shops.regionCode, shop.regionCode)))) > 0)
    throw wrongInput({ name: ['这个地区已有同名的店'] })
  const id = newId(tx.at.getTime())
  await tx.insert(shops).values({ id, ...shop, knownAt: tx.at })
  tx.note(`shop ${id}`)
  return id
}

/** Changes what a shop says of itself; side and owner stay. The owner may, and the coordinator. Refuses with 404, or 422. */
export async function changeShop(
  site: Site,
  viewer: Viewer,
  { shopId, ...entry }: { shopId: string } & Partial<Record<keyof Omit<ShopEntry, 'side' | 'ownerAccountId'>, unknown>>,
): Promise<void> {
  await site.write(viewer.accountId, 'change shop', async (tx) => {
    const [known] = await tx.select().from(shops).where(eq(shops.id, shopId))
    if (!known || (!ownsShop(viewer, known) && !canCoordinate(viewer))) throw notFound('网店')
    const shop = checked(shopEntry, { ...entry, side: known.side, ownerAccountId: known.ownerAccountId })
    const others = and(eq(shops.side, known.side), eq(shops.name, shop.name), eq(shops.regionCode, shop.regionCode), ne(shops.id, shopId))
    if ((await tx.$count(shops, others)) > 0) throw wrongInput({ name: ['这个地区已有同名的店'] })
    const moved = startingFigures.filter((figure) => shop[figure] !== known[figure])
    if (moved.length > 0 && !canCoordinate(viewer) && (await wasHelped(tx, shopId)))
      throw wrongInput(Object.fromEntries(moved.map((figure) => [figure, ['结对以后，帮扶前的数字不能再改。要更正，请联系协调员。']])))
    await tx
      .update(shops)
      .set({ ...shop, knownAt: tx.at })
      .where(eq(shops.id, shopId))
    tx.note(`shop ${shopId}${moved.map((figure) => `, ${figure} from ${known[figure]} to ${shop[figure]}`).join('')}`)
  })
}

/** What help is measured against: lowered afterwards, it would make any help look good. */
const startingFigures = ['startingSales', 'startingOrders'] as const

/** Whether both sides ever agreed to a pairing of the western shop. */
async function wasHelped(read: Pick<Reader, 'select'>, shopId: string) {
  const rows = await read
    .select({ context: workflows.context })
    .from(pairings)
    .innerJoin(workflows, eq(workflows.id, pairings.id))
    .where(eq(pairings.westShopId, shopId))
  return rows.some(({ context }) => beganAt(context as unknown as PairingContext) !== null)
}

/** The shops that are the viewer's own; an officer's list also has the western ones of his region, a coordinator's has all. */
export async function listShops(site: Site, viewer: Viewer, { side }: { side?: 'west' | 'east' } = {}): Promise<ShopRow[]> {
  return site.read
    .select()
    .from(shops)
    .where(and(side ? eq(shops.side, side) : undefined, shopsVisibleTo(viewer, shops)))
    .orderBy(shops.side, shops.name)
}

export interface RegisteredShop extends ShopRow {
  ownerName: string
  /** Whether the owner has chosen a secret, with a slip or before. */
  isClaimed: boolean
}

/** The register as the desk reads it: shops that the viewer may see, with their owners. */
export async function readRegister(site: Site, viewer: Viewer, { shopId }: { shopId?: string } = {}): Promise<RegisteredShop[]> {
  const rows = await site.read
    .select({ shop: shops, ownerName: accounts.name, secretHash: accounts.secretHash })
    .from(shops)
    .innerJoin(accounts, eq(accounts.id, shops.ownerAccountId))
    .where(and(shopId ? eq(shops.id, shopId) : undefined, shopsVisibleTo(viewer, shops)))
    .orderBy(shops.side, shops.name)
  return rows.map(({ shop, ownerName, secretHash }) => ({ ...shop, ownerName, isClaimed: secretHash !== null }))
}

/**
 * Slips for the owners of these shops, one an owner, in the order of the shops, as far as the coordinator may issue them.
 * Refuses with 403, or with 409 if none can be issued.
 */
export async function issueOwnerSlips(site: Site, viewer: Viewer, { shopIds }: { shopIds: readonly string[] }): Promise<IssuedSlips> {
  if (!canCoordinate(viewer)) throw notYours()
  return site.write(viewer.accountId, 'issue slips to shop owners', async (tx) => {
    const owned = await tx
      .select({ id: shops.id, ownerAccountId: shops.ownerAccountId })
      .from(shops)
      .where(among(shops.id, [...shopIds]))
    const ownerOf = new Map(owned.map(({ id, ownerAccountId }) => [id, ownerAccountId]))
    const owners = new Set(shopIds.flatMap((id) => ownerOf.get(id) ?? []))
    return issueSlips(tx, site, viewer, { accountIds: [...owners] })
  })
}

/** As matching sees a western shop. */
export const asWestShop = (row: ShopRow): WestShop => ({ ...base(row), needs: row.needs as Skill[], ships: row.ships as Handling[] })

/** As matching sees an eastern shop that helps so many now. */
export const asEastShop = (row: ShopRow, helping: number): EastShop => ({
  ...base(row),
  willHelp: row.willHelp,
  helping,
  teaches: row.teaches as Skill[],
  handles: row.handles as Handling[],
  buys: row.buys,
})

const base = (row: ShopRow) => ({
  id: row.id,
  name: row.name,
  ownerId: row.ownerAccountId,
  categories: row.categories,
  platforms: row.platforms as Platform[],
  band: row.band,
})

/** How many western shops each of these eastern shops helps now, or is about to. */
export async function helpingNow(read: Pick<Reader, 'select'>, eastIds: readonly string[]): Promise<Map<string, number>> {
  const rows = await read
    .select({ id: pairings.eastShopId, state: workflows.state, count: sql<number>`count(*)` })
    .from(pairings)
    .innerJoin(workflows, eq(workflows.id, pairings.id))
    .where(among(pairings.eastShopId, [...eastIds]))
    .groupBy(pairings.eastShopId, workflows.state)
  const counts = new Map<string, number>()
  for (const { id, state, count } of rows) if (takesAPlace(state)) counts.set(id, (counts.get(id) ?? 0) + count)
  return counts
}

/** Which of these western shops somebody helps now, or is about to: a shop is helped by one at a time. */
export async function helpedNow(read: Pick<Reader, 'select'>, which: SQL | undefined): Promise<Set<string>> {
  const rows = await read
    .select({ id: shops.id, state: workflows.state })
    .from(pairings)
    .innerJoin(shops, eq(shops.id, pairings.westShopId))
    .innerJoin(workflows, eq(workflows.id, pairings.id))
    .where(which)
  return new Set(rows.filter(({ state }) => takesAPlace(state)).map(({ id }) => id))
}

/** The same of all western shops that the viewer may see. */
export const helpedShops = (site: Site, viewer: Viewer) => helpedNow(site.read, shopsVisibleTo(viewer, shops))
