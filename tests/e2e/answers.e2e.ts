// Learning that answers, as one story: a trainee without a network shows her box and asks by voice; in the evening her instructor finds both,
// answers once for the class, sees where it stops, mends that, brings in his old questions, and plans the exam from them.
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import type { Viewer } from '#app/access/viewer.ts'
import { askInquiry } from '#app/modules/inquiries/inquiries.server.ts'
import { recordProgress } from '#app/modules/learning/learning.server.ts'
import { createSession } from '#app/modules/sessions/sessions.server.ts'
import { inquiries } from '#db/schema/inquiries.ts'
import { taskSubmissions } from '#db/schema/tasks.ts'
import type { aStudent } from '#tests/modules/learning/makers.ts'
import { aCourse, anInstructor, lessonText, publish, write } from '#tests/modules/studio/makers.ts'
import { aDesk, aPhone } from '#tests/support/browser.ts'
import { moodleExport, refusedNames } from './old-questions.ts'
import { aRunningClass } from './running-class.ts'
import { aStoryServer, faultsOn, shot } from './story-server.ts'
import { kept, photograph, record, taskForm } from './trainee.ts'

const lessonPath = '/courses/pack/lesson-1'
const heading = '封箱子'
const task = `<Task id="parcel" title="打一个包" points="胶带封成“工”字" photograph text>

打一个要寄的包，拍一张。

</Task>`
const text = `${lessonText}
## ${heading}

胶带封成“工”字。

${task}
`

let author: Viewer
let reviewer: Viewer
let cohortId = ''
let students: Awaited<ReturnType<typeof aStudent>>[] = []

const story = await aStoryServer({
  flags: ['--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream'],
  prepare: async (site) => {
    author = await anInstructor(site, '覃讲师')
    reviewer = await anInstructor(site, '向审')
    const versionId = await aCourse(site, author, 'pack')
    await write(site, author, versionId, 'lesson-1.mdx', text)
    await publish(site, { author, reviewer, versionId })
    ;({ cohortId, students } = await aRunningClass(site, { courseSlug: 'pack', instructor: author, trainees: 4 }))
  },
})
const { browser, site } = story

const at = (path: string) => `${story.server.origin}${path}`
const cookieOf = (account: string) => createSession(site, account)
const follow = (page: Page, name: string | RegExp) => page.getByRole('link', { name }).first().click()
const press = (page: Page, name: string | RegExp) => page.getByRole('button', { name }).first().click()

async function phoneOf(account: string) {
  const context = await aPhone(browser, { origin: story.server.origin, cookie: await cookieOf(account) })
  await context.grantPermissions(['microphone'], { origin: story.server.origin })
  return { context, page: await context.newPage() }
}

/** In the field: what she hands in and asks waits on her phone, and goes out when there is a network. */
async function handInAndAsk(account: string) {
  const { context, page } = await phoneOf(account)
  await page.goto(at(lessonPath))
  await page.evaluate(async () => void (await navigator.serviceWorker.ready))
  await page.reload()
  await kept(page, [lessonPath, '/ask/pack'])
  await context.setOffline(true)
  await page.goto(at(lessonPath))
  const form = await taskForm(page)
  await form.locator('[name=picture]').setInputFiles(await photograph(2000))
  await form.getByRole('button', { name: '交给讲师' }).click()
  await expect.poll(() => form.locator('[data-form-waiting]').innerText()).toContain('等着发出')
  await shot(page, 'answers-task')
  await page.locator('.stuck[value^="s3 "]').click()
  await page.locator('a.ask[href*="s3"]').click()
  await page.waitForSelector('text=哪里不明白？')
  await record(page)
  await press(page, '发给老师')
  await page.waitForSelector('text=存在手机里')
  await shot(page, 'answers-asked')
  expect(await faultsOn(page)).toEqual([])
  expect([await site.read.$count(taskSubmissions), await site.read.$count(inquiries)]).toEqual([0, 0])
  await context.setOffline(false)
  await expect
    .poll(async () => [await site.read.$count(taskSubmissions), await site.read.$count(inquiries)], { timeout: 30_000 })
    .toEqual([1, 1])
  return { context, page }
}

/** What others of the class said meanwhile: three stop at the third section, one at the first; one asks the same. */
async function othersStop() {
  const say = (section: string) =>
    ({ kind: 'mark', course: 'pack', lesson: 'lesson-1', key: `stuck:${section}`, value: '1', at: site.now().toISOString() }) as const
  const [, one, other, last] = students
  for (const [student, section] of [
    [one, 's3'],
    [other, 's3'],
    [last, 's3'],
    [last, 's1'],
  ] as const)
    // prettier-ignore
    if (student) await recordProgress(site, student, [say(section)])
  if (one) await askInquiry(site, one, { course: 'pack', lesson: 'lesson-1', section: 's3', text: '我的也退回来了，怎么封？', brought: {} })
}

/** From his first page to one answer for both who asked, which the class reads without their names. */
async function answerBoth(desk: Page) {
  await desk.goto(at('/desk'))
  const main = desk.locator('main')
  await expect.poll(() => main.innerText()).toContain('学员交来的任务等着看')
  expect(await main.innerText()).toContain('学员的问题等您回答')
  await shot(desk, 'answers-home')
  await follow(desk, /去看/)
  await follow(desk, '从最早的看起')
  await expect.poll(() => desk.locator('.submission img').evaluate((img: HTMLImageElement) => img.naturalWidth)).toBe(1280)
  await press(desk, '做到了')
  await desk.waitForSelector('text=说过了')
  await desk.goto(at('/desk'))
  await follow(desk, /去回答/)
  await desk.getByRole('link', { name: '回答', exact: true }).click()
  expect(await desk.locator('.asked-list audio').count()).toBe(1)
  expect(await desk.locator('input[name=inquiries]:checked').count()).toBe(2)
  await desk.getByLabel('回答', { exact: true }).fill('只封了一道，路上开了。要封成“工”字。')
  await desk.getByLabel(/回答也给全班看/).check()
  await desk.getByLabel('全班看到的问题').fill('箱子为什么会退回来？')
  await shot(desk, 'answers-answer')
  await desk.locator('form button').last().click()
  await desk.waitForSelector('text=没有等您回答的问题')
}

/** From the class's tab to the mended text in a version of its own. Returns that version. */
async function mendWhereTheyStop(desk: Page): Promise<string> {
  await desk.goto(at(`/desk/cohorts/${cohortId}`))
  await follow(desk, '学习')
  await desk.waitForSelector(`text=《选箱子》的小节`)
  const stops = await desk
    .locator('#lesson table')
    .first()
    .locator('tbody tr')
    .evaluateAll((rows) => rows.map((row) => [...row.querySelectorAll('td, th')].slice(0, 3).map((cell) => cell.textContent)))
  expect(stops.map(([, , stuck]) => Number(stuck))).toEqual([1, 0, 4])
  expect(stops[2]?.[0]).toContain(heading)
  expect(await faultsOn(desk)).toEqual([])
  await shot(desk, 'answers-stops')
  await follow(desk, `看课文：${heading}`)
  await press(desk, '开始写第 2 版，改这里')
  await desk.locator('.cm-content').waitFor()
  const paragraph = desk.locator('.cm-line', { hasText: '胶带封成“工”字。' }).first()
  await paragraph.click()
  await desk.keyboard.press('End')
  await desk.keyboard.insertText('中间一道，两头各一道。')
  await expect.poll(() => desk.locator('#writing-state').innerText()).toContain('已保存')
  await shot(desk, 'answers-mended')
  return new URL(desk.url()).pathname.split('/')[4] ?? ''
}

async function bringQuestions(desk: Page, versionId: string) {
  await desk.goto(at(`/desk/studio/versions/${versionId}/questions`))
  await follow(desk, '带入题目')
  await desk.setInputFiles('input[name=file]', { name: '题库.xml', mimeType: 'text/xml', buffer: Buffer.from(moodleExport()) })
  await press(desk, '看一看')
  await desk.waitForSelector('text=里有 200 道题：新的 191')
  const shown = await desk.locator('main').textContent()
  expect(shown).toContain('退回 9')
  for (const name of refusedNames) expect(shown).toContain(name)
  await shot(desk, 'answers-refused')
  await press(desk, '收下 191 道题')
  await desk.waitForSelector('text=题库里现在有 201 道')
}

test('a trainee shows her box and asks by voice without a network; her instructor answers, mends the lesson and plans the exam from his old questions', async () => {
  const [she, , , reader] = students
  const phone = await handInAndAsk(she?.accountId ?? '')
  await othersStop()
  const context = await aDesk(browser, { origin: story.server.origin, cookie: await cookieOf(author.accountId), worker: false })
  const desk = await context.newPage()
  await answerBoth(desk)

  const other = await phoneOf(reader?.accountId ?? '')
  await other.page.goto(at(lessonPath))
  const shown = other.page.locator('.shown-reply')
  await shown.locator('summary').click()
  expect(await shown.innerText()).toContain('要封成“工”字')
  expect(await other.page.content()).not.toContain('田小禾')
  await other.context.close()
  await phone.page.goto(at(lessonPath))
  await phone.page.waitForSelector('text=老师回答您了')
  expect(await phone.page.locator('[data-task-state]').innerText()).toBe('做到了')

  const versionId = await mendWhereTheyStop(desk)
  await bringQuestions(desk, versionId)
  await publish(site, { author, reviewer, versionId })

  await desk.goto(at(`/desk/cohorts/${cohortId}`))
  await follow(desk, /这门课有新版（第 2 版）/)
  await desk.getByLabel('为什么换').fill('封箱子讲清楚了，题也多了')
  await press(desk, '换成第 2 版')
  await desk.waitForURL(at(`/desk/cohorts/${cohortId}`))
  await desk.goto(at(`/desk/cohorts/${cohortId}/exam`))
  await desk.waitForSelector('text=题库有 121 道')
  await shot(desk, 'answers-exam')
  await press(desk, '安排考试')
  await desk.waitForURL((url) => !url.pathname.endsWith('/exam'))
  expect(await faultsOn(desk)).toEqual([])
  await phone.page.goto(at(lessonPath))
  await phone.page.waitForSelector('text=中间一道，两头各一道。')
  await context.close()
  await phone.context.close()
}, 90_000)
