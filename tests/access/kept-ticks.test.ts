// What is ticked and typed in a form with a long list is kept while the list is turned, sorted and filtered, and a list can be had as a workbook:
// over the product's own addresses, without scripts.
import { beforeAll, expect, test } from 'vitest'
import { createUser } from '#app/modules/accounts/accounts.server.ts'
import { readCohort } from '#app/modules/cohorts/cohorts.server.ts'
import { indexMissing } from '#app/modules/households/households.server.ts'
import { acceptMatching, listRounds, readProposal, readRound, stepRound } from '#app/modules/rounds/rounds.server.ts'
import { createSession } from '#app/modules/sessions/sessions.server.ts'
import { listAccess } from '#app/modules/access-log/access-log.server.ts'
import { readSpreadsheet } from '#app/spreadsheet/spreadsheet.server.ts'
import { aCollectingRound } from '#tests/modules/rounds/makers.ts'
import { aShop, coordinator, eastEntry, westEntry } from '#tests/modules/shops/makers.ts'
import { aCohort, anAdmin, aPerson, step } from '#tests/support/makers.ts'
import { aSite, type TestSite } from '#tests/support/site.ts'
import { loadScreens } from './screens.ts'

let screens: Awaited<ReturnType<typeof loadScreens>>
beforeAll(async () => void (screens = await loadScreens()))

type User = Parameters<typeof createUser>[2]

/** A desk at which somebody works without scripts. */
async function aDesk(site: TestSite, user: User) {
  const { accountId } = await createUser(site, anAdmin, user)
  const cookie = (await createSession(site, accountId)).split(';')[0]!
  const { origin, close } = await screens.serve(site)
  const ask = async (path: string, fields?: [string, string][]) => {
    const method = fields ? 'POST' : 'GET'
    const answer = await fetch(origin + path, {
      method,
      redirect: 'manual',
      headers: { cookie, origin },
      body: fields ? new URLSearchParams(fields) : null,
    })
    const bytes = Buffer.from(await answer.arrayBuffer())
    return { status: answer.status, to: answer.headers.get('location'), bytes, html: bytes.toString().replaceAll('<!-- -->', '') }
  }
  return { ask, [Symbol.asyncDispose]: async () => void (await close()) }
}

const attribute = (tag: string, name: string) => new RegExp(`${name}="([^"]*)"`).exec(tag)?.[1] ?? ''

/** The fields of this name that a browser would send of a page: hidden ones, and boxes that are ticked. */
const fieldsOf = (html: string, name: string): [string, string][] =>
  [...html.matchAll(/<input[^>]*>/g)]
    .map(([tag]) => tag)
    .filter((tag) => attribute(tag, 'name') === name && (!tag.includes('type="checkbox"') || tag.includes('checked=""')))
    .map((tag) => [name, attribute(tag, 'value')])

/** Where the button of these words leads. */
const turnOf = (html: string, words: string) => {
  const [tag] = new RegExp(`<button[^>]*>${words}`).exec(html) ?? []
  return attribute(tag ?? '', 'form[aA]ction')
    .replaceAll('&amp;', '&')
    .replace(/#.*/, '')
}

test('a new round keeps its name and its ticks over all pages of the shops', async () => {
  const site = await aSite()
  for (let nth = 0; nth < 130; nth++) await aShop(site, `茶叶店${nth}`, nth % 2 ? eastEntry : westEntry)
  await using desk = await aDesk(site, { name: '周协调', role: 'coordinator', phone: '13900070033' })
  const first = (await desk.ask('/desk/rounds')).html
  expect(first).toContain('一共勾了 <b>130</b> 家，其中 30 家在别的页')
  // Two shops of the first page are taken off, a name is typed, and the next page is asked for.
  const some = fieldsOf(first, 'shop').filter(([, id]) => !offOf(first).includes(id))
  const second = (await desk.ask(`/desk/rounds${turnOf(first, '下一页')}`, [['name', '明年的结对'], ['turn', 'there'], ...some])).html
  expect(attribute(/<input[^>]* name="name"[^>]*>/.exec(second)![0], 'value')).toBe('明年的结对')
  expect(second).toContain('一共勾了 <b>128</b> 家，其中 98 家在别的页')
  // Nobody is ticked anew by a refusal, which shows the same page.
  const refused = await desk.ask('/desk/rounds?page=2', [['name', '明'], ...fieldsOf(second, 'shop')])
  expect([refused.status, refused.html.includes('批次名要有 2 到 40 个字'), fieldsOf(refused.html, 'shop').length]).toEqual([
    422,
    true,
    128,
  ])
  const { to } = await desk.ask('/desk/rounds?page=2', [['name', '明年的结对'], ...fieldsOf(refused.html, 'shop')])
  const [round] = await listRounds(site, coordinator)
  expect([to, round!.name]).toEqual([`/desk/rounds/${round!.id}`, '明年的结对'])
  expect((await readRound(site, coordinator, { roundId: round!.id })).shops).toHaveLength(128)
}, 120_000)

/** The first two boxes of a page. */
const offOf = (html: string) =>
  [...html.matchAll(/<input type="checkbox"[^>]* name="shop"[^>]*>/g)].slice(0, 2).map(([tag]) => attribute(tag, 'value'))

/** A class of nobody, 70 people of a township, and its officer. */
async function aRegister() {
  const site = await aSite()
  const { id: cohortId } = await aCohort(site)
  await step(site, cohortId, 'OPEN')
  for (let nth = 0; nth < 70; nth++) await aPerson(site, { name: `田小${nth}`, regionCode: nth < 60 ? '422826100201' : '422826100202' })
  const desk = await aDesk(site, { name: '张专干', role: 'townshipOfficer', region: '422826100', phone: '13900070034' })
  const enrolled = async () => (await readCohort(site, anAdmin, cohortId)).trainees.length
  return { site, cohortId, enrolled, ...desk }
}

test('people stay ticked while the register is turned, sorted and filtered, until they are enrolled', async () => {
  await using desk = await aRegister()
  const first = (await desk.ask('/desk/persons')).html
  const page = (
    await desk.ask(`/desk/persons${turnOf(first, '这一页')}`, [
      ['turn', 'there'],
      ['listed', ''],
    ])
  ).html
  expect(fieldsOf(page, 'person')).toHaveLength(50)
  const next = (await desk.ask(`/desk/persons${turnOf(page, '下一页')}`, [['turn', 'there'], ['listed', ''], ...fieldsOf(page, 'person')]))
    .html
  expect(next).toContain('一共勾了 <b>50</b> 人，其中 50 人在别的页')
  const sorted = await desk.ask(`/desk/persons${turnOf(next, '姓名')}`, [['turn', 'there'], ['listed', ''], ...fieldsOf(next, 'person')])
  expect(sorted.html).toContain('aria-sort="ascending"')
  expect(fieldsOf(sorted.html, 'person')).toHaveLength(50)
  // A menu is a part of the same form.
  const chosen = await desk.ask('/desk/persons?', [
    ['turn', 'choose'],
    ['listed', ''],
    ['region', '422826100202'],
    ['columns', 'place'],
    ...fieldsOf(sorted.html, 'person'),
  ])
  expect(chosen.html).toContain('共 10 人')
  expect(chosen.html).toContain('，不再只看"')
  expect(chosen.html).not.toContain('>身份证号</')
  const all = (
    await desk.ask('/desk/persons?tick=all', [
      ['turn', 'there'],
      ['listed', ''],
    ])
  ).html
  expect(fieldsOf(all, 'person')).toHaveLength(70)
  const done = await desk.ask('/desk/persons?tick=all', [['listed', ''], ['cohort', desk.cohortId], ...fieldsOf(all, 'person')])
  expect([done.html.includes('给 70 人报了名'), fieldsOf(done.html, 'person').length, await desk.enrolled()]).toEqual([true, 0, 70])
}, 120_000)

test('people found by a search stay ticked too, and the search is in no address', async () => {
  await using desk = await aRegister()
  await indexMissing(desk.site)
  const path = `/desk/cohorts/${desk.cohortId}/enrolment`
  const found = (await desk.ask(path, [['search', '田小']])).html
  const all = (
    await desk.ask(`${path}?tick=all`, [
      ['turn', 'there'],
      ['listed', '田小'],
    ])
  ).html
  expect([found.includes('共 70 人'), fieldsOf(all, 'person').length]).toEqual([true, 70])
  const next = await desk.ask(`${path}${turnOf(all, '下一页')}`, [['turn', 'there'], ['listed', '田小'], ...fieldsOf(all, 'person')])
  expect([fieldsOf(next.html, 'listed')[0]?.[1], fieldsOf(next.html, 'person').length]).toEqual(['田小', 70])
  expect(turnOf(all, '下一页')).not.toContain('search')
  await desk.ask(path, [['listed', '田小'], ...fieldsOf(next.html, 'person')])
  expect(await desk.enrolled()).toBe(70)
  expect((await desk.ask(path)).html).toContain('已报名')
}, 120_000)

test('the workbook of people has what the filters leave, in the chosen columns, and is recorded', async () => {
  await using desk = await aRegister()
  const rows: string[][] = []
  const { bytes } = await desk.ask('/desk/persons.xlsx?region=422826100202&sort=name&dir=desc&columns=name,idNumber')
  for await (const some of readSpreadsheet(bytes)) rows.push(...some.map(({ cells }) => cells.map(({ text }) => text)))
  expect(rows[0]).toEqual(['姓名', '身份证号'])
  expect(rows.slice(1).map(([name]) => name)).toEqual(Array.from({ length: 10 }, (_, i) => `田小${69 - i}`))
  expect(rows.slice(1).some(([, idNumber]) => /\d{4}/.test(idNumber!))).toBe(false) // masked
  const exports = (await listAccess(desk.site, { kind: 'export' })).map(({ what, rows: many }) => [what, many])
  expect(exports).toEqual([['all people', 10]])
})

test('every list of a round and of its matching is a workbook of what it shows, and that is recorded', async () => {
  const { site, roundId, west, east } = await aCollectingRound()
  await stepRound(site, coordinator, { roundId, version: 1, event: { type: 'CLOSE_WISHES' } })
  await using desk = await aDesk(site, { name: '周协调', role: 'coordinator', phone: '13900070033' })
  const linkOf = (html: string, list: string) => new RegExp(`href="(/desk/rounds/\\w+/${list}/list.xlsx[^"]*)"`).exec(html)?.[1] ?? ''
  const sheetAt = async (path: string) => {
    const rows: string[][] = []
    for await (const some of readSpreadsheet((await desk.ask(path.replaceAll('&amp;', '&'))).bytes))
      rows.push(...some.map(({ cells }) => cells.map(({ text }) => text)))
    return rows
  }
  const page = (await desk.ask(`/desk/rounds/${roundId}?shops-side=east&shops-columns=name,goods`)).html
  const shops = await sheetAt(linkOf(page, 'shops'))
  expect([shops[0], shops.length]).toEqual([['店', '卖什么'], 1 + east.length])
  const matching = (await desk.ask(`/desk/rounds/${roundId}/matching`)).html
  for (const paper of [page, matching]) expect(paper).toMatch(/地区：咸丰、余杭.*制表人：.*（盖章处）/s) // coordinators print both, to be signed
  const heads = { pairs: '西部店', unmatched: '西部店', free: '东部店' }
  const numbers: Record<string, number> = {}
  for (const [list, head] of Object.entries(heads)) {
    const link = linkOf(matching, list)
    const rows = await sheetAt(link || `/desk/rounds/${roundId}/${list}/list.xlsx`)
    expect(rows[0]![0]).toBe(head)
    numbers[list] = rows.length - 1
  }
  expect(numbers.pairs! + numbers.unmatched!).toBe(west.length)
  expect(numbers.pairs).toBeGreaterThan(0)
  expect(linkOf(matching, 'pairs')).not.toBe('')
  const { pairs } = await readProposal(site, coordinator, { roundId })
  const expected = pairs.map((pair): [string, string] => [pair.west, pair.east])
  await acceptMatching(site, coordinator, { roundId, version: (await readRound(site, coordinator, { roundId })).version, expected })
  const accepted = (await desk.ask(`/desk/rounds/${roundId}`)).html
  expect((await sheetAt(linkOf(accepted, 'pairings'))).length).toBe(1 + pairs.length)
  expect((await desk.ask(`/desk/rounds/${roundId}/wishes/list.xlsx`)).status).toBe(404)
  const exported = (await listAccess(site, { kind: 'export' })).map(({ what }) => what.replace(roundId, '…')).sort()
  expect(exported).toEqual(['free of round …', 'pairings of round …', 'pairs of round …', 'shops of round …', 'unmatched of round …'])
})
