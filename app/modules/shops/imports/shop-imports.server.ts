// Lists of shops from Excel: handed in, judged against the register, taken in slice by slice, given back with reasons.
import { and, desc, eq } from 'drizzle-orm'
import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Viewer } from '#app/access/viewer.ts'
import { dayOf } from '#app/calendar.ts'
import { checked } from '#app/fields.ts'
import { claimFile, fileOf as keptFileOf, keepFile } from '#app/importing/kept-files.server.ts'
import { type ImportChoice, noneIfAnyRefused, type Outcome, outcomeNames } from '#app/importing/outcomes.ts'
import { recordAccess } from '#app/modules/access-log/access-log.server.ts'
import { ensureOwnerAccount, whyNoOwner } from '#app/modules/accounts/accounts.server.ts'
import { Refusal, notFound } from '#app/refusal.ts'
import type { Reader, Site, Tx } from '#app/site.ts'
import type { Unread } from '#app/spreadsheet/unread.ts'
import { addReason, emitWithReasons, type Reasons, withReasonsName } from '#app/spreadsheet/with-reasons.server.ts'
import { plainKey } from '#app/text/keys.ts'
import { withoutNumbers } from '#app/text/without-numbers.ts'
import { exportLimits, fileFrom } from '#app/threads/files.ts'
import type { SiteAddress } from '#app/site.ts'
import { withSite } from '#app/threads/site-of-thread.server.ts'
import type { Emit } from '#app/threads/tasks.server.ts'
import { newId } from '#db/id.ts'
import { shopImports, shops } from '#db/schema/shops.ts'
import { sealPlace } from '#db/sealed.ts'
import { accountPhones } from '#db/views/accounts.ts'
import { addShop } from '../commands.server.ts'
import { shopEntry } from '../entries.ts'
import { demandCoordinator } from '../policy.ts'
import type { ShopRow } from '../queries.server.ts'
import { columnNames } from './columns.ts'
import type { JudgedShop, Problem, ShopSaid } from './judge.ts'
import { readShopListFile } from './reading.server.ts'
import { present } from '#app/present.ts'

export interface ImportedRow {
  sheet: string
  row: number
  name: string
  outcome: Outcome
  /** Why it is refused, or what changes and what else is to be known of it. */
  message: string
  problem: Problem | null
  /** The shop it became or is; null while it is none. */
  shopId: string | null
}

export type ImportCounts = Record<Outcome | 'rows', number>

const countOf = (rows: readonly ImportedRow[]): ImportCounts => {
  const of = (outcome: Outcome) => rows.filter((row) => row.outcome === outcome).length
  return { rows: rows.length, new: of('new'), known: of('known'), changed: of('changed'), refused: of('refused') }
}

/** The list in plain data: what each row says, and what of the file is not read. Refuses with 422. */
const readList = (site: Site, viewer: Viewer, bytes: Buffer) => readShopListFile(site, viewer.accountId, bytes, dayOf(site.now()))

/** What the sheet leaves out of a new shop. */
const unsaid = {
  platforms: [],
  band: 0,
  staff: 1,
  registeredStaff: null,
  startingSales: null,
  startingOrders: null,
  needs: [],
  ships: [],
  willHelp: 0,
  teaches: [],
  handles: [],
  buys: [],
}

const fieldsOf = ({ ownerName: _ownerName, phone: _phone, ...fields }: ShopSaid) =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Omit<ShopSaid, 'ownerName' | 'phone'>

/** The fields of a known shop that the row would change, by their names on the screen. */
function changesOf(known: ShopRow, said: ShopSaid): string[] {
  const same = (one: unknown, other: unknown) =>
    JSON.stringify(Array.isArray(one) ? [...(one as string[])].sort() : one) ===
    JSON.stringify(Array.isArray(other) ? [...(other as string[])].sort() : other)
  return Object.entries(fieldsOf(said)).flatMap(([field, value]) =>
    same(known[field as keyof ShopRow], value) ? [] : [columnNames[field as keyof typeof columnNames] ?? field],
  )
}

/** What a shop's own rules say against a row, which would otherwise stop all the others; null where nothing. */
function entryFault(entry: unknown): Problem | null {
  const { error } = shopEntry.safeParse(entry)
  const [issue] = error?.issues ?? []
  if (!issue) return null
  const path = String(issue.path[0] ?? 'name')
  const field = (path === 'regionCode' ? 'region' : path) as keyof typeof columnNames
  const code =
    field === 'name'
      ? 'name-missing'
      : field === 'categories' || field === 'buys'
        ? 'category-unknown'
        : field === 'region'
          ? 'region-unknown'
          : 'number-invalid'
  return { column: columnNames[field] ?? columnNames.name, code, message: `${issue.message}。` }
}

/** The rows that a file's earlier ones are held against: each shop once. */
type Seen = Map<string, number>

/** Judges rows against the register as it is now; with `take`, each good row is taken as it is judged. */
async function against(
  site: Site,
  read: Pick<Reader, 'select'>,
  judged: readonly JudgedShop[],
  seen: Seen,
  take?: (row: JudgedShop, known: ShopRow | null) => Promise<string>,
): Promise<ImportedRow[]> {
  const rows: ImportedRow[] = []
  for (const one of judged) {
    const refused = (problem: Problem): ImportedRow => ({
      sheet: one.sheet,
      row: one.row,
      name: one.name,
      outcome: 'refused',
      message: [problem.message, ...one.problems.slice(1).map(({ message }) => message)].join(''),
      problem,
      shopId: null,
    })
    const { said } = one
    if (!said) {
      rows.push(refused(one.problems[0]!))
      continue
    }
    const key = `${said.side} ${plainKey(said.name)} ${said.regionCode}`
    const before = seen.get(key)
    if (before !== undefined) {
      rows.push(refused({ column: columnNames.name, code: 'duplicate-in-file', message: `和第 ${before} 行是同一家店。` }))
      continue
    }
    seen.set(key, one.row)
    const same = and(eq(shops.side, said.side), eq(shops.name, said.name), eq(shops.regionCode, said.regionCode))
    const [known] = await read
      .select({ shop: shops, phone: accountPhones.phoneFingerprint })
      .from(shops)
      .innerJoin(accountPhones, eq(accountPhones.id, shops.ownerAccountId))
      .where(same)
    if (known && known.phone !== null && known.phone !== site.keys.fingerprint(said.phone)) {
      rows.push(
        refused({
          column: columnNames.phone,
          code: 'conflict-with-register',
          message: '名录里这家店的店主是另一个手机号。要换店主，请先和协调员核对。',
        }),
      )
      continue
    }
    const notTheirs = known ? null : await whyNoOwner(site, read, { phone: said.phone, side: said.side })
    if (notTheirs) {
      rows.push(refused({ column: columnNames.phone, code: 'owner-not-agreed', message: notTheirs }))
      continue
    }
    const wrong = entryFault({ ...(known?.shop ?? { ...unsaid, ownerAccountId: newId() }), ...fieldsOf(said) })
    if (wrong) {
      rows.push(refused(wrong))
      continue
    }
    const changes = known ? changesOf(known.shop, said) : []
    const outcome = known ? (changes.length > 0 ? 'changed' : 'known') : 'new'
    const shopId = take ? await take(one, known?.shop ?? null) : (known?.shop.id ?? null)
    rows.push({
      sheet: one.sheet,
      row: one.row,
      name: one.name,
      outcome,
      message: [...(changes.length > 0 ? [`改：${changes.join('、')}`] : []), ...one.notes].join('。'),
      problem: null,
      shopId,
    })
  }
  return rows
}

/** So many rows are judged, or taken in one write, before others get their turn. */
const rowsOfSlice = 10

/** All rows, slice by slice, each judged by `judge`. */
async function inSlices(
  judged: readonly JudgedShop[],
  judge: (slice: readonly JudgedShop[], seen: Seen) => Promise<ImportedRow[]>,
): Promise<ImportedRow[]> {
  const seen: Seen = new Map()
  const rows: ImportedRow[] = []
  for (let at = 0; at < judged.length; at += rowsOfSlice) {
    rows.push(...(await judge(judged.slice(at, at + rowsOfSlice), seen)))
    await nextTurn()
  }
  return rows
}

/** What each row would come to now. */
const previewed = (site: Site, judged: readonly JudgedShop[]) => inSlices(judged, (slice, seen) => against(site, site.read, slice, seen))

/** Keeps the file, sealed, after looking that it can be read. Refuses with 403, or 422. Gives the import's id. */
export async function handInShops(site: Site, viewer: Viewer, { fileName, bytes }: { fileName: string; bytes: Buffer }): Promise<string> {
  demandCoordinator(viewer)
  await readList(site, viewer, bytes)
  const id = await keepFile(site, viewer, bytes)
  await site.write(viewer.accountId, 'hand in list of shops', async (tx) => {
    await tx
      .insert(shopImports)
      .values({ id, fileName: withoutNumbers(fileName).slice(0, 255), uploadedBy: viewer.accountId, uploadedAt: tx.at })
    await claimFile(tx, id)
    tx.note(`list of shops ${id}`)
  })
  return id
}

async function importOf(site: Site, viewer: Viewer, importId: string) {
  demandCoordinator(viewer)
  const [row] = await site.read.select().from(shopImports).where(eq(shopImports.id, importId))
  if (!row) throw notFound('这份名录')
  return row
}

/** The file as it came. */
const fileOf = async (site: Site, { id, fileSealed }: typeof shopImports.$inferSelect): Promise<Buffer> =>
  fileSealed === null ? keptFileOf(site, id) : Buffer.from(site.keys.open(fileSealed, sealPlace.fileOfShopImport(id)), 'base64')

export interface ShopImport {
  id: string
  fileName: string
  uploadedAt: Date
  acceptedAt: Date | null
  counts: ImportCounts
  rows: ImportedRow[]
  /** What of the file is not read. */
  unread: Unread[]
}

/** What each row would come to now, or came to once it was accepted. Refuses with 403, or 404. */
export async function readShopImport(site: Site, viewer: Viewer, importId: string): Promise<ShopImport> {
  const list = await importOf(site, viewer, importId)
  const { rows, unread } = await rowsOf(site, viewer, list)
  const { id, fileName, uploadedAt, acceptedAt } = list
  return { id, fileName, uploadedAt, acceptedAt, counts: countOf(rows), rows, unread }
}

async function rowsOf(site: Site, viewer: Viewer, list: typeof shopImports.$inferSelect): Promise<Pick<ShopImport, 'rows' | 'unread'>> {
  // What was taken in is past: nothing is read again.
  if (list.acceptedAt) return { rows: list.outcome as ImportedRow[], unread: [] }
  const { judged, unread } = await readList(site, viewer, await fileOf(site, list))
  return { rows: await previewed(site, judged), unread }
}

/** Lists that were handed in, the latest first. Refuses with 403. */
export async function listShopImports(
  site: Site,
  viewer: Viewer,
): Promise<{ id: string; fileName: string; uploadedAt: Date; acceptedAt: Date | null }[]> {
  demandCoordinator(viewer)
  return site.read
    .select({ id: shopImports.id, fileName: shopImports.fileName, uploadedAt: shopImports.uploadedAt, acceptedAt: shopImports.acceptedAt })
    .from(shopImports)
    .orderBy(desc(shopImports.uploadedAt))
    .limit(100)
}

/**
 * Takes the list in, slice by slice, so that whoever else writes waits for one slice: every good row, or, as chosen, none
 * if any is refused as the register is when it begins. A list that was broken off can be accepted again: what is in is
 * known then. Refuses with 403, 404, 409, or 422.
 */
export async function acceptShops(
  site: Site,
  viewer: Viewer,
  { importId, choice }: { importId: string; choice: ImportChoice },
): Promise<ImportedRow[]> {
  const list = await importOf(site, viewer, importId)
  if (list.acceptedAt) throw acceptedBefore()
  const { judged } = await readList(site, viewer, await fileOf(site, list))
  if (choice === 'none-if-any-refused') {
    const refused = (await previewed(site, judged)).find(({ outcome }) => outcome === 'refused')
    if (refused) throw noneIfAnyRefused(refused)
  }
  const rows = await inSlices(judged, (slice, seen) =>
    site.write(viewer.accountId, 'take in rows of a list of shops', (tx) => takeSlice(tx, site, viewer, { importId, slice, seen }), {
      lane: 'bulk',
    }),
  )
  await site.write(
    viewer.accountId,
    'accept list of shops',
    async (tx) => {
      await refuseIfAccepted(tx, importId)
      await tx
        .update(shopImports)
        .set({ acceptedAt: tx.at, outcome: rows.map(keptRow) })
        .where(eq(shopImports.id, importId))
      tx.note(`list of shops ${importId}: ${JSON.stringify(countOf(rows))}`)
    },
    { lane: 'bulk' },
  )
  return rows
}

const acceptedBefore = () => new Refusal(409, '这份名录已经导入过了。')

async function refuseIfAccepted(tx: Tx, importId: string) {
  const [now] = await tx.select({ acceptedAt: shopImports.acceptedAt }).from(shopImports).where(eq(shopImports.id, importId))
  if (now?.acceptedAt) throw acceptedBefore()
}

async function takeSlice(
  tx: Tx,
  site: Site,
  viewer: Viewer,
  { importId, slice, seen }: { importId: string; slice: readonly JudgedShop[]; seen: Seen },
): Promise<ImportedRow[]> {
  await refuseIfAccepted(tx, importId)
  return against(site, tx, slice, seen, async (judged, known) => {
    const said = present(judged.said, 'shop of a row that can be taken')
    const { side, ownerName, phone } = said
    if (!known)
      return addShop(
        tx,
        checked(shopEntry, {
          ...unsaid,
          ...fieldsOf(said),
          ownerAccountId: await ensureOwnerAccount(tx, site, viewer, { name: ownerName, phone, side }),
        }),
      )
    const changed = fieldsOf(said)
    if (changesOf(known, said).length > 0) {
      checked(shopEntry, { ...known, ...changed })
      await tx
        .update(shops)
        .set({ ...changed, knownAt: tx.at })
        .where(eq(shops.id, known.id))
      tx.note(`shop ${known.id}`)
    }
    return known.id
  })
}

/** A row as it is kept in clear: what its cells said of phones stays in the sealed file. */
const keptRow = ({ message, problem, ...row }: ImportedRow): ImportedRow => ({
  ...row,
  name: withoutNumbers(row.name),
  message: withoutNumbers(message),
  problem: problem && { ...problem, message: withoutNumbers(problem.message) },
})

/** The file as it came, with what each row came to and why, written in a thread. Refuses with 403, or 404, and with 409 where too many wait. */
export async function shopsWithReasons(
  site: Site,
  viewer: Viewer,
  importId: string,
  signal?: AbortSignal,
): Promise<{ fileName: string; workbook: ReadableStream<Uint8Array> }> {
  const { fileName } = await importOf(site, viewer, importId)
  await recordAccess(site, { kind: 'export', who: viewer.accountId, what: `list of shops ${importId} with reasons` })
  const workbook = await fileFrom(
    site.threads.stream('shops.refusals', { site: site.address(), viewer, importId }, exportLimits(viewer.accountId, signal)),
  )
  return { fileName: withReasonsName(fileName), workbook }
}

/** The same, in the thread. */
export const writeRefusals = (
  { site: address, viewer, importId }: { site: SiteAddress; viewer: Viewer; importId: string },
  emit: Emit<Uint8Array>,
): Promise<null> =>
  withSite(address, async (site) => {
    const list = await importOf(site, viewer, importId)
    const { rows } = await rowsOf(site, viewer, list)
    const said: Reasons = new Map()
    for (const { outcome, ...row } of rows) addReason(said, { ...row, outcome: outcomeNames[outcome] })
    return emitWithReasons(await fileOf(site, list), said, emit)
  })

/** The whole way in one go, for the command line: all good rows are taken. With `dryRun` nothing is kept at all. */
export async function importShopsFile(
  site: Site,
  viewer: Viewer,
  { fileName, bytes, dryRun }: { fileName: string; bytes: Buffer; dryRun: boolean },
): Promise<ImportedRow[]> {
  return (await importShopList(site, viewer, { fileName, bytes, dryRun })).rows
}

/** The same, with what of the file is not read. */
export async function importShopList(
  site: Site,
  viewer: Viewer,
  { fileName, bytes, dryRun }: { fileName: string; bytes: Buffer; dryRun: boolean },
): Promise<{ rows: ImportedRow[]; unread: Unread[] }> {
  demandCoordinator(viewer)
  const { judged, unread } = await readList(site, viewer, bytes)
  if (dryRun) return { rows: await previewed(site, judged), unread }
  return {
    rows: await acceptShops(site, viewer, { importId: await handInShops(site, viewer, { fileName, bytes }), choice: 'all-good-rows' }),
    unread,
  }
}
