// The search of the desk: what it finds, for whom, and that it says why.
import { eq } from 'drizzle-orm'
import { expect, onTestFinished, test } from 'vitest'
import { flushAccessRecords, listAccess } from '#app/modules/access-log/access-log.server.ts'
import { addPerson, ensureHousehold, joinHousehold } from '#app/modules/households/households.server.ts'
import { checkCharacter } from '#app/modules/households/id-number.ts'
import { maxSearchesADay } from '#app/modules/households/number-searches.server.ts'
import { findShop } from '#app/modules/shops/shops.server.ts'
import { aCourseToSearch, offer } from '#tests/modules/lesson-search/makers.ts'
import { maxOfAKind, searchDesk } from '#app/modules/search/search.server.ts'
import { aCohort, anAdmin, aViewer, enrol } from '#tests/support/makers.ts'
import { aHolder } from '#tests/modules/certificates/makers.ts'
import { anActivePairing } from '#tests/modules/pairings/makers.ts'
import { aShop, eastEntry, westEntry } from '#tests/modules/shops/makers.ts'
import { accounts } from '#db/schema/accounts.ts'
import { sealPlace } from '#db/sealed.ts'
import { noteQueries } from '#tests/support/plans.ts'
import { aSite, type TestSite } from '#tests/support/site.ts'

const officer = aViewer('townshipOfficer', { kind: 'region', code: '422826105' })
const coordinator = aViewer('coordinator', { kind: 'everything' })

let next = 0
function someIdNumber() {
  const digits = `422826${19600101 + (next++ % 28)}000`
  return digits + checkCharacter(digits)
}

async function aMember(
  site: TestSite,
  { name = '谭桂兰', phone = '19972800002' as string | null, idNumber = someIdNumber(), regionCode = '422826105201', number = '' } = {},
) {
  return site.write('operator', 'given', async (tx) => {
    const personId = await addPerson(tx, site, { name, idNumber, birthday: '1960-01-01', sex: 'female', phone, regionCode })
    if (number) {
      const householdId = await ensureHousehold(tx, { number, regionCode })
      await joinHousehold(tx, { personId, householdId, relation: '户主', day: '2014-10-01' })
    }
    return personId
  })
}

const whyPeople = async (site: TestSite, search: string, viewer = officer) =>
  (await searchDesk(site, viewer, search)).people.rows.map(({ name, why }) => `${name}：${why.join('、')}`)
const whyHouseholds = async (site: TestSite, search: string, viewer = officer) =>
  (await searchDesk(site, viewer, search)).households.rows.map(({ number, why }) => `${number}：${why.join('、')}`)

test('each person found says why: name, sound, initials, part of a phone, end of the ID number, village', async () => {
  const site = await aSite()
  const idNumber = someIdNumber()
  await aMember(site, { idNumber })
  expect(await whyPeople(site, '桂')).toEqual(['谭桂兰：姓名'])
  expect(await whyPeople(site, '谭 桂兰')).toEqual(['谭桂兰：姓名'])
  expect(await whyPeople(site, 'tan')).toEqual(['谭桂兰：拼音 tan'])
  expect(await whyPeople(site, 'tgl')).toEqual(['谭桂兰：拼音首字母 tgl'])
  expect(await whyPeople(site, '0002')).toEqual(['谭桂兰：手机尾号 0002'])
  expect(await whyPeople(site, '7280')).toEqual(['谭桂兰：手机中间四位 7280'])
  expect(await whyPeople(site, '199-7280-0002')).toEqual(['谭桂兰：手机号'])
  expect(await whyPeople(site, idNumber)).toEqual(['谭桂兰：身份证号'])
  expect((await whyPeople(site, idNumber.slice(-4)))[0]).toContain(`身份证后四位 ${idNumber.slice(-4)}`)
  expect((await whyPeople(site, '唐崖镇', anAdmin)).concat(await whyPeople(site, '清坪镇', anAdmin))).toHaveLength(1)
  expect(await whyPeople(site, '唐崖', anAdmin)).toEqual(await whyPeople(site, '唐崖镇', anAdmin))
})

test('households are found by their number, a part of it, and by the name or sound of their head', async () => {
  const site = await aSite()
  await aMember(site, { number: 'D000061' })
  await aMember(site, { name: '田禾', number: 'D000161' })
  expect(await whyHouseholds(site, 'd000061')).toEqual(['D000061：户编号'])
  expect(await whyHouseholds(site, 'D0001')).toEqual(['D000161：户编号里有 D0001'])
  expect(await whyHouseholds(site, '00061')).toEqual(['D000061：户编号里有 00061'])
  expect(await whyHouseholds(site, '61')).toEqual(['D000061：户编号里有 61', 'D000161：户编号里有 61'])
  expect(await whyHouseholds(site, '谭桂')).toEqual(['D000061：户主 谭桂兰'])
  expect(await whyHouseholds(site, 'tanguilan')).toEqual(['D000061：户主 谭桂兰'])
  expect((await searchDesk(site, officer, 'D000061')).people.rows).toMatchObject([{ why: ['户编号 D000061'] }])
})

test('an instructor finds the trainees of own classes by name, sound and initials, and nobody else', async () => {
  const site = await aSite()
  const { id } = await aCohort(site, { name: '清坪电商班' })
  const other = await aCohort(site, { name: '别人的班', number: 2 })
  await enrol(site, id, await aMember(site))
  await enrol(site, other.id, await aMember(site, { name: '谭桂香' }))
  const instructor = aViewer('instructor', { kind: 'cohort', id })
  const why = async (search: string) =>
    (await searchDesk(site, instructor, search)).trainees.rows.map(({ name, why }) => `${name}：${why.join('、')}`)
  expect(await why('谭 桂')).toEqual(['谭桂兰：姓名'])
  expect(await why('tangui')).toEqual(['谭桂兰：拼音 tangui'])
  expect(await why('tgl')).toEqual(['谭桂兰：拼音首字母 tgl'])
  for (const typed of ['%', '_', '0002', '谭桂香', 'tgx']) expect(await why(typed)).toEqual([])
  expect((await searchDesk(site, officer, '谭桂')).trainees.rows).toEqual([]) // the register has them
  await flushAccessRecords(site)
  expect((await listAccess(site, { who: instructor.accountId })).filter(({ what }) => what === 'trainees found by name')).toHaveLength(1)
})

test('classes are found by number and name; per cent and underscore are signs', async () => {
  const site = await aSite()
  await aCohort(site, { name: '清坪电商班' })
  const found = await searchDesk(site, anAdmin, '清坪电商')
  expect(found.cohorts.rows).toMatchObject([{ why: ['班名'] }])
  const { number } = found.cohorts.rows[0]!
  for (const typed of [String(number), `第 ${number} 期`, `${number}期`])
    expect((await searchDesk(site, anAdmin, typed)).cohorts.rows).toMatchObject([{ why: ['期数'] }])
  for (const typed of ['%', '_', '电%班']) expect((await searchDesk(site, anAdmin, typed)).cohorts.rows).toEqual([])
})

test('certificates are found by the beginning of their number, shops and pairings by the name of a shop', async () => {
  const site = await aSite()
  await aHolder(site)
  expect((await searchDesk(site, anAdmin, 'xf2019-01')).certificates.rows).toMatchObject([
    { number: 'XF2019-01-001', name: '田小禾', state: 'valid', why: ['证书编号以 XF2019-01 开头'] },
  ])
  expect((await searchDesk(site, anAdmin, 'XF2019-01-001')).certificates.rows).toMatchObject([{ why: ['证书编号'] }])
  expect((await searchDesk(site, officer, 'XF2019-01-001')).certificates.rows).toEqual([])
  const paired = await anActivePairing()
  const shop = await findShop(paired.site.read, paired.helped.shopId)
  const found = await searchDesk(paired.site, coordinator, shop.name)
  expect(found.shops.rows.map(({ id }) => id)).toContain(shop.id)
  expect(found.pairings.rows.map(({ id }) => id)).toContain(paired.pairingId)
  const away = await searchDesk(paired.site, officer, shop.name)
  expect([away.shops.rows, away.pairings.rows]).toEqual([[], []])
})

test('shops are found by name, sound, initials, number and the mobile number of the owner, by whom may see them', async () => {
  const site = await aSite()
  const tea = await aShop(site, '唐崖茶铺', westEntry)
  const away = await aShop(site, '瓶窑干货', eastEntry)
  const why = async (search: string, viewer = coordinator) =>
    (await searchDesk(site, viewer, search)).shops.rows.map(({ name, why }) => `${name}：${why.join('、')}`)
  expect(await why('茶 铺')).toEqual(['唐崖茶铺：店名'])
  expect(await why('tangya')).toEqual(['唐崖茶铺：拼音 tangya'])
  expect(await why('tyc')).toEqual(['唐崖茶铺：拼音首字母 tyc'])
  expect(await why(tea.shopId)).toEqual(['唐崖茶铺：网店编号'])
  expect(await why(tea.shopId.slice(-6).toUpperCase())).toEqual(['唐崖茶铺：网店编号'])
  for (const typed of ['%', '_', 'zzz', tea.shopId.slice(-3)]) expect(await why(typed)).toEqual([])
  const phone = '13800138000'
  const { accountId } = away.owner
  const numbers = {
    phoneSealed: site.keys.seal(phone, sealPlace.phoneOfAccount(accountId)),
    phoneFingerprint: site.keys.fingerprint(phone),
  }
  await site.write('operator', 'a phone for the test', (tx) => tx.update(accounts).set(numbers).where(eq(accounts.id, accountId)))
  expect(await why(phone)).toEqual(['瓶窑干货：店主的手机号'])
  expect(await why(phone.slice(-4))).toEqual([])
  // An officer sees the western shops of the own township alone.
  const elsewhere = aViewer('townshipOfficer', { kind: 'region', code: '422826105' })
  for (const typed of ['pygh', 'tyc', phone]) expect(await why(typed, elsewhere)).toEqual([])
  await flushAccessRecords(site)
  const noted = (await listAccess(site, { who: coordinator.accountId })).filter(({ what }) => what === 'shops found by phone of owner')
  expect(noted).toHaveLength(1)
})

test('of pairings no more are read than are shown, and one that says that there are more', async () => {
  const { site, helped } = await anActivePairing()
  const shop = await findShop(site.read, helped.shopId)
  const queries = noteQueries()
  onTestFinished(queries.stop)
  await searchDesk(site, coordinator, shop.name)
  const asked = [...queries.noted].filter((query) => query.includes('"pairings"') && query.includes('instr'))
  expect(asked).toHaveLength(1)
  expect(asked[0]).toMatch(/limit \?$/)
})

test('nobody finds what is out of reach, or of no concern to them', async () => {
  const site = await aSite()
  await aMember(site, { regionCode: '422826101201', number: 'A9001' })
  await aCohort(site, { name: '清坪电商班', regionCode: '422826101' })
  for (const typed of ['谭桂兰', 'tan', '0002', '19972800002', 'A9001', '900', '清坪电商班']) {
    const found = await searchDesk(site, officer, typed)
    expect([found.people.rows, found.households.rows, found.cohorts.rows]).toEqual([[], [], []])
    const { people, households, cohorts } = await searchDesk(site, coordinator, typed)
    expect([people.rows, households.rows, cohorts.rows]).toEqual([[], [], []])
  }
})

test('of many results the first ones are shown, and that there are more', async () => {
  const site = await aSite()
  for (let nth = 0; nth <= maxOfAKind; nth++) await aMember(site, { name: '田禾', phone: null, number: `D90${nth + 10}` })
  const found = await searchDesk(site, officer, '田禾')
  expect([found.people.rows.length, found.people.isAll]).toEqual([maxOfAKind, false])
  expect([found.households.rows.length, found.households.isAll]).toEqual([maxOfAKind, false])
})

test('searches are recorded without what was searched, and those by numbers have an end each day', async () => {
  const site = await aSite()
  await aMember(site)
  await searchDesk(site, officer, '谭桂兰')
  for (let nth = 0; nth < maxSearchesADay.part; nth++) await searchDesk(site, officer, String(nth).padStart(4, '0'))
  await expect(searchDesk(site, officer, '9999')).rejects.toMatchObject({ status: 429 })
  await flushAccessRecords(site)
  const records = await listAccess(site, { who: officer.accountId })
  expect(records.map(({ what, times }) => [what, times]).sort()).toEqual([
    ['people found by a search', 1],
    ['people found by part of a number', maxSearchesADay.part],
  ])
  expect(JSON.stringify(records)).not.toContain('谭桂兰')
})

test('an empty search finds nothing', async () => {
  const site = await aSite()
  await aMember(site)
  expect((await searchDesk(site, anAdmin, '  ')).people.rows).toEqual([])
})

test('what courses say is found by who writes them, and by nobody else at a desk', async () => {
  const site = await aSite()
  await offer(
    site,
    aCourseToSearch('packing', {
      lessons: [{ slug: 'boxes', title: '选箱子', summary: '一句。', text: '## 下大雨\n\n先告诉买的人。' }],
      questions: [{ id: 'rain', text: '下大雨怎么办？' }],
    }),
  )
  const found = async (viewer: Parameters<typeof searchDesk>[1]) =>
    (await searchDesk(site, viewer, '大雨')).passages.rows.map(({ kind }) => kind).sort()
  expect(await found(aViewer('instructor', { kind: 'own' }))).toEqual(['question', 'section'])
  for (const viewer of [officer, coordinator, aViewer('official', { kind: 'region', code: '422826' })])
    expect(await found(viewer)).toEqual([])
})
