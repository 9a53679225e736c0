// One person added by hand: judged like a row of a roster, never twice, and enrolled if a class is chosen.
import { expect, test } from 'vitest'
import { flushAccessRecords, listAccess } from '#app/modules/access-log/access-log.server.ts'
import { listEnrolmentsOfPerson } from '#app/modules/cohorts/cohorts.server.ts'
import { listPersons, mendPerson, readHousehold, readPerson } from '#app/modules/households/households.server.ts'
import { checkCharacter } from '#app/modules/households/id-number.ts'
import type { NewPersonEntry } from '#app/modules/rosters/one-person/one-person-form.ts'
import { maxSearchesADay } from '#app/modules/households/number-searches.server.ts'
import { addOnePerson } from '#app/modules/rosters/rosters.server.ts'
import { aCohort, anAdmin, aViewer } from '#tests/support/makers.ts'
import { aSite, type TestSite } from '#tests/support/site.ts'

const officer = aViewer('townshipOfficer', { kind: 'region', code: '422826105' })
const elsewhere = aViewer('townshipOfficer', { kind: 'region', code: '422826101' })

const idNumberOf = (birthday: string) => {
  const digits = `422826${birthday}000`
  return digits + checkCharacter(digits)
}
const [first, second] = [idNumberOf('19600102'), idNumberOf('19700105')]

const entry = (given: Partial<NewPersonEntry> = {}): NewPersonEntry => ({
  name: '谭桂兰',
  idNumber: first,
  phone: '199-7280-0002',
  regionCode: '422826105201',
  householdNumber: '',
  relation: '',
  status: '',
  monitoring: '',
  day: '2019-03-04',
  cohortId: null,
  isNobodyElse: false,
  ...given,
})
const add = async (site: TestSite, given: Partial<NewPersonEntry> = {}, viewer = officer) => addOnePerson(site, viewer, entry(given))
const added = async (site: TestSite, given: Partial<NewPersonEntry> = {}) => {
  const result = await add(site, given)
  if (result.kind !== 'added') throw new Error(result.kind)
  return result.personId
}

test('a person comes into the register with household, status and monitoring, known now and true from the day', async () => {
  const site = await aSite({ now: '2026-11-01T09:00:00+08:00' })
  const id = await added(site, {
    householdNumber: 'd000061',
    relation: '户主',
    status: 'registered',
    monitoring: 'marginal',
    day: '2026-10-01',
  })
  const person = await readPerson(site, officer, id)
  expect(person).toMatchObject({ name: '谭桂兰', sex: 'female', birthYear: 1960, regionCode: '422826105201', phone: '*********02' })
  expect(person.homes).toMatchObject([{ number: 'D000061', relation: '户主', from: '2026-10-01', to: null }])
  expect(await readHousehold(site, officer, person.homes[0]!.householdId)).toMatchObject({
    registrations: [{ status: 'registered', from: '2026-10-01' }],
    monitorings: [{ kind: 'marginal', from: '2026-10-01' }],
  })
  for (const search of ['tgl', '谭桂兰', '0002']) expect((await listPersons(site, officer, { search })).rows).toHaveLength(1)
})

test('what a row of a roster may not say is refused at its field', async () => {
  const site = await aSite()
  const fields = async (given: Partial<NewPersonEntry>) =>
    Object.keys(
      await add(site, given).then(
        () => ({}),
        ({ fields: said }: { fields: object }) => said,
      ),
    )
  expect(await fields({ name: '' })).toEqual(['name'])
  expect(await fields({ name: '张三13900000000' })).toEqual(['name'])
  expect(await fields({ idNumber: first.slice(0, 17) })).toEqual(['idNumber'])
  expect(await fields({ idNumber: first.replace('1960', '1961') })).toEqual(['idNumber'])
  expect(await fields({ phone: '12345' })).toEqual(['phone'])
  expect(await fields({ phone: '没有' })).toEqual([])
  expect(await fields({ idNumber: second, name: '覃小山', regionCode: '422826105999' })).toEqual(['regionCode'])
  expect(await fields({ regionCode: '422826101201' })).toEqual(['regionCode'])
  expect(await fields({ status: 'registered' })).toEqual(['householdNumber'])
  for (const status of ['constructor', '__proto__']) expect(await fields({ status, householdNumber: 'D61' })).toEqual(['status'])
  expect(await fields({ householdNumber: '-61' })).toEqual(['householdNumber'])
  expect(await fields({ householdNumber: 'D61', relation: '13900000000' })).toEqual(['relation'])
  expect(await fields({ day: '2019-12-01' })).toEqual(['day'])
})

test('nobody comes in twice: who has the number already is named, if in reach, and nothing is changed', async () => {
  const site = await aSite()
  const id = await added(site)
  expect(await add(site, { phone: '19900009999', isNobodyElse: true })).toEqual({ kind: 'known', personId: id })
  expect((await readPerson(site, officer, id)).phone).toBe('*********02')
  await expect(add(site, { name: '别人', isNobodyElse: true })).rejects.toMatchObject({
    status: 422,
    fields: { idNumber: [expect.any(String)] },
  })
  await expect(addOnePerson(site, elsewhere, entry({ regionCode: '422826101201' }))).rejects.toMatchObject({ status: 409 })
})

test('who has the same name nearby or the same phone is shown first; one who looked adds nonetheless', async () => {
  const site = await aSite()
  await added(site)
  expect(await add(site, { idNumber: second })).toMatchObject({
    kind: 'alike',
    people: [{ name: '谭桂兰', why: ['同名', '同一个手机号'] }],
  })
  expect(await add(site, { idNumber: second, name: '覃小山' })).toMatchObject({ kind: 'alike', people: [{ why: ['同一个手机号'] }] })
  expect((await listPersons(site, officer)).count).toBe(1)
  expect(await add(site, { idNumber: second, isNobodyElse: true })).toMatchObject({ kind: 'added' })
})

test('a walk-in is enrolled with the same press, or not added at all', async () => {
  const site = await aSite()
  const { id: cohortId } = await aCohort(site, { regionCode: '422826105' })
  const id = await added(site, { cohortId })
  expect(await listEnrolmentsOfPerson(site, id)).toMatchObject([{ cohortId }])
  await expect(add(site, { idNumber: second, name: '覃小山', phone: '', cohortId: 'nowhere' })).rejects.toMatchObject({ status: 404 })
  expect((await listPersons(site, officer)).count).toBe(1)
})

test('only whoever may import a roster adds anybody', async () => {
  const site = await aSite()
  const official = aViewer('official', { kind: 'region', code: '422826' })
  await expect(addOnePerson(site, official, entry())).rejects.toMatchObject({ status: 403 })
  expect(await addOnePerson(site, anAdmin, entry())).toMatchObject({ kind: 'added' })
})

test('the numbers of a form are no way around the daily limit of searches by number, and who was shown is recorded', async () => {
  const site = await aSite()
  const id = await added(site)
  const tried = { idNumber: second, name: '覃小山' }
  await add(site, { ...tried, phone: '19972800002' })
  await flushAccessRecords(site)
  expect((await listAccess(site)).map(({ what, rows }) => [what, rows])).toContainEqual(['people found by a number', 1])
  const mend = (idNumber: string) => mendPerson(site, officer, id, { do: 'idNumber', idNumber, reason: '照身份证核对' })
  for (let nth = 0; nth < maxSearchesADay.whole - 3; nth++) await listPersons(site, officer, { search: `1390000${1000 + nth}` })
  await expect(add(site, { ...tried, phone: '13900009999' })).rejects.toMatchObject({ status: 429 })
  await expect(add(site, { ...tried, phone: '13900009999', isNobodyElse: true })).rejects.toMatchObject({ status: 429 })
  await expect(mend(idNumberOf('19800106'))).rejects.toMatchObject({ status: 429 })
  expect(await add(site, { ...tried, phone: '19972800002' })).toMatchObject({ kind: 'alike' }) // the same numbers again are no further ones
})
