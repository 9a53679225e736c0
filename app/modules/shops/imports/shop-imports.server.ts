// Lists of shops from Excel: uploaded, compared with the register, imported slice by slice, given back with reasons.
import { and, desc, eq } from 'drizzle-orm'
import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Viewer } from '#app/access/viewer.ts'
import { toDay } from '#app/calendar.ts'
import { parseFields } from '#app/fields.ts'
import { claimStoredFile, readStoredFile as keptFileOf, storeFile } from '#app/importing/stored-files.server.ts'
import { describeExpiry, type Expiry } from '#app/importing/expiry.ts'
import { type ImportChoice, allOrNothingRefusal, type Outcome, outcomeLabels } from '#app/importing/outcomes.ts'
import { recordAccess } from '#app/modules/access-log/access-log.server.ts'
import { ensureOwnerAccount, findOwnerObjection } from '#app/modules/accounts/accounts.server.ts'
import { Refusal, notFound } from '#app/refusal.ts'
import type { Reader, Site, Tx } from '#app/site.ts'
import type { UnreadPart } from '#app/spreadsheet/unread.ts'
import { addReason, emitRowsWithReasons, type Reasons, toReasonsFileName } from '#app/spreadsheet/with-reasons.server.ts'
import { normaliseKey } from '#app/text/keys.ts'
import { maskNumbers } from '#app/text/mask-numbers.ts'
import { exportLimits, toFileStream } from '#app/threads/files.ts'
import type { SiteAddress } from '#app/site.ts'
import { withThreadSite } from '#app/threads/site-of-thread.server.ts'
import type { Emit } from '#app/threads/tasks.server.ts'
import { newId } from '#db/id.ts'
import { shopImports, shops } from '#db/schema/shops.ts'
import { sealPlace } from '#db/sealed.ts'
import { accountPhones } from '#db/views/accounts.ts'
import { workflows } from '#db/views/workflow.ts'
import { parseContext } from '#app/workflow/definition.ts'
import { advanceWorkflow, loadWorkflow, startWorkflow } from '#app/workflow/kernel.server.ts'
import type { StateOf } from '#app/workflow/states.ts'
import { addShop } from '../commands.server.ts'
import { shopEntry } from '../entries.ts'
import { requireCoordinator } from '../policy.ts'
import type { ShopRow } from '../queries.server.ts'
import { columnLabels, shopHeaderRules } from './columns.ts'
import type { Problem } from './row-findings.ts'
import type { ValidatedShop, ShopRowValues } from './validate-shop.ts'
import { readShopListFile } from './reading.server.ts'
import { present } from '#app/present.ts'
import type { shopImportMachine } from './shop-import.machine.ts'
import { isDiscarded, isUndecided } from './shop-import.states.ts'
import { findEntryFault } from './entry-fault.ts'
import { describeUnderstood } from './understood.server.ts'
import { shopImportWorkflow } from './shop-import.workflow.ts'

export interface ImportedRow {
  sheet: string
  row: number
  name: string
  outcome: Outcome
  /** Why it is refused, or what changes and other remarks. */
  message: string
  problem: Problem | null
  /** In a preview, what was understood of it, with the phone number masked; absent once it is imported. */
  understood?: string
  /** The shop it was imported as or matches; null if there is none. */
  shopId: string | null
}

export type ImportCounts = Record<Outcome | 'rows', number>

const countOf = (rows: readonly ImportedRow[]): ImportCounts => {
  const of = (outcome: Outcome) => rows.filter((row) => row.outcome === outcome).length
  return { rows: rows.length, new: of('new'), known: of('known'), changed: of('changed'), refused: of('refused') }
}

/** Reads the list as plain data: what each row says, and what of the file is not read. Throws 422. */
const readList = (site: Site, viewer: Viewer, bytes: Buffer) => readShopListFile(site, viewer.accountId, bytes, toDay(site.now()))

/** Values of a new shop that the sheet does not contain. */
const unfilled = {
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

const fieldsOf = ({ ownerName: _ownerName, phone: _phone, ...fields }: ShopRowValues) =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Omit<ShopRowValues, 'ownerName' | 'phone'>

/** Lists the fields of a known shop that the row would change, by their names on the screen. */
function listChanges(known: ShopRow, said: ShopRowValues): string[] {
  const same = (one: unknown, other: unknown) =>
    JSON.stringify(Array.isArray(one) ? [...(one as string[])].sort() : one) ===
    JSON.stringify(Array.isArray(other) ? [...(other as string[])].sort() : other)
  return Object.entries(fieldsOf(said)).flatMap(([field, value]) =>
    same(known[field as keyof ShopRow], value) ? [] : [columnLabels[field as keyof typeof columnLabels] ?? field],
  )
}

/** Earlier rows of the file, to detect a shop that occurs twice. */
type Seen = Map<string, number>

/** Compares rows with the register as it is now; with `take`, imports each good row right after its comparison. */
async function compareWithRegister(
  site: Site,
  read: Pick<Reader, 'select'>,
  validated: readonly ValidatedShop[],
  seen: Seen,
  take?: (row: ValidatedShop, known: ShopRow | null) => Promise<string>,
): Promise<ImportedRow[]> {
  const rows: ImportedRow[] = []
  for (const one of validated) {
    const refused = (problem: Problem): ImportedRow => ({
      sheet: one.sheet,
      row: one.row,
      name: one.name,
      outcome: 'refused',
      message: [problem.message, ...one.problems.slice(1).map(({ message }) => message)].join(''),
      problem,
      ...describeUnderstood(site, one),
      shopId: null,
    })
    const { said } = one
    if (!said) {
      rows.push(refused(one.problems[0]!))
      continue
    }
    const key = `${said.side} ${normaliseKey(said.name)} ${said.regionCode}`
    const before = seen.get(key)
    if (before !== undefined) {
      rows.push(refused({ column: columnLabels.name, code: 'duplicate-in-file', message: `和第 ${before} 行是同一家店。` }))
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
          column: columnLabels.phone,
          code: 'conflict-with-register',
          message: '名录里这家店的店主是另一个手机号。要换店主，请先和协调员核对。',
        }),
      )
      continue
    }
    const notTheirs = known ? null : await findOwnerObjection(site, read, { phone: said.phone, side: said.side })
    if (notTheirs) {
      rows.push(refused({ column: columnLabels.phone, code: 'owner-not-agreed', message: notTheirs }))
      continue
    }
    const wrong = findEntryFault({ ...(known?.shop ?? { ...unfilled, ownerAccountId: newId() }), ...fieldsOf(said) })
    if (wrong) {
      rows.push(refused(wrong))
      continue
    }
    const changes = known ? listChanges(known.shop, said) : []
    const outcome = known ? (changes.length > 0 ? 'changed' : 'known') : 'new'
    const shopId = take ? await take(one, known?.shop ?? null) : (known?.shop.id ?? null)
    rows.push({
      sheet: one.sheet,
      row: one.row,
      name: one.name,
      outcome,
      message: [...(changes.length > 0 ? [`改：${changes.join('、')}`] : []), ...one.notes].join('。'),
      problem: null,
      ...describeUnderstood(site, one),
      shopId,
    })
  }
  return rows
}

/** Rows that are compared, or imported in one write, before other work gets a turn. */
const rowsOfSlice = 10

/** Maps all rows, slice by slice, with `compare`. */
async function mapInSlices(
  validated: readonly ValidatedShop[],
  compare: (slice: readonly ValidatedShop[], seen: Seen) => Promise<ImportedRow[]>,
): Promise<ImportedRow[]> {
  const seen: Seen = new Map()
  const rows: ImportedRow[] = []
  for (let at = 0; at < validated.length; at += rowsOfSlice) {
    rows.push(...(await compare(validated.slice(at, at + rowsOfSlice), seen)))
    await nextTurn()
  }
  return rows
}

/** Returns what would become of each row now. */
const previewRows = (site: Site, validated: readonly ValidatedShop[]) =>
  mapInSlices(validated, (slice, seen) => compareWithRegister(site, site.read, slice, seen))

/** Stores the file, sealed, after checking that it can be read. Throws 403, or 422. Returns the import's id. */
export async function uploadShopList(
  site: Site,
  viewer: Viewer,
  { fileName, bytes }: { fileName: string; bytes: Buffer },
): Promise<string> {
  requireCoordinator(viewer)
  await readList(site, viewer, bytes)
  const id = await storeFile(site, viewer, bytes)
  await site.write(viewer.accountId, 'hand in list of shops', async (tx) => {
    await tx
      .insert(shopImports)
      .values({ id, fileName: maskNumbers(fileName).slice(0, 255), uploadedBy: viewer.accountId, uploadedAt: tx.at })
    await claimStoredFile(tx, id)
    await startWorkflow(tx, shopImportWorkflow, { id, input: { undecidedDays: site.programme.retention.undecidedDays } })
    tx.note(`list of shops ${id}`)
  })
  return id
}

async function importOf(site: Site, viewer: Viewer, importId: string) {
  requireCoordinator(viewer)
  const [row] = await site.read
    .select({ list: shopImports, state: workflows.state, context: workflows.context })
    .from(shopImports)
    .innerJoin(workflows, eq(workflows.id, shopImports.id))
    .where(eq(shopImports.id, importId))
  if (!row) throw notFound('这份名录')
  return { ...row.list, ...describeState(site, row) }
}

export type ShopImportState = StateOf<typeof shopImportMachine>

/** Returns the state, and when it lapses. */
function describeState(site: Site, { state, context }: { state: string; context: unknown }) {
  const expiry = isUndecided(state) ? describeExpiry(parseContext(shopImportWorkflow, context), site.now()) : null
  return { state: state as ShopImportState, expiry, isDiscarded: isDiscarded(state) }
}
type LoadedList = Awaited<ReturnType<typeof importOf>>

/** Returns the file as it was uploaded. */
const fileOf = async (site: Site, { id, fileSealed }: typeof shopImports.$inferSelect): Promise<Buffer> =>
  fileSealed === null ? keptFileOf(site, id) : Buffer.from(site.keys.open(fileSealed, sealPlace.fileOfShopImport(id)), 'base64')

export interface ShopImport {
  id: string
  fileName: string
  uploadedAt: Date
  acceptedAt: Date | null
  state: ShopImportState
  /** When it lapses, if nobody has decided on it. */
  expiry: Expiry | null
  isDiscarded: boolean
  counts: ImportCounts
  rows: ImportedRow[]
  /** Parts of the file that are not read. */
  unread: UnreadPart[]
}

/** Returns what would become of each row now, or what became of it once accepted. Throws 403, or 404. */
export async function readShopImport(site: Site, viewer: Viewer, importId: string): Promise<ShopImport> {
  const list = await importOf(site, viewer, importId)
  const { rows, unread } = await rowsOf(site, viewer, list)
  const { id, fileName, uploadedAt, acceptedAt, state, expiry, isDiscarded: isGone } = list
  return { id, fileName, uploadedAt, acceptedAt, state, expiry, isDiscarded: isGone, counts: countOf(rows), rows, unread }
}

async function rowsOf(site: Site, viewer: Viewer, list: LoadedList): Promise<Pick<ShopImport, 'rows' | 'unread'>> {
  if (list.isDiscarded) return { rows: [], unread: [] }
  // An accepted list is not read again.
  if (list.acceptedAt) return { rows: list.outcome as ImportedRow[], unread: [] }
  const { validated, unread } = await readList(site, viewer, await fileOf(site, list))
  return { rows: await previewRows(site, validated), unread }
}

/** Lists that are listed, the latest. */
const maxListed = 1_000

/** Lists the uploaded lists, latest first. Throws 403. */
export async function listShopImports(
  site: Site,
  viewer: Viewer,
): Promise<Pick<ShopImport, 'id' | 'fileName' | 'uploadedAt' | 'state' | 'expiry'>[]> {
  requireCoordinator(viewer)
  const lists = await site.read
    .select({
      id: shopImports.id,
      fileName: shopImports.fileName,
      uploadedAt: shopImports.uploadedAt,
      state: workflows.state,
      context: workflows.context,
    })
    .from(shopImports)
    .innerJoin(workflows, eq(workflows.id, shopImports.id))
    .orderBy(desc(shopImports.uploadedAt))
    .limit(maxListed)
  return lists.map(({ context, ...list }) => ({ ...list, ...describeState(site, { state: list.state, context }) }))
}

/**
 * Imports the list, slice by slice, so that other writers wait for one slice only: every good row or, as chosen, none if any is refused at
 * the beginning. An interrupted import can be accepted again: its imported rows are recognised then. Throws 403, 404, 409, or 422.
 */
export async function acceptShopList(
  site: Site,
  viewer: Viewer,
  { importId, choice }: { importId: string; choice: ImportChoice },
): Promise<ImportedRow[]> {
  const list = await importOf(site, viewer, importId)
  if (list.acceptedAt) throw alreadyAccepted()
  if (list.isDiscarded) throw new Refusal(409, discardedSentence)
  const { validated } = await readList(site, viewer, await fileOf(site, list))
  if (choice === 'none-if-any-refused') {
    const refused = (await previewRows(site, validated)).find(({ outcome }) => outcome === 'refused')
    if (refused) throw allOrNothingRefusal(refused)
  }
  const rows = await mapInSlices(validated, (slice, seen) =>
    site.write(viewer.accountId, 'take in rows of a list of shops', (tx) => importSlice(tx, site, viewer, { importId, slice, seen }), {
      lane: 'bulk',
    }),
  )
  await site.write(
    viewer.accountId,
    'accept list of shops',
    async (tx) => {
      await assertNotAccepted(tx, importId)
      await advanceWorkflow(tx, shopImportWorkflow, { id: importId, version: 'latest', event: { type: 'ACCEPT' } })
      await tx
        .update(shopImports)
        .set({ acceptedAt: tx.at, outcome: rows.map(toImportedRow) })
        .where(eq(shopImports.id, importId))
      tx.note(`list of shops ${importId}: ${JSON.stringify(countOf(rows))}`)
    },
    { lane: 'bulk' },
  )
  return rows
}

const discardedSentence = '这份名录已经作废，文件已经删掉了。请再交一次。'
const alreadyAccepted = () => new Refusal(409, '这份名录已经导入过了。')

async function assertNotAccepted(tx: Tx, importId: string) {
  const [now] = await tx.select({ acceptedAt: shopImports.acceptedAt }).from(shopImports).where(eq(shopImports.id, importId))
  if (now?.acceptedAt) throw alreadyAccepted()
}

async function importSlice(
  tx: Tx,
  site: Site,
  viewer: Viewer,
  { importId, slice, seen }: { importId: string; slice: readonly ValidatedShop[]; seen: Seen },
): Promise<ImportedRow[]> {
  await assertNotAccepted(tx, importId)
  const { state } = await loadWorkflow(tx, shopImportWorkflow, importId)
  if (isDiscarded(state)) throw new Refusal(409, discardedSentence)
  if (isUndecided(state)) await advanceWorkflow(tx, shopImportWorkflow, { id: importId, version: 'latest', event: { type: 'TAKE' } })
  return compareWithRegister(site, tx, slice, seen, async (row, known) => {
    const said = present(row.said, 'shop of a row that can be taken')
    const { side, ownerName, phone } = said
    if (!known)
      return addShop(
        tx,
        parseFields(shopEntry, {
          ...unfilled,
          ...fieldsOf(said),
          ownerAccountId: await ensureOwnerAccount(tx, site, viewer, { name: ownerName, phone, side }),
        }),
      )
    const changed = fieldsOf(said)
    if (listChanges(known, said).length > 0) {
      parseFields(shopEntry, { ...known, ...changed })
      await tx
        .update(shops)
        .set({ ...changed, knownAt: tx.at })
        .where(eq(shops.id, known.id))
      tx.note(`shop ${known.id}`)
    }
    return known.id
  })
}

/** Returns a row as it is stored in clear: phone numbers stay in the sealed file. */
const toImportedRow = ({ message, problem, understood: _, ...row }: ImportedRow): ImportedRow => ({
  ...row,
  name: maskNumbers(row.name),
  message: maskNumbers(message),
  problem: problem && { ...problem, message: maskNumbers(problem.message) },
})

/**
 * Exports the file as it was uploaded, with the result and reason of each row, written in a thread. Throws 403, or 404, and 409 if too many
 * wait.
 */
export async function exportShopListWithReasons(
  site: Site,
  viewer: Viewer,
  importId: string,
  signal?: AbortSignal,
): Promise<{ fileName: string; workbook: ReadableStream<Uint8Array> }> {
  const { fileName, isDiscarded: isGone } = await importOf(site, viewer, importId)
  if (isGone) throw new Refusal(409, discardedSentence)
  await recordAccess(site, { kind: 'export', who: viewer.accountId, what: `list of shops ${importId} with reasons` })
  const workbook = await toFileStream(
    site.threads.stream('shops.refusals', { site: site.address(), viewer, importId }, exportLimits(viewer.accountId, signal)),
  )
  return { fileName: toReasonsFileName(fileName), workbook }
}

/** The part of it that runs in the thread. */
export const writeRefusals = (
  { site: address, viewer, importId }: { site: SiteAddress; viewer: Viewer; importId: string },
  emit: Emit<Uint8Array>,
): Promise<null> =>
  withThreadSite(address, async (site) => {
    const list = await importOf(site, viewer, importId)
    const { rows } = await rowsOf(site, viewer, list)
    const said: Reasons = new Map()
    for (const { outcome, problem, ...row } of rows)
      addReason(said, { ...row, kind: outcome, outcome: outcomeLabels[outcome], column: problem?.column ?? null })
    return emitRowsWithReasons(await fileOf(site, list), said, { rules: shopHeaderRules, labels: columnLabels }, emit)
  })

/** Does the whole import at once, for the command line: imports all good rows. With `dryRun` nothing is stored at all. */
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
): Promise<{ rows: ImportedRow[]; unread: UnreadPart[] }> {
  requireCoordinator(viewer)
  const { validated, unread } = await readList(site, viewer, bytes)
  if (dryRun) return { rows: await previewRows(site, validated), unread }
  return {
    rows: await acceptShopList(site, viewer, {
      importId: await uploadShopList(site, viewer, { fileName, bytes }),
      choice: 'all-good-rows',
    }),
    unread,
  }
}
