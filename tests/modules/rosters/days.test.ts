// Of which day a roster speaks: it is held against what the register believes of that day, and leaves what came later.
import { asc, eq, isNull } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { correctHousehold } from '#app/modules/households/households.server.ts'
import { acceptRoster, uploadRoster, previewRoster } from '#app/modules/rosters/rosters.server.ts'
import { earliestDay } from '#app/modules/households/spells.ts'
import { households, memberships, monitorings, persons, registrations, residences } from '#db/schema/households.ts'
import { anAdmin } from '#tests/support/makers.ts'
import { aSite, type TestSite } from '#tests/support/site.ts'
import { aRoster, aWorkbook, header, idNumberOf, previewed, take, townshipCode } from './makers.ts'

const [lan, chun, qiu] = ['1990-01-02', '1990-01-05', '1990-01-07'].map(idNumberOf) as [string, string, string]
const ofLan = (status: string) => `王小兰,${lan},,清坪镇,,H1,户主,${status}`

/** 王小兰 of H1, which was registered from 2014-10-01 and is lifted since 2018-12-20. */
async function aLiftedHousehold() {
  const site = await aSite()
  await take(site, aRoster({ day: '2014-10-01' }, ofLan('建档立卡贫困户')))
  await take(site, aRoster({ day: '2018-12-20' }, ofLan('已脱贫户')))
  return site
}

const asText = ({ from, to }: { from: string; to: string | null }, what: string) => `${what} ${from} ${to}`
const statuses = async (site: TestSite) =>
  (await site.read.select().from(registrations).where(isNull(registrations.supersededAt)).orderBy(asc(registrations.from))).map((spell) =>
    asText(spell, spell.status),
  )
const homes = async (site: TestSite) =>
  (
    await site.read
      .select({ spell: memberships, number: households.number })
      .from(memberships)
      .innerJoin(households, eq(households.id, memberships.householdId))
      .where(isNull(memberships.supersededAt))
      .orderBy(asc(memberships.from))
  ).map(({ spell, number }) => asText(spell, `${number} ${spell.relation}`))

test('an older roster that agrees with its own day changes nothing', async () => {
  const site = await aLiftedHousehold()
  expect(await take(site, aRoster({ day: '2018-06-01' }, ofLan('是')))).toMatchObject({ known: 1, changed: 0 })
  expect(await statuses(site)).toEqual(['registered 2014-10-01 2018-12-20', 'lifted 2018-12-20 null'])
})

test('an older roster that disagrees leaves what is known to have changed later, and says from which day', async () => {
  const site = await aLiftedHousehold()
  const older = aRoster({ day: '2018-06-01' }, ofLan('否'))
  expect(await previewed(site, older, 'known')).toEqual([
    '户的属性没有改：这一行说的是2018年6月1日的情况，登记册里2018年12月20日起已有更新的登记。',
  ])
  expect(await take(site, older)).toMatchObject({ known: 1, changed: 0 })
  expect(await statuses(site)).toEqual(['registered 2014-10-01 2018-12-20', 'lifted 2018-12-20 null'])
})

test('an older roster fills the days before the first of which the register knows', async () => {
  const site = await aLiftedHousehold()
  const older = aRoster({ day: '2014-03-01' }, ofLan('否'))
  expect(await previewed(site, older, 'changed')).toEqual([
    '自2014年3月1日起、到2014年9月30日（含），户的属性由没有登记改为一般户。自2014年3月1日起、到2014年9月30日（含），记入户 H1。',
  ])
  expect(await take(site, older)).toMatchObject({ changed: 1 })
  expect(await statuses(site)).toEqual(['none 2014-03-01 2014-10-01', 'registered 2014-10-01 2018-12-20', 'lifted 2018-12-20 null'])
  expect(await take(site, older)).toMatchObject({ known: 1, changed: 0 })
})

test('what holds still is changed from the day of the roster, and the preview says from which', async () => {
  const site = await aLiftedHousehold()
  const newer = aRoster({ day: '2019-01-05' }, ofLan('返贫'))
  expect(await previewed(site, newer, 'changed')).toEqual(['自2019年1月5日起，户的属性由已脱贫（享受政策）改为返贫。'])
  await take(site, newer)
  expect(await statuses(site)).toEqual(['registered 2014-10-01 2018-12-20', 'lifted 2018-12-20 2019-01-05', 'returned 2019-01-05 null'])
})

test('an older roster puts nobody back into the household that was left, nor into another; before the first one it tells what was', async () => {
  const site = await aSite()
  const inHousehold = (number: string, relation: string) => `王小兰,${lan},,清坪镇,,${number},${relation},`
  await take(site, aRoster({ day: '2015-01-01' }, inHousehold('H1', '户主')))
  await take(site, aRoster({ day: '2018-01-01' }, inHousehold('H2', '配偶')))
  const now = ['H1 户主 2015-01-01 2018-01-01', 'H2 配偶 2018-01-01 null']
  expect(await homes(site)).toEqual(now)
  for (const said of [inHousehold('H1', '户主'), inHousehold('H1', ''), inHousehold('H3', '户主'), inHousehold('H2', '配偶')])
    expect(await take(site, aRoster({ day: '2016-05-01' }, said))).toMatchObject({ known: 1, changed: 0 })
  expect(await homes(site)).toEqual(now)
  expect((await site.read.select().from(households)).map(({ number }) => number).sort()).toEqual(['H1', 'H2'])
  expect(await take(site, aRoster({ day: '2014-01-01' }, inHousehold('H1', '')))).toMatchObject({ changed: 1 })
  expect(await homes(site)).toEqual(['H1 户主 2014-01-01 2018-01-01', 'H2 配偶 2018-01-01 null'])
})

test('an older roster brings nobody back to where she lived before', async () => {
  const site = await aSite()
  const livesIn = (township: string) => `王小兰,${lan},,${township},,,,`
  await take(site, aRoster({ day: '2018-01-01' }, livesIn('清坪镇')))
  await take(site, aRoster({ day: '2018-09-01' }, livesIn('忠堡镇')))
  for (const township of ['清坪镇', '忠堡镇', '高乐山镇'])
    expect(await take(site, aRoster({ day: '2018-05-01' }, livesIn(township)))).toMatchObject({ known: 1, changed: 0 })
  const lived = await site.read.select().from(residences).where(isNull(residences.supersededAt)).orderBy(asc(residences.from))
  expect(lived.map((spell) => asText(spell, spell.regionCode))).toEqual([
    `${townshipCode('清坪镇')} ${earliestDay} 2018-09-01`,
    `${townshipCode('忠堡镇')} 2018-09-01 null`,
  ])
  expect((await site.read.select().from(persons))[0]!.regionCode).toBe(townshipCode('忠堡镇'))
})

test('an older roster leaves a kind of monitoring that is known to have ended', async () => {
  const site = await aSite({ now: '2021-09-01T09:00:00+08:00' })
  const monitored = (day: string, kind: string) => aRoster({ day, head: `${header},监测类型` }, `${ofLan('是')},${kind}`)
  await take(site, monitored('2021-01-01', '边缘易致贫户'))
  await take(site, monitored('2021-06-01', '风险消除'))
  for (const kind of ['边缘易致贫户', '突发严重困难户', '无'])
    expect(await take(site, monitored('2021-03-01', kind))).toMatchObject({ known: 1, changed: 0 })
  const believed = await site.read.select().from(monitorings).where(isNull(monitorings.supersededAt)).orderBy(asc(monitorings.from))
  expect(believed.map((spell) => asText(spell, spell.kind))).toEqual(['marginal 2021-01-01 2021-06-01', 'cleared 2021-06-01 null'])
})

test('what somebody corrects between preview and acceptance is left as well', async () => {
  const site = await aSite()
  await take(site, aRoster({ day: '2014-10-01' }, ofLan('建档立卡贫困户')))
  const importId = await uploadRoster(site, anAdmin, { fileName: '名单.csv', bytes: aRoster({ day: '2018-06-01' }, ofLan('否')) })
  expect(await previewRoster(site, anAdmin, { importId })).toMatchObject({ changed: 1 })
  const [household] = await site.read.select().from(households)
  await correctHousehold(site, anAdmin, {
    householdId: household!.id,
    from: '2018-12-20',
    to: null,
    reason: '照脱贫公示',
    corrected: { kind: 'registration', status: 'lifted' },
  })
  expect(await acceptRoster(site, anAdmin, { importId, choice: 'all-good-rows' })).toMatchObject({ known: 1, changed: 0 })
  expect(await statuses(site)).toEqual(['registered 2014-10-01 2018-12-20', 'lifted 2018-12-20 null'])
})

test('each sheet speaks of its own day; one that names none, of the day of the import', async () => {
  const site = await aSite()
  const roster = await aWorkbook(
    { name: '一', lines: [`王小兰,${lan},,清坪镇,,H1,户主,是`] },
    { name: '二', day: '2018-06-01', lines: [`李春,${chun},,清坪镇,,H2,户主,是`] },
    { name: '三', day: '2018-09-01', lines: [`李秋,${qiu},,清坪镇,,H3,户主,是`] },
  )
  const importId = await uploadRoster(site, anAdmin, { fileName: '名单.xlsx', bytes: roster })
  await previewRoster(site, anAdmin, { importId })
  site.clock.set('2019-03-06T09:00:00+08:00')
  expect(await acceptRoster(site, anAdmin, { importId, choice: 'all-good-rows' })).toMatchObject({ new: 3 })
  expect(await homes(site)).toEqual(['H2 户主 2018-06-01 null', 'H3 户主 2018-09-01 null', 'H1 户主 2019-03-06 null'])
  expect(await statuses(site)).toEqual(['registered 2018-06-01 null', 'registered 2018-09-01 null', 'registered 2019-03-06 null'])
})

test('a new household whose members stand on several sheets has held its status since the oldest of them', async () => {
  const site = await aSite()
  const roster = await aWorkbook(
    { name: '一', day: '2019-01-05', lines: [ofLan('是')] },
    { name: '二', day: '2018-06-01', lines: [`李春,${chun},,清坪镇,,H1,之女,是`] },
  )
  expect(await take(site, roster)).toMatchObject({ new: 2 })
  expect(await statuses(site)).toEqual(['registered 2018-06-01 null'])
  expect(await take(site, roster)).toMatchObject({ known: 2, changed: 0 })
})
