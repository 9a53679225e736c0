// Masks are judged by everything that is shown beside them: at least 500 numbers fit all that any page, list or export tells
// of a person, taken together.
import { expect, test } from 'vitest'
import { addDays } from '#app/calendar.ts'
import { minCandidates, maskIdNumber, maskName, maskPhone } from '#app/masks.ts'
import { countAttendances, readCohort } from '#app/modules/cohorts/cohorts.server.ts'
import { addPerson, listPersons, readPerson } from '#app/modules/households/households.server.ts'
import { checkCharacter } from '#app/modules/households/id-number.ts'
import { type ListedCompletion, listAllCompletions, openFigure } from '#app/modules/reports/reports.server.ts'
import { aCohort, anAdmin, enrol, mark, pass, step } from '#tests/support/makers.ts'
import { aSite } from '#tests/support/site.ts'

const people = [
  { name: '田小禾', idNumber: '422826198405060007', birthday: '1984-05-06', sex: 'male' as const },
  { name: '向大妹', idNumber: '422826197002280004', birthday: '1970-02-28', sex: 'female' as const },
  { name: '覃桂香', idNumber: '422801195912310000', birthday: '1959-12-31', sex: 'female' as const },
].map((person) => {
  const digits = `${person.idNumber.slice(0, 14)}00${person.sex === 'male' ? 1 : 0}`
  return { ...person, idNumber: digits + checkCharacter(digits), phone: '19900000115', regionCode: '422826100201' }
})

/** Every ID number that fits what is told, whoever knows the region already. */
function candidates({ region, told, sex, mask }: { region: string; told: string; sex: 'female' | 'male' | null; mask: string }) {
  const years = Array.from({ length: 90 }, (_, at) => 1930 + at)
  const isTold = (day: string) =>
    [day, day.replaceAll('-', ''), `${Number(day.slice(0, 4))}年${Number(day.slice(5, 7))}月${Number(day.slice(8))}日`].some((form) =>
      told.includes(form),
    )
  const yearsTold = years.filter((year) => new RegExp(`birthYear":${year}|${year}年`).test(told))
  const days = (yearsTold.length > 0 ? yearsTold : years).flatMap((year) =>
    Array.from({ length: 366 }, (_, at) => addDays(`${year}-01-01`, at)).filter((day) => day.startsWith(`${year}`)),
  )
  const known = days.filter(isTold)
  let fitting = 0
  for (const day of known.length > 0 ? known : days) {
    for (let sequence = 0; sequence < 1000; sequence++) {
      if (sex !== null && (sequence % 2 === 1 ? 'male' : 'female') !== sex) continue
      const digits = `${region}${day.replaceAll('-', '')}${String(sequence).padStart(3, '0')}`
      const number = digits + checkCharacter(digits)
      if ([...mask].every((sign, at) => sign === '*' || sign === number[at])) fitting += 1
      if (fitting >= 5000) return fitting
    }
  }
  return fitting
}

test('the counting itself: beside a whole birthday even the last sign alone would be too much', () => {
  const { idNumber, sex } = people[0]!
  const beside = (mask: string, told: string) => candidates({ region: '422826', told, sex, mask })
  expect(beside(`4228${'*'.repeat(10)}${idNumber.slice(14)}`, '1984-05-06')).toBe(1) // as it was
  expect(beside(`${'*'.repeat(17)}${idNumber.slice(17)}`, '1984-05-06')).toBeLessThan(minCandidates)
  expect(beside(`${'*'.repeat(15)}${idNumber.slice(15)}`, '"birthYear":1984')).toBeLessThan(minCandidates)
  expect(beside(maskIdNumber(idNumber), '"birthYear":1984')).toBeGreaterThanOrEqual(minCandidates)
})

test('at least 500 ID numbers fit everything that the lists, the page, the report and its export tell of a person', async () => {
  const site = await aSite()
  const cohort = await aCohort(site)
  const ids: string[] = []
  for (const person of people) await site.write('operator', 'a person', async (tx) => void ids.push(await addPerson(tx, site, person)))
  const enrolments: string[] = []
  for (const id of ids) enrolments.push(await enrol(site, cohort.id, id))
  await step(site, cohort.id, 'OPEN', 'START')
  site.clock.set('2019-03-08T18:00:00+08:00')
  for (const enrolment of enrolments) {
    for (const session of cohort.sessions) await mark(site, session, enrolment, 'present')
    await pass(site, enrolment)
  }
  await site.settle()
  const asked = { from: '2019-01-01', to: '2019-12-31', region: '422826' }
  const listed = (await listPersons(site, anAdmin, {})).rows
  const figures = (await openFigure(site, anAdmin, { ...asked, figure: 'persons' })).rows
  const exported: ListedCompletion[] = []
  for await (const row of listAllCompletions(site, anAdmin, { ...asked, figure: 'attendances' })) exported.push(row)
  expect([listed.length, figures.length, exported.length]).toEqual([3, 3, 3])
  const classView = await readCohort(site, anAdmin, cohort.id)
  for (const [at, { idNumber, phone }] of people.entries()) {
    const personId = ids[at]!
    const page = await readPerson(site, anAdmin, personId)
    const inList = listed.find(({ id }) => id === personId)!
    const told = JSON.stringify([
      page,
      inList,
      figures.filter((row) => row.personId === personId),
      exported.filter((row) => row.personId === personId),
      classView.trainees.filter((one) => one.enrolmentId === enrolments[at]),
      [...(await countAttendances(site, enrolments))],
    ])
    const masks = new Set([
      page.idNumber,
      inList.idNumber,
      ...figures.filter((row) => row.personId === personId).map((row) => row.idNumber),
      ...exported.filter((row) => row.personId === personId).map((row) => row.idNumber),
    ])
    expect([...masks]).toEqual([maskIdNumber(idNumber)]) // one mask everywhere: two of them could be laid over each other
    expect(candidates({ region: idNumber.slice(0, 6), told, sex: page.sex, mask: page.idNumber })).toBeGreaterThanOrEqual(minCandidates)
    expect(told).not.toContain(phone.slice(0, 7))
    expect(page.phone).toBe(maskPhone(phone))
  }
})

test('of a phone number no more is shown than its last two digits: what comes before names the city', () => {
  expect(maskPhone('19900000115')).toBe('*********15')
})

test.each([
  ['王小兰', '王×兰'],
  ['王兰', '王×'],
  ['欧阳小兰', '欧××兰'],
  ['王', '×'],
  ['', '×'],
])('the name %s is shown as %s', (name, shown) => {
  expect(maskName(name)).toBe(shown)
})
