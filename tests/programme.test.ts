// An installation of another pair of counties: what is said of places, numbers and names comes out of its programme.
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeEach, describe, expect, test } from 'vitest'
import { findDemoFault, loadDemoCounty } from '#app/demo/county.server.ts'
import { createUser } from '#app/modules/accounts/accounts.server.ts'
import { listCertificates, readCertificate } from '#app/modules/certificates/certificates.server.ts'
import { readCohort } from '#app/modules/cohorts/cohorts.server.ts'
import { parsePeriod } from '#app/modules/outcomes/outcome-period.ts'
import { defaultReportQuery, readHouseholdReport } from '#app/modules/reports/reports.server.ts'
import { planRound, readProposal, stepRound } from '#app/modules/rounds/rounds.server.ts'
import { importRosterFile } from '#app/modules/rosters/rosters.server.ts'
import { importShopsFile, listRegisteredShops } from '#app/modules/shops/shops.server.ts'
import { loadProgramme, getRegionsFile } from '#app/programme/programme.server.ts'
import { persons } from '#db/schema/households.ts'
import { aRoster } from '#tests/modules/rosters/makers.ts'
import { aShop, coordinator, eastEntry, westEntry } from '#tests/modules/shops/makers.ts'
import { aCohort, anAdmin, mark, pass, step } from '#tests/support/makers.ts'
import { otherIdNumber, otherProgramme, otherProgrammeFile } from '#tests/support/other-programme.ts'
import { aSite } from '#tests/support/site.ts'

const xijiang = '522634101'
const wuzhong = '320506'

/** It began in the year of the tests' clock: no class is older than its programme. */
const otherSite = () => aSite({ programme: { ...otherProgramme(), firstYear: 2019 } })

test('a roster of that county is read, its trainees complete, and their certificates and report are of that county', async () => {
  const site = await otherSite()
  const { id: cohortId, sessions } = await aCohort(site, { number: 7, regionCode: xijiang, place: '西江镇文化站' })
  await step(site, cohortId, 'OPEN')
  const roster = aRoster(
    {},
    `杨阿妮,${otherIdNumber('1984-05-06')},13900000011,西江镇,开觉村,L000001,户主,建档立卡贫困户`,
    `李阿桑,${otherIdNumber('1990-07-08')},13900000012,贵州省黔东南州雷山县丹江镇,羊排村,L000002,户主,一般户`,
    `王小兰,${otherIdNumber('1991-01-02')},13900000013,清坪镇,把界村,L000003,户主,一般户`,
  )
  const outcome = await importRosterFile(site, anAdmin, { fileName: '名单', bytes: roster, cohortId, dryRun: false })
  expect(outcome.refused.map(({ message }) => message)).toEqual(['雷山县没有叫“清坪镇”的乡镇。请照行政区划填写。'])
  expect((await site.read.select({ place: persons.regionCode }).from(persons)).map(({ place }) => place).sort()).toEqual([
    '522634100207',
    '522634101206',
  ])

  await step(site, cohortId, 'START')
  site.clock.set('2019-03-08T18:00:00+08:00')
  const { trainees } = await readCohort(site, anAdmin, cohortId)
  for (const { enrolmentId } of trainees) {
    for (const session of sessions) await mark(site, session, enrolmentId, 'present')
    await pass(site, enrolmentId)
  }
  await step(site, cohortId, 'CLOSE')
  const held = await listCertificates(
    site,
    anAdmin,
    trainees.map(({ enrolmentId }) => enrolmentId),
  )
  expect([...held.values()].map(({ number }) => number)).toEqual(['LS2019-07-001', 'LS2019-07-002'])
  const certificate = await readCertificate(site, anAdmin, [...held.values()][0]!.id)
  expect(certificate.content).toMatchObject({ issuer: '雷山县就业服务中心', place: '西江镇文化站' })

  const query = await defaultReportQuery(site, anAdmin)
  expect(query.region).toBe('522634')
  const report = await readHouseholdReport(site, anAdmin, query)
  expect(report).toMatchObject({ regionName: '雷山县', cohorts: 1, persons: 2, households: 2, registered: { persons: 1, households: 1 } })
  expect(report.byTownship.map(({ name }) => name)).toEqual(['丹江镇', '西江镇'])
})

test('an address without a township is answered with an example of that county', async () => {
  const site = await otherSite()
  const bytes = Buffer.from(`姓名,身份证号,住址\n杨阿妮,${otherIdNumber('1984-05-06')},开觉村三组\n`)
  const { refused } = await importRosterFile(site, anAdmin, { fileName: '名单', bytes, dryRun: true })
  expect(refused[0]!.message).toContain('请写成“西江镇开觉村”这样。')
})

test('a long roster is read in a thread by the places of that county too', async () => {
  const site = await otherSite()
  const day = (nth: number) => new Date(Date.UTC(1960, 0, 1 + nth)).toISOString().slice(0, 10)
  const rows = Array.from({ length: 6_000 }, (_, nth) => `杨阿妮,${otherIdNumber(day(nth))},西江镇,开觉村`)
  const bytes = Buffer.from(`姓名,身份证号,乡镇,村\n${rows.join('\n')}\n丁小兰,${otherIdNumber(day(6_000))},清坪镇,把界村\n`)
  const { refused } = await importRosterFile(site, anAdmin, { fileName: '名单', bytes, dryRun: true })
  expect(refused.map(({ message }) => message)).toEqual(['雷山县没有叫“清坪镇”的乡镇。请照行政区划填写。'])
})

test('a list of shops tells its sides, places and goods by the words of that pair', async () => {
  const site = await otherSite()
  const head = '哪一方,店名,店主,手机号,地区,主营'
  const lines = [
    '苏州,太湖茶行,周东山,13800000001,吴中区,绿茶',
    '黔东南,西江绣坊,李阿桑,13800000002,雷山县西江镇,苗绣',
    '贵州,开觉茶铺,杨阿妮,13800000003,西江镇,雷公山茶',
    '贵州,山外茶铺,王小兰,13800000004,清坪镇,绿茶',
  ]
  const rows = await importShopsFile(site, coordinator, {
    fileName: '名录.csv',
    bytes: Buffer.from([head, ...lines].join('\n')),
    dryRun: false,
  })
  expect(rows.flatMap(({ outcome, message }) => (outcome === 'refused' ? [message] : []))).toEqual([
    '“清坪镇”不是雷山县的乡镇，或写了几个。',
  ])
  expect(
    (await listRegisteredShops(site, coordinator)).map(({ name, side, regionCode, categories }) => ({
      name,
      side,
      regionCode,
      categories,
    })),
  ).toEqual(
    expect.arrayContaining([
      { name: '太湖茶行', side: 'east', regionCode: wuzhong, categories: ['drink.tea.green'] },
      { name: '西江绣坊', side: 'west', regionCode: xijiang, categories: ['craft.brocade'] },
      { name: '开觉茶铺', side: 'west', regionCode: xijiang, categories: ['drink.tea.green'] },
    ]),
  )
})

test('shops of its two sides are matched, by reasons that call goods as that pair does', async () => {
  const site = await otherSite()
  const west = await aShop(site, '开觉茶铺', { ...westEntry, regionCode: xijiang })
  const east = await aShop(site, '太湖茶行', { ...eastEntry, regionCode: wuzhong })
  const roundId = await planRound(site, coordinator, { name: '第一批', shopIds: [west.shopId, east.shopId] })
  await stepRound(site, coordinator, { roundId, version: 0, event: { type: 'OPEN_WISHES', until: '2019-03-20T00:00:00.000Z' } })
  await stepRound(site, coordinator, { roundId, version: 1, event: { type: 'CLOSE_WISHES' } })
  const { pairs } = await readProposal(site, coordinator, { roundId })
  expect(pairs).toMatchObject([{ west: west.shopId, east: east.shopId }])
  expect(pairs[0]!.score.parts.find(({ part }) => part === 'nearness')!.words).toBe('都卖绿茶')
})

test('passwords made of its places are weak there, and those made of the other pair’s are not', async () => {
  const site = await otherSite()
  const user = { role: 'administrator', name: '新管理员', phone: '13900000021' }
  await expect(createUser(site, anAdmin, { ...user, password: 'Leishan@2021' })).rejects.toMatchObject({ status: 422 })
  await createUser(site, anAdmin, { ...user, password: 'Xianfeng@2019' })
})

test('reports of pairing begin in its first year', async () => {
  const site = await aSite({ programme: otherProgramme() })
  expect(parsePeriod(new URLSearchParams(), { programme: site.programme, now: () => new Date('2026-03-04T09:00:00+08:00') })).toEqual({
    from: '2018-01',
    to: '2026-03',
  })
})

test('the demo is of the pair that ships: another installation is told so', async () => {
  const site = await otherSite()
  await expect(loadDemoCounty(site)).rejects.toMatchObject({ status: 422, message: expect.stringContaining('TIDUI_PROGRAMME') as string })
  expect(findDemoFault(null)).toBeNull()
})

describe('a file of a programme', () => {
  let folder: string
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'tidui-programme-'))
    return () => rmSync(folder, { recursive: true, force: true })
  })

  type Content = Record<string, unknown>
  const good = () => JSON.parse(readFileSync(otherProgrammeFile, 'utf8')) as Content

  /** A programme in a file of its own, with its regions beside it. */
  function written(content: Content | string, { withRegions = true } = {}) {
    const file = join(folder, 'pair.json')
    writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content))
    if (withRegions) cpSync(getRegionsFile(otherProgrammeFile), getRegionsFile(file))
    return file
  }

  test('is read with its regions, and knows where it lies', () => {
    const file = written(good())
    expect(loadProgramme(file)).toMatchObject({ file, certificatePrefix: 'LS', divisions: [] })
  })

  test('is read as an editor on Windows writes it', () => {
    expect(loadProgramme(written(`\ufeff${JSON.stringify(good())}`))).toMatchObject({ certificatePrefix: 'LS' })
  })

  test.each<[why: string, change: Content, sentence: string]>([
    ['a side left out', { east: undefined }, 'east，这一项没有填。写法'],
    ['a prefix in small letters', { certificatePrefix: 'ls' }, 'certificatePrefix'],
    ['a field that nobody knows', { county: '522634' }, 'county'],
    ['goods that are not in the tree', { goods: { 'drink.milk': { name: '牛奶' } } }, 'goods.drink.milk'],
    [
      'a county that helps itself',
      { east: { counties: ['320506', '522634'], shortName: '吴中', placeWords: ['吴中'] } },
      'east.counties 里有西部的县 522634',
    ],
    ['a county that its regions lack', { east: { counties: ['320507'], shortName: '相城', placeWords: ['相城'] } }, '320507'],
    ['a year that was never', { firstYear: 21 }, 'firstYear'],
  ])('with %s is refused, and told why', (_, change, sentence) => {
    expect(() => loadProgramme(written({ ...good(), ...change }))).toThrow(sentence)
  })

  test('that is missing, is no JSON or has no regions beside it is refused, and told why', () => {
    expect(() => loadProgramme(join(folder, 'none.json'))).toThrow('TIDUI_PROGRAMME')
    expect(() => loadProgramme(written('{'))).toThrow('不是 JSON')
    rmSync(folder, { recursive: true })
    folder = mkdtempSync(join(tmpdir(), 'tidui-programme-'))
    expect(() => loadProgramme(written(good(), { withRegions: false }))).toThrow('pair.regions.json')
    const own = written(good())
    const regionsFile = own.replace('.json', '.regions.json')
    const table = JSON.parse(readFileSync(regionsFile, 'utf8')) as { regions: object[] }
    writeFileSync(
      regionsFile,
      JSON.stringify({ regions: [...table.regions, { code: '522634', id: 'own', name: '雷山县', parent: 'own' }] }),
    )
    expect(() => loadProgramme(own)).toThrow('是它自己的上级')
  })
})
