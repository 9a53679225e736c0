// What screens of the desk offer, say and lead back to, over the product's own addresses: the faults of docs/findings.md that show only there.
import { beforeAll, expect, test } from 'vitest'
import { listAccess } from '#app/modules/access-log/access-log.server.ts'
import { createSetUpLink } from '#app/modules/accounts/accounts.server.ts'
import { readSpreadsheet } from '#app/spreadsheet/spreadsheet.server.ts'
import { aCohort, aPerson, enrol, step } from '#tests/support/makers.ts'
import { aSite } from '#tests/support/site.ts'
import { type Asker, aCounty } from './county.ts'
import { expected } from './expected.ts'
import { loadScreens } from './screens.ts'

let screens: Awaited<ReturnType<typeof loadScreens>>
beforeAll(async () => void (screens = await loadScreens()))

async function aServedCounty() {
  const county = await aCounty()
  const { origin, close } = await screens.serve(county.site)
  /** The main part of a page, or of the answer to a form. */
  const ask = async (asker: Asker, path: string, fields?: Record<string, string>) => {
    const answer = await fetch(origin + path, {
      method: fields ? 'POST' : 'GET',
      headers: { Cookie: county.cookieOf[asker], Origin: origin },
      body: fields ? new URLSearchParams(fields) : null,
    })
    const html = (await answer.text()).replaceAll('<!-- -->', '')
    return { status: answer.status, html, main: html.slice(html.indexOf('<main'), html.indexOf('</main>')) }
  }
  const bytes = async (asker: Asker, path: string) =>
    Buffer.from(await (await fetch(origin + path, { headers: { Cookie: county.cookieOf[asker] } })).arrayBuffer())
  return { ...county, ask, bytes, [Symbol.asyncDispose]: async () => void (await close()) }
}

test('of an empty class everybody is told what they themselves can do about it', async () => {
  await using county = await aServedCounty()
  const { id } = await aCohort(county.site, {
    courseSlug: 'tea',
    number: 9,
    regionCode: '422826100',
    instructors: [county.accountOf.instructorHere],
  })
  const path = `/desk/cohorts/${id}/trainees`
  expect((await county.ask('officerHere', path)).main).toContain('人在登记册里，点“报名”；不在，导入花名册')
  for (const asker of ['instructorHere', 'officialHere'] as const) {
    const { main } = await county.ask(asker, path)
    expect(main).toContain('还没有学员。报名由乡镇专干或管理员办。')
    expect(main).not.toContain('点“报名”')
  }
})

test('paper of a class says which region holds it, wherever it meets', async () => {
  await using county = await aServedCounty()
  const place = '杭州余杭电商园'
  const { id, sessions } = await aCohort(county.site, {
    courseSlug: 'tea',
    number: 9,
    regionCode: '422826100',
    days: ['2019-03-04'],
    place,
  })
  for (const page of ['trainees', 'learning', 'progress', 'attendance', `sessions/${sessions[0]}`]) {
    const { main } = await county.ask('administrator', `/desk/cohorts/${id}/${page}`)
    expect(main.match(/地区：([^<]*)/)?.[1], page).toMatch(/高乐山镇$/)
  }
})

test('a shop is registered from the head of the register, however long it is', async () => {
  await using county = await aServedCounty()
  const { main } = await county.ask('coordinator', '/desk/shops')
  expect(main).toContain('href="/desk/shops?add#add"')
  expect(main).not.toContain('name="ownerName"')
  for (const fields of [undefined, { name: '小店' }]) {
    const open = (await county.ask('coordinator', `/desk/shops${fields ? '' : '?add'}`, fields)).main
    expect(open.indexOf('name="ownerName"')).toBeGreaterThan(0)
    expect(open.indexOf('name="ownerName"')).toBeLessThan(open.indexOf('<table'))
  }
  expect((await county.ask('officialHere', '/desk/shops?add')).main).not.toContain('name="ownerName"')
})

test('another course is looked at while a class is planned, and what was typed stays', async () => {
  await using county = await aServedCounty()
  const path = '/desk/cohorts/new'
  const { main } = await county.ask('officerHere', path)
  const [form, ...others] = main.match(/<form[\s\S]*?<\/form>/g) ?? []
  expect(others).toEqual([]) // a course that is chosen in a form of its own would not count
  expect(form).toMatch(/<select[^>]*name="courseSlug"/)
  const typed = { turn: 'course', shownCourse: 'gone', courseSlug: 'tea', place: '村委会二楼', 'day-new-lesson-1': '2026-12-01' }
  const shown = await county.ask('officerHere', path, typed)
  expect(shown.status).toBe(200)
  expect(shown.main).toContain('name="shownCourse" value="tea"')
  for (const value of ['村委会二楼', '2026-12-01']) expect(shown.main).toContain(`value="${value}"`)
  expect(shown.main).not.toContain('role="alert"')
})

test('a desk with nothing to do says so', async () => {
  await using county = await aServedCounty()
  await step(county.site, 'OPEN')
  const { main } = await county.ask('officialAway', '/desk')
  expect(main).toMatch(/<h2 id="errands">今天要办<\/h2><div class="empty">今天没有等您办的事。<\/div>/)
})

test('attendance and leaving are offered only while the class takes them', async () => {
  await using county = await aServedCounty()
  const { site } = county
  const { id, sessions } = await aCohort(site, { courseSlug: 'tea', number: 9, regionCode: '422826100', days: ['2019-03-04'] })
  const at = (page: string) => `/desk/cohorts/${id}/${page}`
  const enrolmentId = await enrol(site, id, await aPerson(site, { regionCode: '422826100201' }))
  const offered = async () => {
    const [list, sheet, people] = await Promise.all(
      [at('attendance'), at(`sessions/${sessions[0]}`), at('trainees')].map(async (path) => (await county.ask('officerHere', path)).main),
    )
    return {
      link: list!.includes('>记考勤</a>'),
      why: list!.match(/开班以后才能记考勤|已经结束，不能再记考勤/)?.[0] ?? null,
      sheet: sheet!.includes('type="radio"'),
      leaving: people!.includes('勾选的退班'),
    }
  }
  expect(await offered()).toEqual({ link: false, why: '开班以后才能记考勤', sheet: false, leaving: true })
  await step(site, id, 'OPEN', 'START')
  expect(await offered()).toEqual({ link: true, why: null, sheet: true, leaving: true })
  await step(site, id, 'CLOSE')
  await site.settle()
  expect(await offered()).toEqual({ link: false, why: '已经结束，不能再记考勤', sheet: false, leaving: false })
  const late = await county.ask('officerHere', at('trainees/step'), { do: 'LEAVE', enrolment: enrolmentId, reason: '外出打工' })
  expect(late.status).toBe(409) // of these people nobody can leave any more
  expect(late.main).toContain('报名现在是「未结业」，不能「退班」。')
  expect(late.main).toContain('班已经结束，不能退班')
})

test('the page of a shop’s picture has a title, and the way back to its pairing', async () => {
  await using county = await aServedCounty()
  const { main } = await county.ask('coordinator', `/shop-files/${county.shopFileId}`)
  const title = main.match(/<h1[^>]*>([^<]+)<\/h1>/)?.[1]
  expect(title).toBeTruthy()
  expect(main).toContain(`href="/desk/pairings/${county.pairingId}"`)
  expect(main).toMatch(new RegExp(`<img class="whole-picture" src="/shop-files/${county.shopFileId}/content" alt="${title}，`))
  const hers = await county.ask('ownerHere', `/shop-files/${county.shopFileId}`)
  expect(hers.html).toContain(`href="/pairings/${county.pairingId}"`)
})

test('steps of an account ask first, and its new link says whose it is, to copy and to scan', async () => {
  await using county = await aServedCounty()
  const account = `/desk/accounts/${county.spareAccountId}`
  for (const name of ['disable', 'reset']) expect((await county.ask('administrator', `${account}/${name}`)).main).toContain('临时工')
  const asked = await county.ask('administrator', `${account}/disable`)
  expect(asked.main).toMatch(/不能再登录.*可以恢复/s)
  expect((await county.ask('administrator', account)).main).not.toContain('>恢复') // nothing has happened yet
  const pressOf = async (name: string) =>
    (await county.ask('administrator', `${account}/${name}`)).main.match(/name="press" value="([^"]+)"/)![1]!
  const { main } = await county.ask('administrator', `${account}/reset`, { press: await pressOf('reset') })
  expect(main).toContain('临时工的一次性登录链接')
  expect(main).toMatch(/name="link"[^>]* value="http[^"]+\/s\/[^"]+"|value="http[^"]+\/s\/[^"]+"[^>]* name="link"/)
  expect(main).toMatch(/aria-label="临时工的登录二维码"/)
  expect(main).toContain('data-copy="field-link"')
  await county.ask('administrator', `${account}/disable`, { press: await pressOf('disable') })
  expect((await county.ask('administrator', account)).main).toContain('>恢复')
})

test('setting up, one-time links and certificates warn of an address that no other phone opens', async () => {
  await using county = await aServedCounty()
  const warned = /现在的地址 <strong>http:\/\/127\.0\.0\.1:\d+<\/strong>/
  const pages: [Asker, string][] = [
    ['administrator', `/desk/accounts/${county.spareAccountId}/reset`],
    ['administrator', `/certificates/${county.certificateId}`],
    ['administrator', `/desk/certificates/sheets?cohort=${county.cohortId}`],
  ]
  for (const [asker, path] of pages) expect((await county.ask(asker, path)).html, path).toMatch(warned)
  const empty = await aSite()
  const { origin, close } = await screens.serve(empty)
  const setUp = await (await fetch(origin + (await createSetUpLink(empty)))).text()
  await close()
  expect(setUp.replaceAll('<!-- -->', '')).toMatch(warned)
})

test('a certificate at a desk leads back to its class', async () => {
  await using county = await aServedCounty()
  const path = `/certificates/${county.certificateId}`
  const back = `href="/desk/cohorts/${county.cohortId}/certificates"`
  expect((await county.ask('officerHere', path)).main).toContain(back)
  expect((await county.ask('traineeHere', path)).html).not.toContain('/desk/')
})

test('attendance, exam results, accounts, whom a class can enrol and who has a slip are workbooks of what their pages show, and that is recorded', async () => {
  await using county = await aServedCounty()
  const lists: [Asker, page: string, workbook: string, head: string][] = [
    ['officerHere', `/desk/cohorts/${county.cohortId}/sessions/${county.sessionId}`, 'marks.xlsx', '姓名,考勤,村'],
    ['officerHere', `/desk/cohorts/${county.cohortId}/results`, 'results.xlsx', '姓名,结果,最好成绩,答卷,晚到的答案'],
    ['administrator', '/desk/accounts', 'accounts.xlsx', '姓名,手机号,角色,状态,上次登录'],
    ['officerHere', `/desk/cohorts/${county.cohortId}/enrolment`, 'enrolment.xlsx', '姓名,报名,性别,身份证号,乡镇和村'],
    ['officerHere', `/desk/cohorts/${county.cohortId}/slips`, 'slips.xlsx', '姓名,住址,发过,登录'],
    ['coordinator', '/desk/shops/slips', 'slips.xlsx', '店主,店,哪一方,登录条,登录'],
  ]
  for (const [asker, page, workbook, head] of lists) {
    const { main } = await county.ask(asker, page)
    const link = new RegExp(`href="([^"]*/${workbook})"`).exec(main)?.[1]
    const rows: string[][] = []
    for await (const some of readSpreadsheet(await county.bytes(asker, link ?? '')))
      rows.push(...some.map(({ cells }) => cells.map(({ text }) => text)))
    expect(rows[0]!.join(',')).toBe(head)
    expect(rows.length).toBeGreaterThan(1)
    expect(rows.flat().some((text) => /1\d{10}/.test(text))).toBe(false) // no whole phone number
  }
  const recorded = (await listAccess(county.site, { kind: 'export' })).map(({ what }) => what.split(' of ')[0]).sort()
  expect(recorded).toEqual(['all people', 'attendance', 'exam results', 'list', 'slips', 'slips'])
})

test('whatever is a workbook of rows, its download is recorded as an export', async () => {
  await using county = await aServedCounty()
  const templates = /template|account-?s?\/import/ // nobody's data
  const workbooks = Object.entries(expected).filter(([path, { get }]) => get && path.endsWith('.xlsx') && !templates.test(path))
  expect(workbooks.length).toBeGreaterThan(15)
  for (const [path, { at }] of workbooks) {
    const exports = async () => (await listAccess(county.site, { kind: 'export' })).length
    const before = await exports()
    // Both lists of people are one thing in the record, so that they are opened by two.
    const asker = path.includes('enrolment') ? 'officerHere' : 'administrator'
    expect((await county.ask(asker, at?.(county) ?? path)).status, path).toBe(200)
    expect(await exports(), `${path} is recorded`).toBe(before + 1)
  }
})

test('months that are none are said on the page of the report, at their field; where there is no field, in the sentence itself', async () => {
  await using county = await aServedCounty()
  const { status, main } = await county.ask('coordinator', '/desk/reports/pairings?from=2026-13&to=2019-01')
  expect(status).toBe(422)
  expect(main).toContain('月份应写成 2019-01 这样。')
  expect(main).toMatch(/name="from"[^>]*value="2026-13"/)
  for (const path of ['/desk/reports/pairings/alive?from=2026-13', '/desk/reports/pairings.xlsx?from=2026-13']) {
    const answer = await county.ask('coordinator', path)
    expect(answer.html, path).toContain('月份应写成 2019-01 这样。')
    expect(answer.html, path).not.toContain('请看红字')
  }
})
