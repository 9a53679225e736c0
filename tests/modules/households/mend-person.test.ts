// Mending one person by hand: what changes, what stays readable, who may, and what is refused.
import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { ensureTraineeAccount, redeemSlip, signInByPhone } from '#app/modules/accounts/accounts.server.ts'
import {
  addPerson,
  ensureHousehold,
  joinHousehold,
  listPersons,
  mendPerson,
  readHousehold,
  readPerson,
} from '#app/modules/households/households.server.ts'
import { checkCharacter } from '#app/modules/households/id-number.ts'
import type { Mended } from '#app/modules/households/mend-form.ts'
import { persons } from '#db/schema/households.ts'
import { anAdmin, aViewer } from '#tests/support/makers.ts'
import { aSite, type TestSite } from '#tests/support/site.ts'
import { aSlipFor } from '#tests/modules/accounts/makers.ts'

const officer = aViewer('townshipOfficer', { kind: 'region', code: '422826105' })
const elsewhere = aViewer('townshipOfficer', { kind: 'region', code: '422826101' })
const official = aViewer('official', { kind: 'region', code: '422826105' })
const reason = '照身份证核对'

const idNumberOf = (birthday: string) => {
  const digits = `422826${birthday}000`
  return digits + checkCharacter(digits)
}
const [own, mistyped, others] = [idNumberOf('19600102'), idNumberOf('19600103'), idNumberOf('19700105')]

async function aMember(site: TestSite, { name = '田小禾', idNumber = mistyped, number = 'D61', regionCode = '422826105201' } = {}) {
  return site.write('operator', 'given', async (tx) => {
    const personId = await addPerson(tx, site, { name, idNumber, birthday: '1960-01-03', sex: 'female', phone: '19912340007', regionCode })
    if (number) {
      const householdId = await ensureHousehold(tx, { number, regionCode })
      await joinHousehold(tx, { personId, householdId, relation: '户主', day: '2014-10-01' })
    }
    return personId
  })
}
const found = async (site: TestSite, search: string) => (await listPersons(site, officer, { search })).rows.map(({ name }) => name)

test('a phone is replaced, and found at once; the record says who, why, and only the last two digits', async () => {
  const site = await aSite()
  const id = await aMember(site)
  await mendPerson(site, officer, id, { do: 'phone', phone: '199 0000 1234', reason })
  expect([await found(site, '19900001234'), await found(site, '0007')]).toEqual([['田小禾'], []])
  const [record] = (await readPerson(site, officer, id)).corrections
  expect(record).toMatchObject({ says: '手机号由 *********07 改为 *********34', reason })
  await expect(mendPerson(site, officer, id, { do: 'phone', phone: '1990000', reason })).rejects.toMatchObject({ status: 422 })
  await expect(mendPerson(site, officer, id, { do: 'phone', phone: '19900001234', reason })).rejects.toMatchObject({ status: 409 })
})

/** Her account, with a PIN that she chose. */
const anAccountOf = async (site: TestSite, personId: string, phone: string) => {
  const accountId = await site.write('operator', 'given', (tx) => ensureTraineeAccount(tx, site, { personId, name: '田小禾', phone }))
  await redeemSlip(site, { code: await aSlipFor(site, accountId), secret: '739154' })
  return accountId
}
const signIn = (site: TestSite, phone: string) => signInByPhone(site, { phone, secret: '739154', address: '203.0.113.7' })

test('whoever’s phone is mended signs in with the new number, and no longer with the old one', async () => {
  const site = await aSite()
  const id = await aMember(site)
  const accountId = await anAccountOf(site, id, '19912340007')
  await mendPerson(site, officer, id, { do: 'phone', phone: '19900001234', reason })
  expect(await signIn(site, '19900001234')).toBe(accountId)
  await expect(signIn(site, '19912340007')).rejects.toMatchObject({ status: 422 })
})

test('a mended phone leaves the number that an account has of its own, and one that is another’s', async () => {
  const site = await aSite()
  const [id, other] = [await aMember(site), await aMember(site, { name: '覃小穗', idNumber: others, number: 'D62' })]
  const [accountId, another] = [await anAccountOf(site, id, '19912340008'), await anAccountOf(site, other, '19900001235')]
  await mendPerson(site, officer, id, { do: 'phone', phone: '19900001234', reason })
  expect(await signIn(site, '19912340008')).toBe(accountId)
  await mendPerson(site, officer, id, { do: 'phone', phone: '19900001235', reason })
  expect(await signIn(site, '19900001235')).toBe(another)
})

test('a name is replaced; the spelling so far is kept, and both find the person at once', async () => {
  const site = await aSite()
  const id = await aMember(site)
  await mendPerson(site, officer, id, { do: 'name', name: '田 小荷', reason })
  expect(await readPerson(site, officer, id)).toMatchObject({ name: '田小荷', variants: ['田小禾'] })
  expect([await found(site, '小荷'), await found(site, '小禾')]).toEqual([['田小荷'], ['田小荷']])
  await expect(mendPerson(site, officer, id, { do: 'name', name: '13900000000', reason })).rejects.toMatchObject({ status: 422 })
})

test('a mistyped ID number is replaced, birthday and sex with it; never by the number of somebody else', async () => {
  const site = await aSite()
  const id = await aMember(site)
  await aMember(site, { name: '覃小山', idNumber: others, number: '' })
  const away = idNumberOf('19800101')
  await aMember(site, { name: '远方', idNumber: away, number: '', regionCode: '422826101201' })
  await expect(mendPerson(site, officer, id, { do: 'idNumber', idNumber: others, reason })).rejects.toMatchObject({
    status: 422,
    fields: { idNumber: ['这个身份证号登记的是“覃小山”。请照身份证核对两个人的号。'] },
  })
  const refused = mendPerson(site, officer, id, { do: 'idNumber', idNumber: away, reason })
  await expect(refused).rejects.toMatchObject({ status: 422 })
  await expect(refused).rejects.not.toMatchObject({ fields: { idNumber: [expect.stringContaining('远方')] } })
  await expect(mendPerson(site, officer, id, { do: 'idNumber', idNumber: `${own.slice(0, 17)}*`, reason })).rejects.toMatchObject({
    status: 422,
  })
  await mendPerson(site, officer, id, { do: 'idNumber', idNumber: own, reason })
  const [row] = await site.read.select().from(persons).where(eq(persons.id, id))
  expect(row).toMatchObject({ birthday: '1960-01-02' })
  expect([await found(site, own), await found(site, mistyped)]).toEqual([['田小禾'], []])
  expect((await readPerson(site, officer, id)).corrections[0]!.says).toMatch(/^身份证号由 \*{16}.. 改为 \*{16}..$/)
})

test('who has no household moves, or always lived elsewhere; whoever has one lives where it does', async () => {
  const site = await aSite()
  const alone = await aMember(site, { number: '' })
  await mendPerson(site, officer, alone, { do: 'residence', regionCode: '422826105202', isMistake: false, from: '2019-01-01', reason })
  expect((await readPerson(site, officer, alone)).residences.map(({ regionCode, from }) => [regionCode, from])).toEqual([
    ['422826105201', '1900-01-01'],
    ['422826105201', '1900-01-01'],
    ['422826105202', '2019-01-01'],
  ])
  await mendPerson(site, officer, alone, { do: 'residence', regionCode: '422826105203', isMistake: true, from: '', reason })
  const believed = (await readPerson(site, officer, alone)).residences.filter(({ supersededAt }) => supersededAt === null)
  expect(believed).toMatchObject([{ regionCode: '422826105203', from: '1900-01-01', to: null }])
  const member = await aMember(site, { idNumber: others })
  const move: Mended = { do: 'residence', regionCode: '422826105202', isMistake: true, from: '', reason }
  await expect(mendPerson(site, officer, member, move)).rejects.toMatchObject({ status: 409 })
  await expect(mendPerson(site, officer, alone, { ...move, regionCode: '422826101201' })).rejects.toMatchObject({ status: 403 })
})

test('a person moves to another household from a day on, and out of it; both households say so', async () => {
  const site = await aSite()
  const id = await aMember(site)
  await mendPerson(site, officer, id, { do: 'join', number: 'd 62', relation: '儿媳', from: '2019-01-05', reason })
  const homes = async () => (await readPerson(site, officer, id)).homes.filter(({ supersededAt }) => supersededAt === null)
  expect(await homes()).toMatchObject([
    { number: 'D61', from: '2014-10-01', to: '2019-01-05' },
    { number: 'D62', from: '2019-01-05', to: null, relation: '儿媳' },
  ])
  const { householdId } = (await homes())[1]!
  expect((await readHousehold(site, officer, householdId)).corrections).toMatchObject([
    { says: '2019年1月5日起：田小禾转入户 D62，是儿媳', reason },
  ])
  await expect(mendPerson(site, officer, id, { do: 'leave', from: '2019-01-05', reason })).rejects.toMatchObject({ status: 422 })
  await mendPerson(site, officer, id, { do: 'leave', from: '2019-02-01', reason })
  expect((await homes()).map(({ to }) => to)).toEqual(['2019-01-05', '2019-02-01'])
  expect((await readPerson(site, officer, id)).corrections).toHaveLength(2)
  await expect(mendPerson(site, officer, id, { do: 'leave', from: '2019-02-02', reason })).rejects.toMatchObject({ status: 409 })
  await expect(
    mendPerson(site, officer, id, { do: 'join', number: 'D61', relation: '户主', from: '2019-12-01', reason }),
  ).rejects.toMatchObject({
    fields: { from: ['还没有到这一天。'] },
  })
})

test('only whoever is responsible for the person and her household mends, and only with a reason', async () => {
  const site = await aSite()
  const id = await aMember(site)
  const phone = (text: string): Mended => ({ do: 'phone', phone: '19900001234', reason: text })
  await expect(mendPerson(site, elsewhere, id, phone(reason))).rejects.toMatchObject({ status: 404 })
  await expect(mendPerson(site, official, id, phone(reason))).rejects.toMatchObject({ status: 403 })
  await expect(mendPerson(site, officer, id, phone(' 改 '))).rejects.toMatchObject({
    fields: { reason: [expect.stringContaining('至少 4 个字')] },
  })
  const mixed = await aMember(site, { idNumber: others, number: '' })
  await site.write('operator', 'given', async (tx) => {
    const householdId = await ensureHousehold(tx, { number: 'A9', regionCode: '422826101201' })
    await joinHousehold(tx, { personId: mixed, householdId, relation: '配偶', day: '2014-10-01' })
  })
  await expect(mendPerson(site, officer, mixed, phone(reason))).rejects.toMatchObject({ status: 403 })
  expect((await readPerson(site, officer, mixed)).canMend).toBe(false)
  await mendPerson(site, anAdmin, mixed, phone(reason))
})
