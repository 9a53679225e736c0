// Finding people: by what they are found, by whom, on which page, and what the search data gives away.
import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { deriveKeys } from '#app/keys.server.ts'
import { flushAccessRecords, listAccess } from '#app/modules/access-log/access-log.server.ts'
import {
  addNameVariant,
  addPerson,
  indexMissing,
  changePhone,
  changeResidence,
  ensureHousehold,
  resetSearchIndex,
  joinHousehold,
  listPersons,
  searchPeople,
} from '#app/modules/households/households.server.ts'
import { checkCharacter } from '#app/modules/households/id-number.ts'
import { maxSearchesADay } from '#app/modules/households/number-searches.server.ts'
import { getInitials, buildTerms } from '#app/modules/households/search-terms.server.ts'
import { toPositionQuery, firstPage, type Position, type PageLinks } from '#app/paging.ts'
import { persons } from '#db/schema/households.ts'
import { personSearches } from '#db/schema/search.ts'
import { anAdmin, aPerson as aBarePerson, aViewer } from '#tests/support/makers.ts'
import { aSite, type TestSite } from '#tests/support/site.ts'

const officer = aViewer('townshipOfficer', { kind: 'region', code: '422826105' })

let next = 0
function someIdNumber() {
  const digits = `422826${String(19500101 + (next % 28)).padStart(8, '0')}${String(Math.floor(next++ / 28)).padStart(3, '0')}`
  return digits + checkCharacter(digits)
}

const aPerson = (
  site: TestSite,
  { name = '某人', idNumber = someIdNumber(), phone = null as string | null, regionCode = '422826105201' } = {},
) =>
  site.write('operator', 'given', (tx) => addPerson(tx, site, { name, idNumber, birthday: '1970-01-01', sex: 'female', phone, regionCode }))

const finding =
  (site: TestSite, viewer = officer) =>
  async (search: string) =>
    (await listPersons(site, viewer, { search })).rows.map(({ name }) => name).sort()

test('people are found by one sign of their name, by two, three and more, wherever they stand', async () => {
  const site = await aSite()
  for (const name of ['田小禾', '小田', '禾田小', '阿依古丽·买买提', '𠮷英']) await aPerson(site, { name })
  const found = finding(site)
  expect(await found('田')).toEqual(['小田', '田小禾', '禾田小'].sort())
  expect(await found('田小')).toEqual(['田小禾', '禾田小'].sort())
  expect(await found('田小禾')).toEqual(['田小禾'])
  expect(await found('𠮷')).toEqual(['𠮷英'])
  expect(await found('古丽•买买')).toEqual(['阿依古丽·买买提']) // however the dot was typed
  expect(await found('依古丽买买')).toEqual([]) // all its parts are there, but not so
})

test('per cent, underscore and blank are signs like others', async () => {
  const site = await aSite()
  for (const name of ['王小兰', '王_兰', '王 兰', '百%']) await aPerson(site, { name })
  const found = finding(site)
  expect(await found('%')).toEqual(['百%'])
  expect(await found('_')).toEqual(['王_兰'])
  expect(await found('王_兰')).toEqual(['王_兰'])
  expect(await found('王 兰')).toEqual(['王 兰'])
  expect(await found('" OR n')).toEqual([])
  expect(await found('*')).toEqual([])
})

test('initials are found in all readings of a name', async () => {
  const site = await aSite()
  for (const name of ['单小禾', '田禾', '曾令']) await aPerson(site, { name })
  const found = finding(site)
  expect([await found('sxh'), await found('DXH'), await found('xh')]).toEqual([['单小禾'], ['单小禾'], ['单小禾']])
  expect([await found('th'), await found('zl'), await found('cl')]).toEqual([['田禾'], ['曾令'], ['曾令']])
  expect(getInitials('欧阳和和和和和').length).toBeLessThanOrEqual(8)
})

test('people are found by the sound of their name, whole or in runs of syllables, in all readings', async () => {
  const site = await aSite()
  for (const name of ['谭桂兰', '曾桂兰', '吕小安', '唐桂']) await aPerson(site, { name })
  const found = finding(site)
  expect([await found('tan'), await found('Tan Guilan'), await found('tangui')]).toEqual([['谭桂兰'], ['谭桂兰'], ['谭桂兰']])
  expect(await found('guilan')).toEqual(['曾桂兰', '谭桂兰'])
  expect([await found('zengguilan'), await found('cengguilan')]).toEqual([['曾桂兰'], ['曾桂兰']])
  expect([await found('lv'), await found('luxiaoan')]).toEqual([['吕小安'], ['吕小安']])
})

test('blanks inside a name make no difference', async () => {
  const site = await aSite()
  await aPerson(site, { name: '曾桂兰' })
  expect([await finding(site)('曾 桂兰'), await finding(site)(' 曾　桂 兰 ')]).toEqual([['曾桂兰'], ['曾桂兰']])
})

test('numbers are found whole, by the end, and phones by the groups in which they are written', async () => {
  const site = await aSite()
  const idNumber = someIdNumber()
  await aPerson(site, { name: '田一', phone: '19912345678', idNumber })
  await aPerson(site, { name: '田二', phone: '19912349876' })
  await aPerson(site, { name: '田三' })
  const found = finding(site)
  expect(await found('19912345678')).toEqual(['田一'])
  expect(await found(' 199 1234-5678 ')).toEqual(['田一'])
  expect(await found('5678')).toEqual(['田一'])
  expect(await found('1991234')).toEqual(['田一', '田二'].sort())
  expect(await found(idNumber)).toEqual(['田一'])
  expect(await found(idNumber.toLowerCase())).toEqual(['田一'])
  expect(await found(idNumber.slice(-4))).toContain('田一')
  expect(await found('1234')).toEqual(['田一', '田二'].sort()) // the middle group
  expect(await found('12345678')).toEqual(['田一'])
  expect(await found('2345')).toEqual([]) // across two groups
})

test('nobody reads a masked number by searching for it sign by sign', async () => {
  const site = await aSite()
  const idNumber = someIdNumber()
  await aPerson(site, { name: '田一', phone: '19912345678', idNumber })
  const found = finding(site)
  for (const length of [5, 6, 8, 12, 17]) expect(await found(idNumber.slice(-length))).toEqual([])
  for (const part of ['45678', '2345678', '19912345', '1991234567']) expect(await found(part)).toEqual([])
})

test('searches by numbers have an end each day, and stand on record as what they are', async () => {
  const site = await aSite()
  await aPerson(site, { name: '田一', phone: '19912340007' })
  for (let nth = 0; nth < maxSearchesADay.part; nth++) await listPersons(site, officer, { search: String(nth).padStart(4, '0') })
  await expect(listPersons(site, officer, { search: '9999' })).rejects.toMatchObject({ status: 429 })
  await expect(searchPeople(site, officer, { search: '9998' })).rejects.toMatchObject({ status: 429 })
  expect((await listPersons(site, officer, { search: '０００７' })).rows).toHaveLength(1) // the same again, or its next page
  expect((await listPersons(site, officer, { search: '田' })).rows).toHaveLength(1)
  expect((await listPersons(site, officer, { search: '19912340007' })).rows).toHaveLength(1)
  expect((await listPersons(site, anAdmin, { search: '9999' })).rows).toEqual([])
  await flushAccessRecords(site)
  const [parts] = (await listAccess(site, { who: officer.accountId })).filter(({ what }) => what === 'people found by part of a number')
  expect(parts).toMatchObject({ times: maxSearchesADay.part + 1 })
})

test('a whole number is counted as one, whatever is typed around it', async () => {
  const site = await aSite()
  await aPerson(site, { name: '田一', phone: '19912340007' })
  const typed = ['19912340007a', '电话19912340007', '199.1234.0007', "'19912340007", '199——1234——0007']
  for (const search of typed) expect((await listPersons(site, officer, { search })).rows).toHaveLength(1)
  await flushAccessRecords(site)
  expect(await listAccess(site, { who: officer.accountId })).toMatchObject([{ what: 'people found by a number', times: typed.length }])
})

test('whoever lives in a village or township, and the members of a household, are found by its name and number', async () => {
  const site = await aSite()
  const one = await aPerson(site, { name: '田一', regionCode: '422826105201' })
  await aPerson(site, { name: '田二', regionCode: '422826101201' })
  await site.write('operator', 'given', async (tx) => {
    const householdId = await ensureHousehold(tx, { number: 'D000061', regionCode: '422826105201' })
    await joinHousehold(tx, { personId: one, householdId, relation: '户主', day: '2014-10-01' })
  })
  expect(await finding(site)('ｄ000061')).toEqual(['田一'])
  const { listPlaces } = await import('#app/modules/regions/regions.server.ts')
  const township = listPlaces('422826', '2019-03-04').find(({ code }) => code === '422826105')!
  const village = township.villages.find(({ code }) => code === '422826105201')!
  expect(await finding(site, anAdmin)(village.name)).toEqual(['田一'])
  expect(await finding(site, anAdmin)(township.name)).toEqual(['田一'])
})

test('nobody finds whoever is out of reach, by whatever look-up', async () => {
  const site = await aSite()
  const idNumber = someIdNumber()
  const away = await aPerson(site, { name: '田远', phone: '19900001234', idNumber, regionCode: '422826101201' })
  await site.write('operator', 'given', async (tx) => {
    const householdId = await ensureHousehold(tx, { number: 'A1', regionCode: '422826105201' })
    await joinHousehold(tx, { personId: away, householdId, relation: '户主', day: '2014-10-01' })
  })
  for (const search of ['田', '田远', 'ty', '1234', '1990000', '19900001234', idNumber, idNumber.slice(-4), 'A1', away])
    expect(await finding(site)(search)).toEqual([])
  expect(await finding(site, anAdmin)('田远')).toEqual(['田远'])
  const both = {
    ...officer,
    grants: [...officer.grants, { role: 'townshipOfficer', scope: { kind: 'region', code: '422826101' } } as const],
  }
  expect(await finding(site, both)('田远')).toEqual(['田远'])
  expect((await searchPeople(site, officer, { search: '田' })).rows).toEqual([])
})

test('another name, another phone and another place are found at once, the phone and place before no longer', async () => {
  const site = await aSite()
  const personId = await aPerson(site, { name: '田小禾', phone: '19900001111' })
  await site.write('operator', 'changes', async (tx) => {
    await addNameVariant(tx, personId, '田晓荷')
    await changePhone(tx, site, personId, '19900002222')
  })
  expect([await finding(site)('晓荷'), await finding(site)('小禾'), await finding(site)('2222'), await finding(site)('1111')]).toEqual([
    ['田小禾'],
    ['田小禾'],
    ['田小禾'],
    [],
  ])
  await site.write('operator', 'moves', (tx) => changeResidence(tx, { personId, regionCode: '422826101201', day: '2019-03-01' }))
  expect([await finding(site)('晓荷'), await finding(site, anAdmin)('晓荷')]).toEqual([[], ['田小禾']])
})

/** All pages from the first on, and back again from the last. */
async function leaf(list: (position: Position) => Promise<{ rows: { id: string }[]; turns: PageLinks }>) {
  const there: string[] = []
  const back: string[] = []
  for (let at: Position | null = firstPage; at;) {
    const { rows, turns } = await list(at)
    there.push(...rows.map(({ id }) => id))
    at = turns.next
  }
  for (let at: Position | null = { page: 1, last: true }; at;) {
    const { rows, turns } = await list(at)
    back.unshift(...rows.map(({ id }) => id))
    at = turns.previous
  }
  return { there, back }
}

test('each person stands on one page, forwards and backwards, found or listed, counted or not', async () => {
  const site = await aSite()
  const surnames = ['田', '王', '向']
  await site.write('operator', 'many', async (tx) => {
    for (let nth = 0; nth < 1130; nth++) {
      await addPerson(tx, site, {
        name: `${surnames[nth % 3]}某`,
        idNumber: someIdNumber(),
        birthday: '1970-01-01',
        sex: 'female',
        phone: null,
        regionCode: `422826105${201 + (nth % 7)}`,
      })
    }
  })
  for (const [search, count] of [
    ['', 1130],
    ['田', 377],
    ['某', 1130],
  ] as const) {
    const { there, back } = await leaf((position) => listPersons(site, officer, { search, position }))
    expect(there).toHaveLength(count)
    expect(new Set(there).size).toBe(count)
    if (search === '某')
      expect(new Set(back)).toEqual(new Set(there)) // nobody knows how many stand on the last page: the first is a full one again
    else expect(back).toEqual(there)
  }
  expect(await listPersons(site, officer, { search: '某' })).toMatchObject({
    isCounted: false,
    count: 1000,
    turns: { page: 1, pages: null },
  })
  expect(await listPersons(site, officer, { search: '田' })).toMatchObject({ isCounted: true, count: 377, turns: { page: 1, pages: 8 } })
  expect((await listPersons(site, officer, { position: { page: 3 } })).turns.page).toBe(3)
  expect((await listPersons(site, officer, { position: { page: 999 } })).turns).toMatchObject({ page: 23, pages: 23, next: null })
  for (const junk of ['junk', '', '-1', '9'.repeat(40), '["x"]'])
    expect((await listPersons(site, officer, { search: '田', position: { page: 2, after: junk } })).rows.length).toBeGreaterThan(0)
})

test('the address of a page says nobody’s name and no number, whatever was searched', async () => {
  const site = await aSite()
  for (let nth = 0; nth < 120; nth++) await aPerson(site, { name: `田${String.fromCodePoint(0x5000 + nth)}` })
  for (const search of ['', '田']) {
    const { turns } = await listPersons(site, officer, { search, position: { page: 2 } })
    for (const turn of [turns.next, turns.previous]) expect(Object.values(toPositionQuery(turn!)).join(' ')).toMatch(/^[\w.: -]+$/)
  }
})

test('who comes in while somebody turns pages moves nobody onto a page or off it', async () => {
  const site = await aSite()
  for (let nth = 0; nth < 120; nth++) await aPerson(site, { name: `田${String.fromCodePoint(0x5000 + nth)}` })
  const first = await listPersons(site, officer, { search: '' })
  const second = await listPersons(site, officer, { position: first.turns.next! })
  await aPerson(site, { name: '一来' }) // before everybody
  expect((await listPersons(site, officer, { position: first.turns.next! })).rows).toEqual(second.rows)
})

test('whoever was there before the search is found by whole name meanwhile, and is counted as waiting; then by everything', async () => {
  const site = await aSite()
  await aBarePerson(site, { name: '田小禾', regionCode: '422826105201' })
  await aPerson(site, { name: '田大禾' })
  expect(await listPersons(site, officer, { search: '田' })).toMatchObject({ waiting: 1, rows: [{ name: '田大禾' }] })
  expect(await listPersons(site, officer, { search: '田小禾' })).toMatchObject({ waiting: 1, rows: [{ name: '田小禾' }] })
  expect(await indexMissing(site)).toBe(1)
  expect(await listPersons(site, officer, { search: '田' })).toMatchObject({ waiting: 0, count: 2 })
  await site.write('operator', 'all anew', resetSearchIndex)
  expect(await indexMissing(site)).toBe(2)
  expect(await listPersons(site, officer, { search: '田' })).toMatchObject({ waiting: 0, count: 2 })
})

test('without the key the search data says nothing about a number; with lists of known numbers no more than a guess among many', async () => {
  const site = await aSite()
  const personId = await aPerson(site, { name: '田小禾', phone: '19912345678', idNumber: '422826195001010006' })
  const [{ terms }] = (await site.read
    .select({ terms: personSearches.terms })
    .from(personSearches)
    .where(eq(personSearches.personId, personId))) as [{ terms: string }]
  for (const piece of ['5678', '1991234', '0006', '0101']) expect(terms).not.toContain(piece)
  const ofNumbers = (keys: TestSite['keys'], phone: string) => buildTerms(keys, { names: [], phone, idNumber: null })
  expect(ofNumbers(site.keys, '19912345678')).not.toBe(ofNumbers(deriveKeys(Buffer.alloc(32, 8)), '19912345678'))
  const tails = new Map<string, number>()
  for (let tail = 0; tail < 10_000; tail++) {
    const [term] = ofNumbers(site.keys, `1990000${String(tail).padStart(4, '0')}`).split(' ')
    tails.set(term!, (tails.get(term!) ?? 0) + 1)
  }
  expect(tails.size).toBeLessThanOrEqual(2048)
  expect([...tails.values()].filter((alike) => alike === 1).length).toBeLessThan(200) // hardly an ending is alone in its bucket
})

test('everybody whom a roster brings in is found at once', async () => {
  const site = await aSite()
  const { importRosterFile } = await import('#app/modules/rosters/rosters.server.ts')
  const { listChildren } = await import('#app/modules/regions/regions.server.ts')
  const township = listChildren(site.programme.west.county, '2019-03-04')[0]!
  const rows = Array.from(
    { length: 40 },
    (_, nth) => `田${String.fromCodePoint(0x5000 + nth)},${someIdNumber()},1990000${String(nth).padStart(4, '0')},${township.name}`,
  )
  await importRosterFile(site, anAdmin, {
    fileName: '花名册.csv',
    bytes: Buffer.from(`姓名,身份证号,联系电话,乡镇\n${rows.join('\n')}\n`),
    dryRun: false,
  })
  expect(await site.read.$count(persons)).toBe(40)
  expect(await listPersons(site, anAdmin, { search: '田' })).toMatchObject({ count: 40, waiting: 0 })
  expect(await finding(site, anAdmin)('0007')).toContain(`田${String.fromCodePoint(0x5007)}`)
})
