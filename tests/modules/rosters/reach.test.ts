// How far a roster reaches: a township officer changes the register of the township, and learns nothing of others.
import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { ensureTraineeAccount, redeemSlip, signInByPhone } from '#app/modules/accounts/accounts.server.ts'
import { acceptRoster, uploadRoster, previewRoster } from '#app/modules/rosters/rosters.server.ts'
import { changeResidence, moveHousehold } from '#app/modules/households/households.server.ts'
import { enrolments } from '#db/schema/cohorts.ts'
import { households, memberships, nameVariants, persons, registrations, residences } from '#db/schema/households.ts'
import { aCohort, anAdmin } from '#tests/support/makers.ts'
import { aSlipFor } from '#tests/modules/accounts/makers.ts'
import { aSite, type TestSite } from '#tests/support/site.ts'
import { aRoster, idNumberOf, officerOf, previewed, take, townshipCode } from './makers.ts'

const [lan, chun] = ['1990-01-02', '1990-01-05'].map(idNumberOf) as [string, string]
const officer = officerOf('忠堡镇')

/** 王小兰 of 清坪镇, in the household H1 that is registered poor since 2014. */
async function aSiteWithLan() {
  const site = await aSite()
  await take(site, aRoster({ day: '2014-10-01' }, `王小兰,${lan},13800000001,清坪镇,把界村,H1,户主,是`))
  return site
}

const theRegister = async (site: TestSite) => [
  await site.read.select().from(persons),
  await site.read.select().from(nameVariants),
  await site.read.select().from(households),
  await site.read.select().from(memberships),
  await site.read.select().from(registrations),
  await site.read.select().from(residences),
]

test('a row that names the household of another township is refused, whatever it says of it, and tells nothing of it', async () => {
  const site = await aSiteWithLan()
  const before = await theRegister(site)
  for (const status of ['否', '是', '']) {
    const roster = aRoster({ day: '2019-01-05' }, `李春,${chun},,忠堡镇,,H1,成员,${status}`)
    const outcome = await take(site, roster, officer)
    expect(outcome).toMatchObject({
      accepted: 0,
      refused: [
        {
          row: 3,
          column: '户编号',
          code: 'household-not-yours',
          message: '这个户编号的户不归您管。请核对户编号；没有写错，就请县级管理员导入这一行。',
        },
      ],
    })
  }
  expect(await theRegister(site)).toEqual(before)
  expect(await take(site, aRoster({ day: '2019-01-05' }, `李春,${chun},,忠堡镇,,H1,成员,否`))).toMatchObject({ new: 1, refused: [] })
})

test('a person of another township is known; her home, household, phone and name stay, and no household comes in with her', async () => {
  const site = await aSiteWithLan()
  const before = await theRegister(site)
  const stolen = aRoster({ day: '2019-01-05' }, `王晓兰,${lan},13800009999,忠堡镇,,Z777,成员,否`)
  const told = await previewed(site, stolen, 'known', officer)
  expect(told).toEqual(['这个人登记在不归您管的地方，登记的资料一样也不改。确实搬来了、或要改资料，请联系县级管理员。'])
  expect(await take(site, stolen, officer)).toMatchObject({ known: 1, changed: 0, refused: [] })
  expect(await theRegister(site)).toEqual(before)
  expect(await take(site, stolen)).toMatchObject({ changed: 1 })
})

test('whoever’s phone a roster replaces signs in with the new number, as after a change by hand', async () => {
  const site = await aSiteWithLan()
  const [{ id: personId } = { id: '' }] = await site.read.select({ id: persons.id }).from(persons)
  const accountId = await site.write('operator', 'given', (tx) =>
    ensureTraineeAccount(tx, site, { personId, name: '王小兰', phone: '13800000001' }),
  )
  await redeemSlip(site, { code: await aSlipFor(site, accountId), secret: '739154' })
  await take(site, aRoster({ day: '2019-01-05' }, `王小兰,${lan},13800000002,清坪镇,把界村,H1,户主,是`))
  const signIn = (phone: string) => signInByPhone(site, { phone, secret: '739154', address: '203.0.113.7' })
  expect(await signIn('13800000002')).toBe(accountId)
  await expect(signIn('13800000001')).rejects.toMatchObject({ status: 422 })
})

test('a person of another township is enrolled by a roster all the same', async () => {
  const site = await aSiteWithLan()
  const { id: cohortId } = await aCohort(site, { regionCode: townshipCode('忠堡镇') })
  const before = await theRegister(site)
  expect(await take(site, aRoster({}, `王小兰,${lan},,忠堡镇,,Z777,成员,是`), officer, cohortId)).toMatchObject({ known: 1 })
  expect(await site.read.$count(enrolments, eq(enrolments.cohortId, cohortId))).toBe(1)
  expect(await theRegister(site)).toEqual(before)
})

test('whose ID number it is, is told only to those who answer for that person', async () => {
  const site = await aSiteWithLan()
  const roster = (township: string) => aRoster({}, `覃国庆,${lan},,${township},,,,`)
  const [told] = (await take(site, roster('忠堡镇'), officer)).refused
  expect(told).toMatchObject({
    code: 'conflict-with-register',
    message: '这个身份证号登记的是另一个姓名，和这一行完全不同。请照身份证核对。',
  })
  for (const viewer of [anAdmin, officerOf('清坪镇')])
    expect((await take(site, roster('清坪镇'), viewer)).refused[0]!.message).toContain('王小兰')
})

test('whoever lives in one township and belongs to a household of another is changed by the administrator alone', async () => {
  const site = await aSiteWithLan()
  const [person] = await site.read.select().from(persons)
  await site.write('operator', 'moved', (tx) =>
    changeResidence(tx, { personId: person!.id, regionCode: townshipCode('忠堡镇'), day: '2019-02-01' }),
  )
  const roster = aRoster({}, `王小兰,${lan},13800009999,忠堡镇,,Z777,户主,否`)
  expect(await take(site, roster, officer)).toMatchObject({ known: 1, changed: 0 })
  expect(await take(site, roster)).toMatchObject({ changed: 1 })
})

test('a household that moves away between preview and acceptance is refused then', async () => {
  const site = await aSiteWithLan()
  const own = officerOf('清坪镇')
  const importId = await uploadRoster(site, own, {
    fileName: '名单.csv',
    bytes: aRoster({}, `王小兰,${lan},,清坪镇,把界村,H1,户主,已脱贫户`),
  })
  expect(await previewRoster(site, own, { importId })).toMatchObject({ changed: 1 })
  const [household] = await site.read.select().from(households)
  await site.write('operator', 'moved', (tx) =>
    moveHousehold(tx, { householdId: household!.id, regionCode: townshipCode('忠堡镇'), day: '2019-03-01' }),
  )
  expect(await acceptRoster(site, own, { importId, choice: 'all-good-rows' })).toMatchObject({
    accepted: 0,
    refused: [{ code: 'household-not-yours' }],
  })
  expect((await site.read.select().from(registrations)).map(({ status }) => status)).toEqual(['registered'])
})
