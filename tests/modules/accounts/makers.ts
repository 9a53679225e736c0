// People for the tests of accounts. All invented.
import { createSetUpLink, ensureTraineeAccount, issueSlips, setUpAdministrator, redeemSlip } from '#app/modules/accounts/accounts.server.ts'
import { loadViewer } from '#app/modules/sessions/sessions.server.ts'
import type { Viewer } from '#app/access/viewer.ts'
import type { Site } from '#app/site.ts'
import { newId } from '#db/id.ts'
import { persons } from '#db/schema/households.ts'

/** Whoever runs the machine. */
export const operator: Viewer = {
  accountId: 'operator',
  personId: null,
  name: '运维',
  grants: [{ role: 'administrator', scope: { kind: 'everything' } }],
}

export const adminPhone = '13900000001'
export const adminPassword = '山上的茶叶香飘千万里'

/** The viewer that an account is at this moment. */
export async function seeing(site: Site, accountId: string): Promise<Viewer> {
  const viewer = await loadViewer(site, accountId)
  if (!viewer) throw new Error('This account cannot sign in.')
  return viewer
}

/** The first administrator, set up over the one-time link. */
export async function anAdministrator(site: Site): Promise<Viewer> {
  const token = (await createSetUpLink(site)).split('/').at(-1)!
  return seeing(site, await setUpAdministrator(site, { token, name: '田管理', phone: adminPhone, password: adminPassword }))
}

/** A trainee of the register, with a slip in her hand. */
export async function aTraineeWithASlip(
  site: Site,
  { name = '王小兰', phone = null, birthday = '1984-05-06' }: { name?: string; phone?: string | null; birthday?: string } = {},
) {
  const personId = newId()
  const accountId = await site.write('operator', 'a trainee for the test', async (tx) => {
    await tx.insert(persons).values({ id: personId, name, sex: 'female', birthday, regionCode: '422826100201', knownAt: tx.at })
    return ensureTraineeAccount(tx, site, { personId, name, phone })
  })
  return { accountId, personId, code: await aSlipFor(site, accountId) }
}

/** A new slip for an account. */
export async function aSlipFor(site: Site, accountId: string): Promise<string> {
  const {
    slips: [slip],
  } = await site.write('operator', 'a slip for the test', (tx) =>
    issueSlips(tx, site, operator, { accountIds: [accountId], reason: '本人当面要的' }),
  )
  return slip!.code
}

/** A trainee who has chosen a PIN. */
export async function aTrainee(site: Site, { pin = '739154', ...about }: { pin?: string; name?: string; phone?: string | null } = {}) {
  const trainee = await aTraineeWithASlip(site, about)
  await redeemSlip(site, { code: trainee.code, secret: pin })
  return { ...trainee, pin }
}
