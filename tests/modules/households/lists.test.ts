// People and households as lists: by place and status, a page at a time, within reach.
import { expect, test } from 'vitest'
import type { Position } from '#app/paging.ts'
import { compareByPinyin, compareNames } from '#app/text/by-pinyin.server.ts'
import type { RegisterFilter } from '#app/modules/households/household-list.server.ts'
import { listAccess } from '#app/modules/access-log/access-log.server.ts'
import { ensureHousehold, joinHousehold, listHouseholds, listPersons, setRegistration } from '#app/modules/households/households.server.ts'
import type { Status } from '#app/modules/households/labels.ts'
import { selectAtStage } from '#app/modules/talent/talent.server.ts'
import type { stages } from '#app/modules/talent/stages.ts'
import { aHolder } from '#tests/modules/certificates/makers.ts'
import { aClassWithATrainee, anAdmin, aPerson, aViewer } from '#tests/support/makers.ts'
import { aSite, type TestSite } from '#tests/support/site.ts'

const officer = aViewer('townshipOfficer', { kind: 'region', code: '422826105' })

async function aHousehold(
  site: TestSite,
  number: string,
  { status = null as Status | null, regionCode = '422826105201', head = '田禾' } = {},
) {
  const personId = await aPerson(site, { name: head, regionCode })
  return site.write('operator', 'given', async (tx) => {
    const householdId = await ensureHousehold(tx, { number, regionCode })
    await joinHousehold(tx, { personId, householdId, relation: '户主', day: '2014-10-01' })
    if (status) await setRegistration(tx, { householdId, status, day: '2014-10-01' })
    return householdId
  })
}

test('households are listed by place and number, with head, members and status, and only within reach', async () => {
  const site = await aSite()
  await aHousehold(site, 'D2', { status: 'registered', head: '覃山' })
  await aHousehold(site, 'D1')
  await aHousehold(site, 'A1', { regionCode: '422826101201' })
  expect((await listHouseholds(site, officer)).rows).toMatchObject([
    { number: 'D1', head: '田禾', members: 1, status: null },
    { number: 'D2', head: '覃山', members: 1, status: 'registered' },
  ])
  expect((await listHouseholds(site, anAdmin)).rows.map(({ number }) => number)).toEqual(['A1', 'D1', 'D2'])
  expect((await listHouseholds(site, officer, { filter: { region: '422826101' } })).rows).toEqual([])
})

test('both lists are narrowed by place and by what the household is registered as now', async () => {
  const site = await aSite()
  const lifted = await aHousehold(site, 'D2', { status: 'registered', head: '覃山' })
  await aHousehold(site, 'D1')
  await aPerson(site, { name: '无户', regionCode: '422826105202' })
  await site.write('operator', 'given', (tx) => setRegistration(tx, { householdId: lifted, status: 'lifted', day: '2018-12-31' }))
  const numbers = async (filter: object) => (await listHouseholds(site, officer, { filter })).rows.map(({ number }) => number)
  const names = async (filter: object) => (await listPersons(site, officer, { filter })).rows.map(({ name }) => name)
  expect([await numbers({ status: 'lifted' }), await names({ status: 'lifted' })]).toEqual([['D2'], ['覃山']])
  expect([await numbers({ status: 'registered' }), await names({ status: 'registered' })]).toEqual([[], []])
  expect(await numbers({ status: 'unregistered' })).toEqual(['D1'])
  expect((await names({ status: 'unregistered' })).sort()).toEqual(['无户', '田禾'].sort())
  expect(await names({ region: '422826105202' })).toEqual(['无户'])
  await expect(listPersons(site, anAdmin, { filter: { status: 'unregistered' } })).rejects.toMatchObject({ status: 422 })
})

test('people and households are sorted by any column, names as they sound, within what the filters leave', async () => {
  const site = await aSite()
  await aHousehold(site, 'D10', { status: 'registered', head: '曾国庆' })
  await aHousehold(site, 'D9', { head: '单小禾', regionCode: '422826105202' })
  await aPerson(site, { name: '李无户', regionCode: '422826105202' })
  const names = async (filter: RegisterFilter) => (await listPersons(site, officer, { filter })).rows.map(({ name }) => name)
  expect(await names({ sort: 'name' })).toEqual(['李无户', '单小禾', '曾国庆'])
  expect(await names({ sort: 'name', dir: 'desc', region: '422826105202' })).toEqual(['单小禾', '李无户'])
  expect(await names({ sort: 'household' })).toEqual(['单小禾', '曾国庆', '李无户'])
  expect(await names({ sort: 'household', dir: 'desc' })).toEqual(['曾国庆', '单小禾', '李无户'])
  const numbers = async (filter: RegisterFilter) => (await listHouseholds(site, officer, { filter })).rows.map(({ number }) => number)
  expect(await numbers({ sort: 'number' })).toEqual(['D9', 'D10'])
  expect(await numbers({ sort: 'head', dir: 'desc' })).toEqual(['D10', 'D9'])
  expect(await numbers({ sort: 'status', dir: 'desc' })).toEqual(['D10', 'D9'])
})

test('any number of people and households is sorted by every column, page by page, forwards and backwards, without gaps', async () => {
  const site = await aSite()
  const surnames = ['曾', '单', '覃', '李', '王', '阿', '冉']
  for (let nth = 0; nth < 130; nth++) {
    const regionCode = nth % 3 === 0 ? '422826105202' : '422826105201'
    const name = `${surnames[nth % surnames.length]}${'小禾国庆'[nth % 4]}`
    if (nth % 2 === 0) await aHousehold(site, `D${nth}`, { head: name, regionCode, status: nth % 4 === 0 ? 'registered' : null })
    else await aPerson(site, { name, regionCode })
  }
  type Page = { rows: { id: string }[]; turns: { next: Position | null; previous: Position | null } }
  const walk = async (list: (position: Position) => Promise<Page>) => {
    const pages: string[][] = []
    let position: Position | null = { page: 1 }
    let page: Page | null = null
    while (position) {
      page = await list(position)
      pages.push(page.rows.map(({ id }) => id))
      position = page.turns.next
    }
    const last: Page = await list({ page: 1, last: true })
    expect(last.rows.map(({ id }) => id)).toEqual(pages.at(-1))
    const before: Page = await list(last.turns.previous!)
    expect(before.rows.map(({ id }) => id)).toEqual(pages.at(-2))
    return pages.flat()
  }
  for (const dir of ['asc', 'desc'] as const) {
    for (const sort of ['name', 'sex', 'place', 'household'] as const) {
      const ids = await walk((position) => listPersons(site, officer, { filter: { sort, dir }, position }))
      expect([sort, ids.length, new Set(ids).size]).toEqual([sort, 130, 130])
      const { rows } = await listPersons(site, officer, { filter: { sort, dir }, size: 200 })
      expect(rows.map(({ id }) => id)).toEqual(ids)
      const value = { name: 'name', sex: 'sex', place: 'regionCode', household: 'householdNumber' }[sort] as keyof (typeof rows)[number]
      const values = rows.map((row) => row[value]).filter((one) => one !== null)
      const inOrder = [...values].sort((one, other) => (sort === 'name' ? compareNames : compareByPinyin)(one, other))
      expect(values).toEqual(dir === 'asc' ? inOrder : inOrder.reverse())
    }
    for (const sort of ['number', 'head', 'members', 'place', 'status'] as const) {
      const ids = await walk((position) => listHouseholds(site, officer, { filter: { sort, dir }, position }))
      expect([sort, new Set(ids).size]).toEqual([sort, 65])
    }
    const found = await listPersons(site, officer, { search: '422826105202', filter: { sort: 'name', dir } })
    expect(found.isSortable).toBe(true)
  }
})

test('each household stands on one page, forwards and backwards', async () => {
  const site = await aSite()
  for (let nth = 0; nth < 101; nth++) await aHousehold(site, `D${1000 + nth}`)
  const one = await listHouseholds(site, officer)
  const two = await listHouseholds(site, officer, { position: one.turns.next! })
  const three = await listHouseholds(site, officer, { position: two.turns.next! })
  const back = await listHouseholds(site, officer, { position: three.turns.previous! })
  expect([one, two, three].flatMap(({ rows }) => rows.map(({ number }) => number))).toEqual(
    Array.from({ length: 101 }, (_, nth) => `D${1000 + nth}`),
  )
  expect(back.rows).toEqual(two.rows)
  expect(one).toMatchObject({ count: 101, isCounted: true })
})

test('a workbook has all households that the filter leaves, in order, and is recorded as an export', async () => {
  const site = await aSite()
  for (let nth = 0; nth < 60; nth++) await aHousehold(site, `D${1000 + nth}`)
  await aHousehold(site, 'E1', { regionCode: '422826105202' })
  const asked = { filter: { region: '422826105201', sort: 'number', dir: 'desc' }, isExport: true } as const
  const { rows } = await listHouseholds(site, officer, asked)
  expect([rows.length, rows[0]!.number, rows.at(-1)!.number]).toEqual([60, 'D1059', 'D1000'])
  expect(await listAccess(site, { kind: 'export' })).toMatchObject([{ who: officer.accountId, what: 'all households', rows: 60 }])
})

test('people are narrowed by the furthest stage that they have reached', async () => {
  const site = await aSite()
  const { personId: holder } = await aHolder(site)
  await aPerson(site, { name: '还没报名' })
  const at = async (stage: (typeof stages)[number]) =>
    (await listPersons(site, anAdmin, { filter: { among: await selectAtStage(site, stage) } })).rows.map(({ id, name }) =>
      id === holder ? '持证' : name,
    )
  expect([await at('identified'), await at('completed'), await at('certified')]).toEqual([['还没报名'], [], ['持证']])
  const other = await aSite()
  const { personId } = await aClassWithATrainee(other)
  const ids = async (stage: (typeof stages)[number]) =>
    (await listPersons(other, anAdmin, { filter: { among: await selectAtStage(other, stage) } })).rows.map(({ id }) => id)
  expect([await ids('training'), await ids('enrolled'), await ids('identified')].flat()).toEqual([personId])
})
