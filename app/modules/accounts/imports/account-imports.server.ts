// Accounts from Excel: read, validated row by row, created. Nothing of the file is stored: the validated rows go to the page and come back,
// and are validated again.
import type { Viewer } from '#app/access/viewer.ts'
import { hasDuty } from '#app/access/viewer.ts'
import { type Role, roleLabels, roleScopes } from '#app/access/roles.ts'
import { toDay } from '#app/calendar.ts'
import { listChildren, findRegionOn } from '#app/modules/regions/regions.server.ts'
import { forbidden, Refusal } from '#app/refusal.ts'
import type { Site } from '#app/site.ts'
import { formatCohort } from '#app/text/cohort-label.ts'
import { findCellFault } from '#app/spreadsheet/cell-values.ts'
import { readInline } from '#app/spreadsheet/in-thread.server.ts'
import { readSpreadsheet } from '#app/spreadsheet/spreadsheet.server.ts'
import { readTables, trackUnread } from '#app/spreadsheet/tables.ts'
import { formatUnread, type UnreadPart } from '#app/spreadsheet/unread.ts'
import { normaliseKey } from '#app/text/keys.ts'
import { parseMobileNumber } from '#app/text/mobile-number.ts'
import { inValues } from '#db/in-values.ts'
import { accounts } from '#db/schema/accounts.ts'
import { cohorts } from '#db/views/cohorts.ts'
import { createUser, maxNameLength, type NewUser } from '../commands.server.ts'
import { maxListedAccounts } from './account-import-form.ts'
import { accountHeaderRules, type Column, columnLabels, parseListedRole } from './columns.ts'

/** A row as it was read. */
export interface AccountRow {
  row: number
  name: string
  phone: string
  role: string
  place: string
}

export interface ValidatedAccount extends AccountRow {
  outcome: 'new' | 'known' | 'refused'
  /** What was understood, or why it is refused. */
  message: string
  user: NewUser | null
}

const wrongFile = (sentence: string) => new Refusal(422, sentence, { file: [sentence] })

async function* parseAccounts(bytes: Buffer): AsyncGenerator<null, { rows: AccountRow[]; unread: UnreadPart[] }> {
  const found: AccountRow[] = []
  const unread: UnreadPart[] = []
  const watch = trackUnread(columnLabels, unread)
  let last: unknown = null
  for await (const { table, rows } of readTables(readSpreadsheet(bytes, { hiddenLast: true, atOnce: true }), accountHeaderRules, unread)) {
    if (table !== last) watch.begin(table)
    last = table
    for (const row of rows) {
      const read = table.blocks.flatMap((block) => {
        const textOf = (column: Column) => {
          const cell = row.cells[block.get(column) ?? -1]
          return cell && !findCellFault(cell) ? cell.text.trim().slice(0, 100) : ''
        }
        const said = { row: row.row, name: textOf('name'), phone: textOf('phone'), role: textOf('role'), place: textOf('place') }
        return said.name || said.phone ? [said] : []
      })
      watch.see(
        row,
        read.map(() => ({ sheet: row.sheet, lost: [] })),
      )
      found.push(...read)
      if (found.length > maxListedAccounts) throw wrongFile(`一次最多 ${maxListedAccounts} 个账号，请分成几个文件。`)
    }
    yield null
  }
  if (last === null) throw wrongFile('表里没有找到表头，或者表头下面一行也没有。请确认有一行写着“姓名”“手机号”“角色”“地区或培训班”。')
  return { rows: found, unread: watch.tell() }
}

/** Reads a list and judges its rows; changes nothing. Throws 403, 422 if it cannot be read or is too long. */
export async function previewAccounts(
  site: Site,
  viewer: Viewer,
  bytes: Buffer,
): Promise<{ validated: ValidatedAccount[]; unread: string[] }> {
  if (!hasDuty(viewer, 'accounts.manage')) throw forbidden()
  const read = await readInline(bytes, () => parseAccounts(bytes))
  if (!read) throw wrongFile('这个文件太大。请只留账号名单，去掉图片和别的工作表，再上传。')
  const { rows, unread } = read.end
  if (rows.length === 0) throw wrongFile('表头下面没有人。')
  return { validated: await validateRows(site, rows), unread: unread.map(formatUnread) }
}

/** Creates the good rows, one after another; the others are returned with the reason. Throws 403. */
export async function createListedAccounts(
  site: Site,
  viewer: Viewer,
  rows: readonly AccountRow[],
): Promise<{ created: { name: string; about: string; code: string; expiresAt: Date }[]; left: ValidatedAccount[] }> {
  if (!hasDuty(viewer, 'accounts.manage')) throw forbidden()
  const created = []
  const left: ValidatedAccount[] = []
  for (const validated of await validateRows(site, rows)) {
    if (!validated.user) {
      left.push(validated)
      continue
    }
    try {
      const { slipPath, expiresAt } = await createUser(site, viewer, validated.user)
      if (slipPath && expiresAt)
        created.push({ name: validated.name, about: validated.message, code: slipPath.slice('/s/'.length), expiresAt })
    } catch (fault) {
      if (!(fault instanceof Refusal)) throw fault
      left.push({ ...validated, outcome: 'refused', message: Object.values(fault.fields).flat().join('') || fault.message })
    }
  }
  return { created, left }
}

async function validateRows(site: Site, rows: readonly AccountRow[]): Promise<ValidatedAccount[]> {
  const places = placesOf(site)
  const classes = await site.read
    .select({ id: cohorts.id, number: cohorts.number, name: cohorts.name, startsOn: cohorts.startsOn })
    .from(cohorts)
  const numbers = rows.map(({ phone }) => parseMobileNumber(phone))
  const known = new Set(
    (
      await site.read
        .select({ phone: accounts.phoneFingerprint })
        .from(accounts)
        .where(
          inValues(
            accounts.phoneFingerprint,
            numbers.flatMap((number) => (number ? [site.keys.fingerprint(number)] : [])),
          ),
        )
    ).map(({ phone }) => phone),
  )
  const seen = new Map<string, number>()
  return rows.map((row, nth) => {
    const phone = numbers[nth] ?? null
    const refuse = (message: string): ValidatedAccount => ({ ...row, outcome: 'refused', message, user: null })
    if (!row.name) return refuse('没有姓名。')
    if (row.name.length > maxNameLength) return refuse(`姓名最多 ${maxNameLength} 字。`)
    if (!phone) return refuse('手机号应是 11 位数字。')
    const before = seen.get(phone)
    if (before !== undefined) return refuse(`手机号和第 ${before} 行一样。`)
    seen.set(phone, row.row)
    if (known.has(site.keys.fingerprint(phone))) return { ...row, outcome: 'known', message: '这个手机号已有账号，不再建。', user: null }
    const role = parseListedRole(row.role.replace(/\s/g, ''))
    if (!role) return refuse('角色请写：乡镇专干、人社干部、讲师、结对协调员。别的角色请一个一个建。')
    const scope = findScope(role, row.place, { places, classes })
    if ('fault' in scope) return refuse(scope.fault)
    return { ...row, outcome: 'new', message: roleLabels[role] + scope.label, user: { name: row.name, phone, role, ...scope.where } }
  })
}

/** Places of the county by their names, with and without 镇 or 乡. */
function placesOf(site: Site): Map<string, { code: string; name: string }> {
  const today = toDay(site.now())
  const { county } = site.programme.west
  const all = [{ code: county, name: findRegionOn(county, today)?.name ?? '' }, ...listChildren(county, today)]
  return new Map(
    all.flatMap(({ code, name }) => [name, name.replace(/[县镇乡]$/, '')].map((one) => [normaliseKey(one), { code, name }] as const)),
  )
}

type Scope = { where: Pick<NewUser, 'region' | 'cohort'>; label: string } | { fault: string }

function findScope(
  role: Role,
  written: string,
  {
    places,
    classes,
  }: { places: ReturnType<typeof placesOf>; classes: readonly { id: string; number: number; name: string; startsOn: string }[] },
): Scope {
  const [kind] = roleScopes[role]
  if (kind === 'region') {
    const place = places.get(normaliseKey(written))
    if (!place) return { fault: written ? `没有叫“${written}”的乡镇，请核对。` : `${roleLabels[role]}要写负责的乡镇。` }
    if (role === 'townshipOfficer' && place.code.length === 6) return { fault: '乡镇专干要写一个乡镇，不能写全县。' }
    return { where: { region: place.code }, label: `（${place.name}）` }
  }
  if (kind === 'cohort' && written) {
    const number = Number(/^第?\s*(\d{1,4})\s*期?$/.exec(written)?.[1])
    const found = classes.filter(({ number: itsNumber, name }) => itsNumber === number || name === written)
    const [one, ...more] = found
    if (!one || more.length > 0)
      return { fault: !one ? `没有“${written}”这个班，请核对，或者先空着。` : `有几个班叫“${written}”，请写班名。` }
    return { where: { cohort: one.id }, label: `（${formatCohort(one)}）` }
  }
  return { where: {}, label: kind === 'cohort' ? '（还没有班）' : '' }
}

/** The heading of the sheet of refused rows, and the rows with their reasons last. */
export const refusedSheet = (rows: readonly (AccountRow & { message: string })[]) => ({
  name: '退回',
  columns: [...Object.values(columnLabels).map((head) => ({ head, width: 18 })), { head: '原因', width: 50, wraps: true }],
  rows: rows.map(({ name, phone, role, place, message }) => [name, phone, role, place, message]),
})
