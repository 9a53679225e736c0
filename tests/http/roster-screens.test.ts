// Rosters as screens: the class one comes from, and what stands there once a roster is in.
import { beforeAll, expect, onTestFinished, test } from 'vitest'
import { aCounty, type County } from '#tests/access/county.ts'
import { loadScreens } from '#tests/access/screens.ts'
import { idNumberOf } from '#tests/modules/rosters/makers.ts'

let county: County
let origin: string
let screens: Awaited<ReturnType<typeof loadScreens>>
beforeAll(async () => void (screens = await loadScreens()), 120_000)

/** A county of its own for the test, served as long as it lasts. */
async function serveCounty() {
  county = await aCounty()
  const served = await screens.serve(county.site)
  origin = served.origin
  onTestFinished(async () => void (await served.close()))
}

const headers = () => ({ Cookie: county.cookieOf.officerHere, Origin: origin })
const read = async (path: string) => (await fetch(origin + path, { headers: headers() })).text()
const post = (path: string, body: FormData | URLSearchParams) =>
  fetch(origin + path, { method: 'POST', redirect: 'manual', headers: headers(), body })
const isChosen = (page: string) => new RegExp(`<option value="${county.cohortId}" selected`).test(page)

function aForm(lines: string[], cohort = county.cohortId) {
  const form = new FormData()
  if (lines.length > 0) form.set('file', new File([['姓名,身份证号,手机号,乡镇,户编号', ...lines].join('\n')], '名单.csv'))
  form.set('cohort', cohort)
  return form
}

test('coming from a class, its people are enrolled in it: it is said, chosen, and stays so when the upload is refused', async () => {
  await serveCounty()
  const address = `/desk/rosters?cohort=${county.cohortId}`
  const page = await read(address)
  expect(isChosen(page)).toBe(true)
  expect(page).toContain('表里的人同时报名到')
  expect(isChosen(await read('/desk/rosters'))).toBe(false)
  const refused = await post(address, aForm([]))
  expect(refused.status).toBe(422)
  expect(isChosen(await refused.text())).toBe(true)
  expect(await read('/desk/rosters?cohort=nowhere')).toContain('只登记，除非另选一个班')
})

test('uploaded, it can be given another class; imported, the page says what to do next', async () => {
  await serveCounty()
  const uploaded = await post('/desk/rosters', aForm([`王小兰,${idNumberOf('1990-01-02')},,高乐山镇,`, '李春,1,,高乐山镇,'], ''))
  const at = new URL(uploaded.headers.get('location')!, origin).pathname
  expect(await read(at)).toContain('不报名到班里，只登记')
  expect((await post(at, new URLSearchParams({ act: 'assign', cohort: county.cohortId }))).status).toBe(302)
  expect(isChosen(await read(at))).toBe(true)
  expect((await post(at, new URLSearchParams({ act: 'take', choice: 'all-good-rows' }))).status).toBe(302)
  const done = (await read(at)).replaceAll('<!-- -->', '')
  for (const next of [
    `/desk/cohorts/${county.cohortId}"`,
    `/desk/cohorts/${county.cohortId}/slips`,
    `${at}/refusals.xlsx`,
    '有 1 人没有登记户',
  ])
    expect(done).toContain(next)
})

test('a class that is chosen beside the press that imports is not passed over: it is previewed with it first', async () => {
  await serveCounty()
  const uploaded = await post('/desk/rosters', aForm([`王小兰,${idNumberOf('1990-01-02')},,高乐山镇,`], ''))
  const at = new URL(uploaded.headers.get('location')!, origin).pathname
  const page = await read(at)
  const form = page.match(/<form method="post"[\s\S]*?<\/form>/g)?.find((one) => one.includes('value="take"'))
  expect(form).toMatch(/<select[^>]* name="cohort"/) // of the same form
  const press = { act: 'take', choice: 'all-good-rows', into: '', cohort: county.cohortId }
  const asked = await post(at, new URLSearchParams(press))
  expect(asked.headers.get('location')).toBe(`${at}?assigned`)
  const shown = (await read(`${at}?assigned`)).replaceAll('<!-- -->', '')
  expect(shown).toContain('还没有导入')
  expect(isChosen(shown)).toBe(true)
  expect((await post(at, new URLSearchParams({ ...press, into: county.cohortId }))).headers.get('location')).toBe(at)
  expect(await read(at)).toContain('已导入')
})

test('a preview of 2,000 rows is a page of at most 300 kB', async () => {
  await serveCounty()
  const people = Array.from({ length: 2_000 }, (_, at) => {
    const birthday = new Date(Date.UTC(1960, 0, 1 + at)).toISOString().slice(0, 10)
    return `张${'一二三四五'[at % 5]!},${idNumberOf(birthday)},139${String(at).padStart(8, '0')},高乐山镇,H${at}`
  })
  const uploaded = await post('/desk/rosters', aForm(people, ''))
  const at = new URL(uploaded.headers.get('location')!, origin).pathname
  await expect.poll(() => read(at), { timeout: 30_000 }).toContain('新增 2000')
  const page = await read(`${at}?rows=new`)
  expect(Buffer.byteLength(page)).toBeLessThan(300_000)
  expect(page).not.toMatch(/139\d{8}/)
})

test('a roster is discarded on a page that says what is lost, and not by a press on its own page', async () => {
  await serveCounty()
  const uploaded = await post('/desk/rosters', aForm([`田春,${idNumberOf('1991-01-02')},,高乐山镇,`], ''))
  const at = new URL(uploaded.headers.get('location')!, origin).pathname
  expect((await post(at, new URLSearchParams({ act: 'withdraw' }))).status).toBe(422)
  expect(await read(`${at}/discard`)).toContain('不能恢复')
  expect((await post(`${at}/discard`, new URLSearchParams())).status).toBe(302)
  expect(await read(at)).toContain('已经作废，一行也没有收')
})
