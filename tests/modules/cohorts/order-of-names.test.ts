// People are listed by pinyin, as surnames are read, wherever a class is listed: not by the codes of their signs.
import { expect, test } from 'vitest'
import { listClassSlips, readCohort, readCohortStep } from '#app/modules/cohorts/cohorts.server.ts'
import { readCohortResults } from '#app/modules/exams/exams.server.ts'
import { listRegisteredShops } from '#app/modules/shops/shops.server.ts'
import { aShop, coordinator, eastEntry, westEntry } from '#tests/modules/shops/makers.ts'
import { aCohort, anAdmin, aPerson, enrol, step } from '#tests/support/makers.ts'
import { aSite } from '#tests/support/site.ts'

const byPinyin = ['刘小丽', '单小军', '吴小梅', '姚小兰', '曾小红', '周小琴'] // Liu, Shan, Wu, Yao, Zeng, Zhou

test('the class list, the slips, the results and those whom a step touches are in the order of the dictionary, by village', async () => {
  const site = await aSite()
  const { id: cohortId } = await aCohort(site)
  await enrol(site, cohortId, await aPerson(site, { name: '安小燕', regionCode: '422826100202' }))
  for (const name of [...byPinyin].reverse()) await enrol(site, cohortId, await aPerson(site, { name }))
  await step(site, cohortId, 'OPEN', 'START')
  const byVillage = [...byPinyin, '安小燕']
  const all = ['安小燕', ...byPinyin]
  expect((await readCohort(site, anAdmin, cohortId)).trainees.map(({ name }) => name)).toEqual(byVillage)
  const { lines } = await listClassSlips(site, anAdmin, { cohortId })
  expect(lines.map(({ name }) => name)).toEqual(byVillage)
  expect((await readCohortResults(site, anAdmin, cohortId)).lines.map(({ person }) => person)).toEqual(all)
  const { touched } = await readCohortStep(site, anAdmin, { cohortId, step: 'cancel' })
  expect(touched[0]!.names).toEqual(all)
})

test('shops are in the order of the dictionary, by side', async () => {
  const site = await aSite()
  for (const name of ['周家茶', '姚家蜜', '安家米']) await aShop(site, name, westEntry)
  await aShop(site, '杭州茶业', eastEntry)
  await aShop(site, '余杭土货', eastEntry)
  expect((await listRegisteredShops(site, coordinator)).map(({ name }) => name)).toEqual([
    '杭州茶业',
    '余杭土货',
    '安家米',
    '姚家蜜',
    '周家茶',
  ])
})
