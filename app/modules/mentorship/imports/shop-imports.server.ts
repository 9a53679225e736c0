// Lists of shops from Excel: handed in, judged against the register, taken in one transaction, given back with reasons.
import { desc, eq } from 'drizzle-orm'
import { dayOf } from '#app/calendar.ts'
import { ensureOwnerAccount, whyNoOwner } from '#app/modules/accounts/accounts.server.ts'
import type { Viewer } from '#app/modules/accounts/viewer.ts'
import { Refusal, notFound, notYours } from '#app/refusal.ts'
import type { Reader, Site } from '#app/site.ts'
import { addReason, emitWithReasons, type Reasons } from '#app/spreadsheet/with-reasons.server.ts'
import { exportLimits, fileFrom } from '#app/threads/files.ts'
import { type SiteAddress, withSite } from '#app/threads/site-of-thread.server.ts'
import type { Emit } from '#app/threads/tasks.server.ts'
import { plainKey } from '#app/text/keys.ts'
import type { Unread } from '#app/spreadsheet/unread.ts'
import { newId } from '#db/id.ts'
import { accounts } from '#db/schema/accounts.ts'
import { shopImports, shops } from '#db/schema/mentorship.ts'
import { sealPlace } from '#db/sealed.ts'
import { shopEntry } from '../entries.ts'
import { canCoordinate } from '../policy.ts'
import { addShop, checked, type ShopRow } from '../shops.server.ts'
import { type Column, columnNames } from './columns.ts'
import type { JudgedShop, Problem, ShopSaid } from './judge.ts'
import { readShopFile } from './reading.server.ts'

export type Outcome = 'new' | 'known' | 'changed' | 'refused'
export const outcomeNames: Record<Outcome, string> = { new: '新增', known: '已有', changed: '变更', refused: '退回' }
export type ImportChoice = 'all-good-rows' | 'none-if-any-refused'

export interface ImportedRow {
  sheet: string
  row: number
  name: string
  outcome: Outcome
  /** Why it is refused, or what changes. */
  message: string
  problem: Problem | null
  /** The shop it became or is; null while it is none. */
  shopId: string | null
}

export interface ImportCounts {
  rows: number
  new: number
  known: number
  changed: number
  refused: number
}

const countOf = (rows: readonly ImportedRow[]): ImportCounts => {
  const of = (outcome: Outcome) => rows.filter((row) => row.outcome === outcome).length
  return { rows: rows.length, new: of('new'), known: of('known'), changed: of('changed'), refused: of('refused') }
}

/** The list in plain data: what each row says, and what of the file is not read. Refuses with 422. */
const readList = (site: Site, viewer: Viewer, bytes: Buffer) => readShopFile(site, viewer.accountId, bytes, dayOf(site.now()))

/** What the sheet leaves out of a new shop. */
const unsaid = { platforms: [], band: 0, staff: 1, registeredStaff: null, startingSales: null, startingOrders: null, needs: [], ships: [], willHelp: 0, teaches: [], handles: [], buys: [] }

const fieldsOf = ({ ownerName: _ownerName, phone: _phone, ...fields }: ShopSaid) => Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Omit<ShopSaid, 'ownerName' | 'phone'>

/** The fields of a known shop that the row would change, by their names on the screen. */
function changesOf(known: ShopRow, said: ShopSaid): string[] {
  const same = (one: unknown, other: unknown) => JSON.stringify(Array.isArray(one) ? [...(one as string[])].sort() : one) === JSON.stringify(Array.isArray(other) ? [...(other as string[])].sort() : other)
  return Object.entries(fieldsOf(said)).flatMap(([field, value]) => (same(known[field as keyof ShopRow], value) ? [] : [columnNames[field as keyof typeof columnNames] ?? field]))
}

/** What a shop's own rules say against a row, which would otherwise stop all the others; null where nothing. */
function entryFault(entry: unknown): Problem | null {
  const { error } = shopEntry.safeParse(entry)
  const [issue] = error?.issues ?? []
  if (!issue) return null
  const field = issue.path[0] === 'regionCode' ? 'region' : (String(issue.path[0] ?? 'name') as Column)
  const code = field === 'name' ? 'name-missing' : field === 'categories' || field === 'buys' ? 'category-unknown' : field === 'region' ? 'region-unknown' : 'number-invalid'
  return { column: columnNames[field] ?? columnNames.name, code, message: `${issue.message}。` }
}

/** Judges the file against the register as it is now; with `take`, each good row is taken as it is judged. */
async function against(site: Site, read: Pick<Reader, 'select'>, judged: readonly JudgedShop[], take?: (row: JudgedShop, known: ShopRow | null) => Promise<string>): Promise<ImportedRow[]> {
  const seen = new Map<string, number>()
  const rows: ImportedRow[] = []
  for (const one of judged) {
    const refused = (problem: Problem): ImportedRow => ({ sheet: one.sheet, row: one.row, name: one.name, outcome: 'refused', message: [problem.message, ...one.problems.slice(1).map(({ message }) => message)].join(''), problem, shopId: null })
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
    const [known] = (await read.select({ shop: shops, phone: accounts.phoneFingerprint }).from(shops).innerJoin(accounts, eq(accounts.id, shops.ownerAccountId)).where(eq(shops.name, said.name))).filter(({ shop }) => shop.side === said.side && shop.regionCode === said.regionCode)
    if (known && known.phone !== null && known.phone !== site.keys.fingerprint(said.phone)) {
      rows.push(refused({ column: columnNames.phone, code: 'conflict-with-register', message: '名录里这家店的店主是另一个手机号。要换店主，请先和协调员核对。' }))
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
    rows.push({ sheet: one.sheet, row: one.row, name: one.name, outcome, message: changes.length > 0 ? `改：${changes.join('、')}` : '', problem: null, shopId })
  }
  return rows
}

/** Keeps the file, sealed, after looking that it can be read. Refuses with 403, or 422. Gives the import's id. */
export async function handInShops(site: Site, viewer: Viewer, { fileName, bytes }: { fileName: string; bytes: Buffer }): Promise<string> {
  if (!canCoordinate(viewer)) throw notYours()
  await readList(site, viewer, bytes)
  const id = newId()
  const fileSealed = site.keys.seal(bytes.toString('base64'), sealPlace.fileOfShopImport(id))
  await site.write(viewer.accountId, 'hand in list of shops', async (tx) => {
    await tx.insert(shopImports).values({ id, fileName: fileName.slice(0, 255), fileSealed, uploadedBy: viewer.accountId, uploadedAt: tx.at })
    tx.note(`list of shops ${id}`)
  })
  return id
}

async function importOf(site: Site, viewer: Viewer, importId: string) {
  if (!canCoordinate(viewer)) throw notYours()
  const [row] = await site.read.select().from(shopImports).where(eq(shopImports.id, importId))
  if (!row) throw notFound('这份名录')
  return { ...row, bytes: Buffer.from(site.keys.open(row.fileSealed, sealPlace.fileOfShopImport(importId)), 'base64') }
}

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
  const { id, fileName, uploadedAt, acceptedAt, outcome, bytes } = await importOf(site, viewer, importId)
  // What was taken in is past: nothing is read again.
  const { judged, unread } = acceptedAt ? { judged: [], unread: [] } : await readList(site, viewer, bytes)
  const rows = acceptedAt ? (outcome as ImportedRow[]) : await against(site, site.read, judged)
  return { id, fileName, uploadedAt, acceptedAt, counts: countOf(rows), rows, unread }
}

/** Lists that were handed in, the latest first. Refuses with 403. */
export async function listShopImports(site: Site, viewer: Viewer): Promise<{ id: string; fileName: string; uploadedAt: Date; acceptedAt: Date | null }[]> {
  if (!canCoordinate(viewer)) throw notYours()
  return site.read.select({ id: shopImports.id, fileName: shopImports.fileName, uploadedAt: shopImports.uploadedAt, acceptedAt: shopImports.acceptedAt }).from(shopImports).orderBy(desc(shopImports.uploadedAt)).limit(100)
}

/** Takes the list in, in one transaction: every good row, or, as chosen, none if any is refused. Refuses with 403, 404, 409, or 422. */
export async function acceptShops(site: Site, viewer: Viewer, { importId, choice }: { importId: string; choice: ImportChoice }): Promise<ImportedRow[]> {
  const { bytes } = await importOf(site, viewer, importId)
  const { judged } = await readList(site, viewer, bytes)
  return site.write(viewer.accountId, 'accept list of shops', async (tx) => {
    const [now] = await tx.select({ acceptedAt: shopImports.acceptedAt }).from(shopImports).where(eq(shopImports.id, importId))
    if (now?.acceptedAt) throw new Refusal(409, '这份名录已经导入过了。')
    const rows = await against(site, tx, judged, async ({ said }, known) => {
      const { side, ownerName, phone } = said!
      if (!known) return addShop(tx, checked(shopEntry, { ...unsaid, ...fieldsOf(said!), ownerAccountId: await ensureOwnerAccount(tx, site, viewer, { name: ownerName, phone, side }) }))
      const changed = fieldsOf(said!)
      if (changesOf(known, said!).length > 0) {
        checked(shopEntry, { ...known, ...changed })
        await tx.update(shops).set({ ...changed, knownAt: tx.at }).where(eq(shops.id, known.id))
        tx.note(`shop ${known.id}`)
      }
      return known.id
    })
    const refused = rows.filter(({ outcome }) => outcome === 'refused')
    if (choice === 'none-if-any-refused' && refused.length > 0) throw new Refusal(422, `第 ${refused[0]!.row} 行不能收，您选了“有一行不行就都不收”，所以一行也没有收。`)
    await tx.update(shopImports).set({ acceptedAt: tx.at, outcome: rows }).where(eq(shopImports.id, importId))
    tx.note(`list of shops ${importId}: ${JSON.stringify(countOf(rows))}`)
    return rows
  })
}

/** The file as it came, with what each row came to and why, written in a thread. Refuses with 403, or 404, and with 409 where too many wait. */
export async function shopsWithReasons(site: Site, viewer: Viewer, importId: string, signal?: AbortSignal): Promise<{ fileName: string; workbook: ReadableStream<Uint8Array> }> {
  const { fileName } = await importOf(site, viewer, importId)
  const workbook = await fileFrom(site.threads.stream('shops.refusals', { site: site.address(), viewer, importId }, exportLimits(viewer.accountId, signal)))
  return { fileName: `${fileName.replace(/\.\w+$/, '')}-带原因.xlsx`, workbook }
}

/** The same, in the thread. */
export const writeRefusals = ({ site: address, viewer, importId }: { site: SiteAddress; viewer: Viewer; importId: string }, emit: Emit<Uint8Array>): Promise<null> =>
  withSite(address, async (site) => {
    const { rows } = await readShopImport(site, viewer, importId)
    const { bytes } = await importOf(site, viewer, importId)
    const said: Reasons = new Map()
    for (const { outcome, ...row } of rows) addReason(said, { ...row, outcome: outcomeNames[outcome] })
    return emitWithReasons(bytes, said, emit)
  })


/** The whole way in one go, for the command line: all good rows are taken. With `dryRun` nothing is kept at all. */
export async function importShopsFile(site: Site, viewer: Viewer, { fileName, bytes, dryRun }: { fileName: string; bytes: Buffer; dryRun: boolean }): Promise<ImportedRow[]> {
  return (await importShopList(site, viewer, { fileName, bytes, dryRun })).rows
}

/** The same, with what of the file is not read. */
export async function importShopList(site: Site, viewer: Viewer, { fileName, bytes, dryRun }: { fileName: string; bytes: Buffer; dryRun: boolean }): Promise<{ rows: ImportedRow[]; unread: Unread[] }> {
  if (!canCoordinate(viewer)) throw notYours()
  const { judged, unread } = await readList(site, viewer, bytes)
  if (dryRun) return { rows: await against(site, site.read, judged), unread }
  return { rows: await acceptShops(site, viewer, { importId: await handInShops(site, viewer, { fileName, bytes }), choice: 'all-good-rows' }), unread }
}
