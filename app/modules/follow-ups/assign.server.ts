// Giving follow-ups to officers, several at once.
import { and, eq, isNull } from 'drizzle-orm'
import { duties } from '#app/access/roles.ts'
import type { Grant, Viewer } from '#app/access/viewer.ts'
import { forbidden, invalidInput, notFound } from '#app/refusal.ts'
import type { Reader, Site, Tx } from '#app/site.ts'
import { loadWorkflow } from '#app/workflow/kernel.server.ts'
import { inValues } from '#db/in-values.ts'
import { followUps } from '#db/schema/follow-ups.ts'
import { accounts, grants } from '#db/views/accounts.ts'
import { persons } from '#db/views/households.ts'
import { isOpen } from './follow-up.states.ts'
import { followUpWorkflow } from './follow-up.workflow.ts'
import { canAssignFollowUp, canDoFollowUp } from './policy.ts'
import { step } from './steps.server.ts'

/** Somebody who does follow-ups, with the grants that say where. */
export interface Officer {
  accountId: string
  name: string
  grants: readonly Grant[]
}

/** Given away in one write, so that others need not wait. */
const batchSize = 50
/** A county has some dozens. */
const maxOfficers = 500

/** Lists who does follow-ups, those of one township before those of everywhere. */
async function listOfficers(read: Pick<Reader, 'select'>): Promise<Officer[]> {
  const rows = await read
    .select({ accountId: accounts.id, name: accounts.name, role: grants.role, scopeKind: grants.scopeKind, scopeId: grants.scopeId })
    .from(grants)
    .innerJoin(accounts, eq(accounts.id, grants.accountId))
    .where(and(inValues(grants.role, duties['followUps.do']), isNull(grants.revokedAt), isNull(accounts.disabledAt)))
    .limit(maxOfficers)
  const found = new Map<string, Officer & { grants: Grant[] }>()
  for (const { accountId, name, role, scopeKind, scopeId } of rows) {
    const officer = found.get(accountId) ?? { accountId, name, grants: [] }
    officer.grants.push({ role, scope: toScope(scopeKind, scopeId) })
    found.set(accountId, officer)
  }
  const isEverywhere = ({ grants: held }: Officer) => Number(held.some(({ scope }) => scope.kind === 'everything'))
  return [...found.values()].sort((one, other) => isEverywhere(one) - isEverywhere(other))
}

const toScope = (kind: string, id: string | null): Grant['scope'] =>
  kind === 'everything' ? { kind } : kind === 'region' && id ? { kind, code: id } : { kind: 'own' }

const asViewer = ({ accountId, name, grants: held }: Officer): Viewer => ({ accountId, name, personId: null, grants: held })

/** Lists those to whom the viewer can give follow-ups: they reach somebody whom the viewer reaches. */
export async function listOfficersFor({ read }: Pick<Site, 'read'>, regions: readonly string[]): Promise<Officer[]> {
  const officers = await listOfficers(read)
  return officers.filter((officer) => regions.some((regionCode) => canDoFollowUp(asViewer(officer), { regionCode })))
}

/**
 * Gives follow-ups to an officer. Those that somebody has done meanwhile stay as they are; returns how many were given, and how many were
 * not needed any more. Throws 403, 404, and 422 if nobody was chosen, or an officer who may not go there.
 */
export async function assignFollowUps(
  site: Site,
  viewer: Viewer,
  { followUpIds, to }: { followUpIds: readonly string[]; to: string },
): Promise<{ given: number; over: number }> {
  if (followUpIds.length === 0) throw invalidInput({ followUp: ['请先勾选要交出去的。'] })
  const officer = (await listOfficers(site.read)).find(({ accountId }) => accountId === to)
  if (!officer) throw invalidInput({ to: ['请选交给谁。'] })
  const rows = await site.read
    .select({ id: followUps.id, name: persons.name, regionCode: persons.regionCode })
    .from(followUps)
    .innerJoin(persons, eq(persons.id, followUps.personId))
    .where(inValues(followUps.id, [...new Set(followUpIds)]))
  if (rows.length < new Set(followUpIds).size) throw notFound('这次回访')
  if (rows.some((row) => !canAssignFollowUp(viewer, row))) throw forbidden('有的人不在您的范围内，不能交出去。')
  const beyond = rows.filter((row) => !canDoFollowUp(asViewer(officer), row))
  if (beyond.length > 0)
    throw invalidInput({
      to: [`${officer.name}不管${formatNames(beyond)}住的地方，请选别人，或不勾这${beyond.length > 1 ? '几' : ''}个人。`],
    })
  let given = 0
  for (let from = 0; from < rows.length; from += batchSize)
    given += await site.write(viewer.accountId, 'assign follow-ups', (tx) => giveAll(tx, rows.slice(from, from + batchSize), to))
  return { given, over: rows.length - given }
}

/** Gives those that still wait; returns how many. */
async function giveAll(tx: Tx, rows: readonly { id: string }[], to: string): Promise<number> {
  let given = 0
  for (const { id } of rows) {
    const { state } = await loadWorkflow(tx, followUpWorkflow, id)
    if (!isOpen(state)) continue
    await step(tx, { id, version: 'latest', event: { type: 'ASSIGN', to } })
    given += 1
  }
  return given
}

const formatNames = (rows: readonly { name: string }[]) =>
  rows
    .slice(0, 3)
    .map(({ name }) => name)
    .join('、') + (rows.length > 3 ? `等 ${rows.length} 人` : '')
