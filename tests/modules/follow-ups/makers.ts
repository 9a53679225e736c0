// People whose follow-ups are due, and what an officer records, through the same doors as the screens.
import { asc, eq } from 'drizzle-orm'
import type { Viewer } from '#app/access/viewer.ts'
import { followUpForm } from '#app/modules/follow-ups/follow-up-form.ts'
import { recordFollowUp } from '#app/modules/follow-ups/follow-ups.server.ts'
import { newId } from '#db/id.ts'
import { accounts, grants } from '#db/schema/accounts.ts'
import { followUps } from '#db/schema/follow-ups.ts'
import { complete } from '#tests/modules/certificates/makers.ts'
import { aClassWithATrainee, anOfficer } from '#tests/support/makers.ts'
import type { TestSite } from '#tests/support/site.ts'

/** A class whose trainee completed it on 2019-03-08, with her follow-ups in their order. */
export async function aGraduate(site: TestSite) {
  const held = await aClassWithATrainee(site)
  await complete(site, held)
  return { ...held, followUps: await listOf(site, held.enrolmentId) }
}

export const listOf = (site: TestSite, enrolmentId: string) =>
  site.read.select().from(followUps).where(eq(followUps.enrolmentId, enrolmentId)).orderBy(asc(followUps.ordinal))

/** The first of hers is due: it is 2019-06-08. */
export async function aDueFollowUp(site: TestSite) {
  const held = await aGraduate(site)
  site.clock.set('2019-06-08T09:00:00+08:00')
  await site.settle()
  return { ...held, id: held.followUps[0]!.id }
}

/** What an officer fills in if she sells, with what is said otherwise. */
const anAnswer = (said: Record<string, unknown> = {}) =>
  followUpForm.parse({ do: 'answer', how: 'visit', selling: 'yes', channel: 'platform', band: '2', source: 'told', ...said })

export const record = (site: TestSite, followUpId: string, said: Record<string, unknown>, viewer: Viewer = anOfficer) =>
  recordFollowUp(site, viewer, { followUpId, entry: followUpForm.parse(said) })

export const answer = (site: TestSite, followUpId: string, said: Record<string, unknown> = {}, viewer: Viewer = anOfficer) =>
  recordFollowUp(site, viewer, { followUpId, entry: anAnswer(said) })

/** An account of a township's officer, to whom follow-ups can be given. */
export async function anOfficerAccount(site: TestSite, name = '王专干', code = '422826100'): Promise<Viewer> {
  const accountId = newId()
  await site.write('operator', 'an officer for the test', async (tx) => {
    await tx.insert(accounts).values({ id: accountId, name, secretKind: 'password', createdAt: tx.at })
    await tx.insert(grants).values({
      id: newId(),
      accountId,
      role: 'townshipOfficer',
      scopeKind: 'region',
      scopeId: code,
      grantedAt: tx.at,
    })
  })
  return { accountId, personId: null, name, grants: [{ role: 'townshipOfficer', scope: { kind: 'region', code } }] }
}
