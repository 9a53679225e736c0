// The administrator's view of accounts: found, paged, with masked numbers; one account with what depends on it.
import { toDay } from '#app/calendar.ts'
import type { Viewer } from '#app/access/viewer.ts'
import { roleLabels } from '#app/access/roles.ts'
import { maskPhone } from '#app/masks.ts'
import { listLastSignIns } from '#app/modules/lockout/lockout.server.ts'
import { findRegionOn, toSpokenName } from '#app/modules/regions/regions.server.ts'
import { countSessions } from '#app/modules/sessions/sessions.server.ts'
import { type PageLinks, type Position, readPageOfList } from '#app/paging.ts'
import { invalidInput, notFound } from '#app/refusal.ts'
import type { Site } from '#app/site.ts'
import { formatCohort } from '#app/text/cohort-label.ts'
import { parseMobileNumber } from '#app/text/mobile-number.ts'
import { listInitials, listSyllables } from '#app/text/name-sounds.server.ts'
import { inValues } from '#db/in-values.ts'
import { accounts } from '#db/schema/accounts.ts'
import { sealPlace } from '#db/sealed.ts'
import { cohorts } from '#db/views/cohorts.ts'
import { fingerprintOfLive, listLiveSlips } from './live-slips.server.ts'
import { type ListedAccount, listAccounts } from './queries.server.ts'

export interface ShownGrant {
  id: string
  role: ListedAccount['grants'][number]['role']
  /** The role with its scope: 讲师（第 1 期 …）. */
  label: string
}

export interface AccountLine extends Omit<ListedAccount, 'grants'> {
  /** Masked; null if the account has none. */
  phone: string | null
  /** The hour of the last sign-in; null if none is known. */
  lastSignIn: Date | null
  grants: ShownGrant[]
}

const accountsOnPage = 100

/** Accounts by name, its sound or initials, or by phone: the whole number, or its last four digits. Throws 403. */
export async function searchAccounts(
  site: Site,
  viewer: Viewer,
  { search, position }: { search: string; position: Position },
): Promise<{ count: number; lines: AccountLine[]; turns: PageLinks }> {
  const found = await findAccounts(site, viewer, search)
  const { rows, ...turns } = await readPageOfList(found, { position, size: accountsOnPage, keyOf: ({ id }) => id })
  return { count: found.length, lines: await toLines(site, rows), turns }
}

async function findAccounts(site: Site, viewer: Viewer, search: string): Promise<ListedAccount[]> {
  const all = await listAccounts(site, viewer)
  const wanted = search.replace(/\s/g, '').toLowerCase()
  const numbers = wanted ? await openNumbers(site, all) : null
  return numbers ? all.filter(({ id, name }) => matches(wanted, name, numbers.get(id) ?? null)) : all
}

/** All accounts or all that a search finds, in the order in which they were made: a list that is sorted and filtered by its address. Throws 403. */
export const listAccountLines = async (site: Site, viewer: Viewer, search = ''): Promise<AccountLine[]> =>
  toLines(site, await findAccounts(site, viewer, search))

function matches(wanted: string, name: string, phone: string | null): boolean {
  if (name.replace(/\s/g, '').toLowerCase().includes(wanted)) return true
  if (/^\d{4}$/.test(wanted)) return phone?.endsWith(wanted) ?? false
  const whole = parseMobileNumber(wanted)
  if (whole) return phone === whole
  if (!/^[a-z]+$/.test(wanted)) return false
  return (
    listSyllables(name).some((syllables) => syllables.join('').startsWith(wanted)) ||
    listInitials(name).some((letters) => letters.join('') === wanted)
  )
}

async function openNumbers(site: Site, listed: readonly { id: string }[]): Promise<Map<string, string>> {
  const rows = await site.read
    .select({ id: accounts.id, phoneSealed: accounts.phoneSealed })
    .from(accounts)
    .where(
      inValues(
        accounts.id,
        listed.map(({ id }) => id),
      ),
    )
  return new Map(
    rows.flatMap(({ id, phoneSealed }) => (phoneSealed ? [[id, site.keys.open(phoneSealed, sealPlace.phoneOfAccount(id))] as const] : [])),
  )
}

async function toLines(site: Site, listed: readonly ListedAccount[]): Promise<AccountLine[]> {
  const numbers = await openNumbers(site, listed)
  const today = toDay(site.now())
  const cohortIds = listed.flatMap(({ grants }) =>
    grants.flatMap(({ scopeKind, scopeId }) => (scopeKind === 'cohort' && scopeId ? [scopeId] : [])),
  )
  const classes = await site.read
    .select({ id: cohorts.id, number: cohorts.number, name: cohorts.name, startsOn: cohorts.startsOn })
    .from(cohorts)
    .where(inValues(cohorts.id, cohortIds))
  const classOf = new Map(classes.map((cohort) => [cohort.id, formatCohort(cohort)]))
  const lastSignIns = await listLastSignIns(
    site.read,
    listed.map(({ id }) => id),
  )
  const scopeOf = ({ role, scopeKind, scopeId }: ListedAccount['grants'][number]) => {
    if (scopeKind === 'region') return toSpokenName(findRegionOn(scopeId ?? '', today)?.name ?? '')
    if (scopeKind === 'cohort') return classOf.get(scopeId ?? '') ?? ''
    return role === 'instructor' ? '还没有班' : ''
  }
  return listed.map(({ grants, ...account }) => ({
    ...account,
    phone: maskIfAny(numbers.get(account.id)),
    lastSignIn: lastSignIns.get(account.id) ?? null,
    grants: grants
      .filter((grant) => !isPlaceholder(grant, grants))
      .map((grant) => {
        const scope = scopeOf(grant)
        return { id: grant.id, role: grant.role, label: roleLabels[grant.role] + (scope && `（${scope}）`) }
      }),
  }))
}

const maskIfAny = (phone: string | undefined) => (phone === undefined ? null : maskPhone(phone))

/** An instructor's own scope says only that there is no class yet. */
const isPlaceholder = ({ role, scopeKind }: ListedAccount['grants'][number], grants: ListedAccount['grants']) =>
  role === 'instructor' && scopeKind === 'own' && grants.some((other) => other.role === 'instructor' && other.scopeKind === 'cohort')

export interface AccountView extends AccountLine {
  /** On how many phones and computers it is signed in. */
  sessions: number
  /** The fingerprint of the slip that a new one would void; empty if there is none. */
  slipSeen: string
}

/** One account. Throws 403, 404. */
export async function readAccount(site: Site, viewer: Viewer, accountId: string): Promise<AccountView> {
  const listed = (await listAccounts(site, viewer)).filter(({ id }) => id === accountId)
  const [line] = await toLines(site, listed)
  if (!line) throw notFound('这个账号')
  const roles = line.grants.map(({ role }) => role)
  const live = await listLiveSlips(site.read, { accountIds: [accountId] }, site.now())
  return { ...line, sessions: await countSessions(site, accountId, roles), slipSeen: live.length > 0 ? fingerprintOfLive(live) : '' }
}

/**
 * Shows the phone number of one of the accounts that are listed in clear; first records who looked and why. Those of trainees are shown on
 * their pages of the register, where they can read who looked. Throws 403, 404, 422 without a reason.
 */
export async function revealPhone(
  site: Site,
  viewer: Viewer,
  { accountId, reason }: { accountId: string; reason: string },
): Promise<string> {
  const listed = (await listAccounts(site, viewer)).filter(({ id }) => id === accountId)
  if (listed.length === 0) throw notFound('这个账号')
  const said = reason.trim()
  if (said.length < 4) throw invalidInput({ reason: ['请写明为什么要看，至少 4 个字。'] }, '请写明为什么要看。')
  await site.write(viewer.accountId, 'look at phone', (tx) => {
    tx.note(`look at phone of account ${accountId}, because: ${said}`)
    return Promise.resolve()
  })
  return (await openNumbers(site, listed)).get(accountId) ?? '没有登记'
}
