// What is written without an audit entry: only what the ledger does not watch.
import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { accounts } from '#db/schema/accounts.ts'
import { sessions } from '#db/schema/sessions.ts'
import { createUser } from '#app/modules/accounts/accounts.server.ts'
import { createSession, identifyRequest } from '#app/modules/sessions/sessions.server.ts'
import { anAdmin } from '#tests/support/makers.ts'
import { aSite } from '#tests/support/site.ts'

test('what is watched cannot be changed without an entry, alone or together with a write that leaves one', async () => {
  const site = await aSite()
  const { accountId } = await createUser(site, anAdmin, { name: '李干部', role: 'official', region: '422826', phone: '13900070032' })
  const rename = (name: string) => site.writeUnaudited((tx) => tx.update(accounts).set({ name }).where(eq(accounts.id, accountId)))
  const [alone, written, after] = await Promise.allSettled([
    rename('甲'),
    site.write('operator', 'given', async (tx) => void (await tx.update(accounts).set({ name: '乙' }).where(eq(accounts.id, accountId)))),
    rename('丙'),
  ])
  expect([alone.status, written.status, after.status]).toEqual(['rejected', 'fulfilled', 'rejected'])
  expect((await site.read.select().from(accounts).where(eq(accounts.id, accountId)))[0]!.name).toBe('乙')
  expect(site.verify().fault).toBeNull()
})

test('a server at whose desks people work has a record that holds', async () => {
  const site = await aSite()
  const { accountId } = await createUser(site, anAdmin, { name: '李干部', role: 'official', region: '422826', phone: '13900070033' })
  const cookie = (await createSession(site, accountId)).split(';')[0]!
  const lastSeen = async () => (await site.read.select().from(sessions))[0]!.lastSeenAt.getTime()
  const before = await lastSeen()
  site.clock.forward(5 * 60_000)
  await identifyRequest(site, { headers: { get: (name) => (name === 'cookie' ? cookie : null) } })
  await expect.poll(lastSeen).toBe(before + 5 * 60_000)
  expect(site.verify().fault).toBeNull()
})
