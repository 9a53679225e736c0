// What a phone does when it is full, when its own database fails, and when there is no network: nothing that was entered
// is lost, and nothing untrue is said of it.
import { eq } from 'drizzle-orm'
import type { BrowserContext, Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { addDays, toDay } from '#app/calendar.ts'
import { createSession } from '#app/modules/sessions/sessions.server.ts'
import { cohortWorkflow, issueSlips } from '#app/modules/cohorts/cohorts.server.ts'
import { readSitting, planExam, loadSheet } from '#app/modules/exams/exams.server.ts'
import { openSite } from '#app/site.server.ts'
import { runUntilIdle } from '#app/workflow/follow-ups.server.ts'
import { advanceWorkflow } from '#app/workflow/kernel.server.ts'
import { workflows } from '#app/workflows.server.ts'
import { answers } from '#db/schema/exams.ts'
import { sectionProgress } from '#db/schema/learning.ts'
import { workflows as workflowRows } from '#db/schema/workflow.ts'
import { aClass, administrator, aStudent, course } from '#tests/modules/learning/makers.ts'
import { aPhone } from '#tests/support/browser.ts'
import { aStoryServer } from './story-server.ts'

let cohortId: string
let examId: string

const story = await aStoryServer({
  async prepare(site) {
    cohortId = await aClass(site)
    const today = toDay(new Date())
    examId = await planExam(site, administrator, {
      cohortId,
      single: 6,
      multiple: 2,
      trueFalse: 2,
      minutes: 30,
      passMark: 60,
      attemptsAllowed: 2,
      opensOn: today,
      closesOn: addDays(today, 1),
    })
  },
})
const { browser, site, dataFolder } = story

/** Trainees whose class runs, so that they may sit its exam. */
async function aTrainee({ scripts = true, worker = true } = {}) {
  const trainee = await aStudent(site, cohortId)
  await site.write('operator', 'the class runs', async (tx) => {
    for (const event of [
      { type: 'OPEN', sessions: 1 },
      { type: 'START', enrolled: 1 },
    ] as const)
      await advanceWorkflow(tx, cohortWorkflow, { id: cohortId, version: 'latest', event }).catch(() => undefined)
  })
  await runUntilIdle(site, workflows)
  const context = await aPhone(browser, {
    origin: story.server.origin,
    cookie: await createSession(site, trainee.accountId),
    scripts,
    worker,
  })
  return { trainee, context, page: await context.newPage() }
}

const at = (path: string) => story.server.origin + path
const bodyOf = (page: Page) => page.locator('body').innerText()
const awake = (page: Page) =>
  page.waitForFunction(() => !!navigator.serviceWorker?.controller && document.querySelector('#answer') !== null)

async function begin(page: Page) {
  await page.goto(at(`/exams/${examId}`))
  await page.click('.phone-action button')
  await page.waitForURL(/attempts/)
  return new URL(page.url()).pathname.split('/')[2]!
}

/** Chooses what the sheet holds for right, in the question on the screen. */
async function answer(page: Page, attemptId: string, question: number) {
  const { questions } = await loadSheet(site, attemptId)
  for (const key of questions[question]!.correct) await page.locator(`.choice input[value="${key}"]`).check()
}

async function answerFrom(page: Page, attemptId: string, first: number, last = 9) {
  for (let question = first; question <= last; question++) {
    await page.waitForSelector(`text=第 ${question + 1} 题，共 10 题`)
    await answer(page, attemptId, question)
    await page.locator('.exam-steps button').last().click()
  }
}

const pressHandIn = (page: Page) => page.click('.hand-in button:enabled')
const givenIn = (attemptId: string) => site.read.$count(answers, eq(answers.attemptId, attemptId))

/** From now on the phone has no room for anything more. */
async function fillUp(context: BrowserContext, page: Page) {
  const session = await context.newCDPSession(page)
  await session.send('Storage.overrideQuotaForOrigin', { origin: story.server.origin, quotaSize: 1000 })
}

/** As a person reads: to the end of every section. */
async function readToTheEnd(page: Page) {
  await page.waitForFunction(() => customElements.get('lesson-check') !== undefined)
  for (const section of await page.locator('[data-end]').all()) {
    await section.evaluate((end) => {
      end.scrollIntoView({ block: 'center' })
      return new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))
    })
  }
}

/** As if so much more time had passed since a sheet was opened. */
const beganEarlier = (attemptId: string, milliseconds: number) =>
  site.write('operator', 'time goes by', async (tx) => {
    const [row] = await tx.select().from(workflowRows).where(eq(workflowRows.id, attemptId))
    const context = row!.context as { openedAt: string; deadlineAt: string }
    const earlier = (moment: string) => new Date(Date.parse(moment) - milliseconds).toISOString()
    await tx
      .update(workflowRows)
      .set({ context: { ...context, openedAt: earlier(context.openedAt), deadlineAt: earlier(context.deadlineAt) } })
      .where(eq(workflowRows.id, attemptId))
  })

const sectionsOf = (personId: string) => site.read.select().from(sectionProgress).where(eq(sectionProgress.personId, personId))

/** Until the worker has kept these pages of the account. */
const keeps = (page: Page, ...paths: string[]) =>
  expect
    .poll(() =>
      page.evaluate(async () => {
        const name = (await caches.keys()).find((one) => one.startsWith('pages-'))
        return name ? (await (await caches.open(name)).keys()).map(({ url }) => new URL(url).pathname) : []
      }),
    )
    .toEqual(expect.arrayContaining(paths))

test('with the phone full an exam goes through all the same, question by question', async () => {
  const { context, page } = await aTrainee()
  const attemptId = await begin(page)
  await awake(page)
  await fillUp(context, page)
  await answerFrom(page, attemptId, 0)
  await page.waitForSelector('text=10 题都答了')
  await expect.poll(() => givenIn(attemptId)).toBeGreaterThanOrEqual(10)
  await pressHandIn(page)
  await page.waitForURL(/result$/)
  expect(await page.locator('h1').innerText()).toBe('通过')
  await context.close()
})

test('with the phone full and no network the page says not to close it, and sends everything when the network is back', async () => {
  const { context, page } = await aTrainee()
  const attemptId = await begin(page)
  await awake(page)
  await fillUp(context, page)
  await context.setOffline(true)
  await answer(page, attemptId, 0)
  await page.waitForSelector('text=手机存满了，请不要关这一页')
  expect(await bodyOf(page)).toContain('这一题还在手机里')
  await context.setOffline(false)
  await page.waitForSelector('text=这一题已存 ✓')
  expect(await bodyOf(page)).not.toContain('请不要关这一页')
  expect(await givenIn(attemptId)).toBeGreaterThanOrEqual(1)
  await context.close()
})

test('with the phone full a lesson that is read arrives; without network it says so and does not go on as if nothing were', async () => {
  const { trainee, context, page } = await aTrainee()
  await page.goto(at(`/courses/${course}/choose-goods`))
  await fillUp(context, page)
  await readToTheEnd(page)
  const sections = await page.locator('[data-section]').count()
  await expect.poll(async () => (await sectionsOf(trainee.personId)).length).toBe(sections)

  await page.goto(at(`/courses/${course}/licence-and-label`))
  await page.waitForFunction(() => customElements.get('lesson-check') !== undefined)
  await context.setOffline(true)
  await page.click('#lesson-done button')
  await page.waitForSelector('text=手机存满了，请不要关这一页')
  await page.waitForTimeout(1700)
  expect(new URL(page.url()).pathname).toBe(`/courses/${course}/licence-and-label`)
  await context.setOffline(false)
  await expect.poll(async () => (await sectionsOf(trainee.personId)).length).toBeGreaterThan(sections)
  await context.close()
})

test('with the phone full pages come with their styles and scripts', async () => {
  const { context, page } = await aTrainee()
  await page.goto(at('/exams'))
  await page.waitForFunction(() => !!navigator.serviceWorker?.controller)
  await keeps(page, '/exams')
  await fillUp(context, page)
  await page.evaluate(() => caches.delete('assets-1'))
  await begin(page)
  await awake(page) // sitting.js came
  expect(await page.evaluate(() => [...document.styleSheets].every(({ cssRules }) => cssRules.length > 0))).toBe(true)
  await context.close()
})

test.each([
  [
    'throws',
    () =>
      (IDBFactory.prototype.open = () => {
        throw new DOMException('no', 'SecurityError')
      }),
  ],
  ['never answers', () => (IDBFactory.prototype.open = () => new EventTarget() as IDBOpenDBRequest)],
  ['is missing', () => Object.defineProperty(globalThis, 'indexedDB', { value: undefined })],
] as const)('where the phone’s database %s, exam and lesson work with a network', async (_how, breakIt) => {
  const { trainee, context, page } = await aTrainee()
  await context.addInitScript(breakIt)
  const attemptId = await begin(page)
  await answerFrom(page, attemptId, 0)
  await pressHandIn(page)
  await page.waitForURL(/result$/)
  expect(await page.locator('h1').innerText()).toBe('通过')
  await page.goto(at(`/courses/${course}/choose-goods`))
  await readToTheEnd(page)
  const sections = await page.locator('[data-section]').count()
  await expect.poll(async () => (await sectionsOf(trainee.personId)).length).toBe(sections)
  await context.close()
})

test('a sheet handed in without network is sent from any page with one request, and another try waits for it', async () => {
  const { context, page } = await aTrainee()
  await context.addInitScript(() => Object.defineProperty(ServiceWorkerRegistration.prototype, 'sync', { value: undefined })) // a browser that sends nothing by itself
  const attemptId = await begin(page)
  await awake(page)
  await answerFrom(page, attemptId, 0, 1)
  await keeps(page, '/', '/exams', `/exams/${examId}`)
  await expect.poll(() => givenIn(attemptId)).toBeGreaterThanOrEqual(2)
  await context.setOffline(true)
  await answerFrom(page, attemptId, 2)
  await pressHandIn(page)
  await page.waitForSelector('text=答卷在手机里，还没有交上去')
  await page.goto(at('/'))
  await page.waitForSelector('text=有一份答卷还在手机里，有网会自动交。')
  expect(await page.locator('a:has-text("考试开了")').isVisible()).toBe(false)

  // The time is up meanwhile: the sheet was collected with two answers.
  await beganEarlier(attemptId, 31 * 60_000)
  const later = openSite({ dataFolder, now: () => new Date(Date.now() + 31 * 60_000) })
  await runUntilIdle(later, workflows)
  await later.close()

  // The line is back, but nothing that is posted comes through: no second chance is offered.
  const posted: string[] = []
  await context.route('**/answers', (route) => (posted.push(route.request().postData() ?? ''), route.abort()))
  await context.setOffline(false)
  await page.goto(at(`/exams/${examId}`))
  await page.waitForSelector('text=有一份答卷还在手机里')
  expect(await bodyOf(page)).toContain('第 1 次：未通过')
  await page.waitForTimeout(300)
  expect(await page.locator('#try-again').isVisible()).toBe(false)
  await expect.poll(() => posted.length).toBeGreaterThan(0)
  const sent = JSON.parse(posted[0]!) as { answers: { questionId: string; elapsed: number }[]; handIn?: boolean }
  expect([new Set(sent.answers.map(({ questionId }) => questionId)).size, sent.answers.length, sent.handIn]).toEqual([8, 8, true])
  await context.unroute('**/answers')
  await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')))
  await page.waitForSelector('text=第 1 次：通过，答对 10 题')
  expect(await bodyOf(page)).not.toContain('还在手机里')
  await context.close()
})

test('the browser sends a waiting sheet by itself when no page of ours is open', async () => {
  const { context, page } = await aTrainee()
  const attemptId = await begin(page)
  await awake(page)
  const session = await context.newCDPSession(page)
  const registrations: string[] = []
  session.on('ServiceWorker.workerRegistrationUpdated', (event) =>
    registrations.push(...event.registrations.map(({ registrationId }) => registrationId)),
  )
  await session.send('ServiceWorker.enable')
  await expect.poll(() => registrations.length).toBeGreaterThan(0)
  await context.route('**/answers', (route) => (route.request().serviceWorker() ? route.continue() : route.abort()))
  await answer(page, attemptId, 0)
  await page.waitForSelector('text=未发出')
  const tag = await page.evaluate(async () => `waiting/${(await caches.keys()).find((one) => one.startsWith('pages-'))!.slice(6)}`)
  await page.goto('about:blank')
  await session.send('ServiceWorker.dispatchSyncEvent', {
    origin: story.server.origin,
    registrationId: registrations[0]!,
    tag,
    lastChance: true,
  })
  await expect.poll(() => givenIn(attemptId)).toBeGreaterThan(0)
  await context.close()
})

test('an impatient thumb hands nothing in; handing in asks while something is open', async () => {
  const { trainee, context, page } = await aTrainee()
  const attemptId = await begin(page)
  await awake(page)
  const corner = await page.locator('.exam-steps button').last().boundingBox()
  for (let tap = 0; tap < 16; tap++) {
    await page.mouse.click(corner!.x + corner!.width / 2, corner!.y + corner!.height / 2)
    await page.waitForTimeout(120)
  }
  expect(new URL(page.url()).search).toBe('?q=review')
  const isUnderTheThumb = () =>
    page.evaluate(
      ([x, y]) => document.elementFromPoint(x!, y!)?.closest('.hand-in, button, a') !== null,
      [corner!.x + corner!.width / 2, corner!.y + corner!.height / 2],
    )
  expect(await isUnderTheThumb()).toBe(false)
  await pressHandIn(page)
  await page.waitForSelector('text=还有 10 题没答，真的交吗？')
  expect([await page.locator('.hand-in button').isDisabled(), await isUnderTheThumb()]).toEqual([true, false])
  await page.click('a:has-text("去答题")')
  await page.waitForSelector('text=第 1 题，共 10 题')
  expect((await readSitting(site, trainee, attemptId)).state).toBe('sitting')
  await context.close()
})

test('what is said of a question is true of it: nothing of one that is not answered', async () => {
  const { context, page } = await aTrainee()
  const attemptId = await begin(page)
  await awake(page)
  expect(await page.locator('.saved').innerText()).toBe('')
  await page.locator('.choice').first().click()
  await page.waitForSelector('text=这一题已存 ✓')
  await page.locator('.exam-steps button').last().click()
  await page.waitForSelector('text=第 2 题，共 10 题')
  expect(await page.locator('.saved').innerText()).toBe('')
  await context.setOffline(true)
  for (const nth of [0, 1, 0, 1]) await page.locator('.choice').nth(nth).click()
  await page.waitForSelector('text=这一题还在手机里')
  await page.waitForSelector('text=未发出 1 条') // one question, however often it was tapped
  await page.locator('.exam-steps button').first().click()
  await page.waitForSelector('text=这一题已存 ✓')
  expect(await givenIn(attemptId)).toBeGreaterThan(0)
  await context.close()
})

test('signing out without network, and a wrong secret, leave the kept pages; signing in again as the same person too; signing out takes them', async () => {
  const { context, page } = await aTrainee()
  await page.goto(at(`/courses/${course}/choose-goods`))
  await keeps(page, '/', '/class', '/exams', '/certificates', `/courses/${course}/choose-goods`)
  await page.goto(at('/account'))
  await context.setOffline(true)
  await page.getByRole('button', { name: '退出登录' }).click()
  await page.waitForSelector('text=还没有退出登录')
  await page.goto(at(`/courses/${course}/choose-goods`))
  await page.waitForSelector('.lesson h1')
  await context.setOffline(false)

  const cookies = await context.cookies()
  await context.clearCookies()
  await page.goto(at('/sign-in'))
  await page.fill('[name=phone]', '13900001111')
  await page.fill('[name=secret]', '987123')
  await page.getByRole('button', { name: '登录' }).click()
  await page.waitForSelector('.notice.bad')
  await context.setOffline(true)
  await page.goto(at(`/courses/${course}/choose-goods`))
  await page.waitForSelector('.lesson h1')
  await context.setOffline(false)
  await context.addCookies(cookies)
  await page.goto(at('/'))
  await keeps(page, `/courses/${course}/choose-goods`)

  await page.goto(at('/account'))
  await page.getByRole('button', { name: '退出登录' }).click()
  await page.waitForSelector('text=退出登录了')
  await expect.poll(() => page.evaluate(async () => (await caches.keys()).some((one) => one.startsWith('pages-')))).toBe(false)
  await context.close()
})

test('whoever signs in next on a phone sees nothing of what was kept for another', async () => {
  const { trainee, context, page } = await aTrainee()
  await page.goto(at(`/courses/${course}/choose-goods`))
  await keeps(page, '/', `/courses/${course}/choose-goods`)
  const other = await aStudent(site, cohortId)
  const { slips } = await issueSlips(site, administrator, { cohortId })
  await page.goto(at(`/s/${slips.find(({ personId }) => personId === other.personId)!.code}`))
  await page.fill('[name=secret]', '111111')
  await page.locator('main form button').click()
  await page.waitForSelector('text=太好猜了') // refused: everything stays
  await keeps(page, `/courses/${course}/choose-goods`)
  await page.fill('[name=secret]', '204060')
  await page.locator('main form button').click()
  await page.waitForURL(/\/courses\//)
  await expect
    .poll(() => page.evaluate(async () => (await caches.keys()).filter((one) => one.startsWith('pages-'))))
    .toEqual([`pages-${other.accountId}`])
  expect(other.accountId).not.toBe(trainee.accountId)
  await context.close()
})

test('without network the four main places are there, and every other address has a page of ours', async () => {
  const { context, page } = await aTrainee()
  await page.goto(at(`/courses/${course}/choose-goods`))
  await keeps(page, '/', '/class', '/exams', '/certificates')
  await context.setOffline(true)
  for (const path of ['/', '/class', '/exams', '/certificates']) {
    await page.goto(at(path))
    await page.waitForSelector('text=没有网，您看的是存下的页面。')
  }
  for (const path of ['/account', '/sign-in', `/exams/${examId}`, '/verify', '/attempts/none/result', '/calculator', '/desk']) {
    await page.goto(at(path))
    await page.waitForSelector('h1:has-text("没有网")')
  }
  await page.goto(at('/verify'))
  expect(await page.locator('main li a').allInnerTexts()).toEqual(expect.arrayContaining(['学习', '我的班', '考试', '证书']))
  await context.close()
})

test('the size of the text changes without network, and in the exam, and stays', async () => {
  const { context, page } = await aTrainee()
  await page.goto(at(`/courses/${course}/choose-goods`))
  await keeps(page, '/')
  await page.waitForFunction(() => customElements.get('lesson-check') !== undefined)
  const shown = () => page.evaluate(() => getComputedStyle(document.documentElement).fontSize)
  await context.setOffline(true)
  await page.locator('.text-size button[value="26"]').click()
  expect(await shown()).toBe('26px')
  await page.goto(at('/')) // a copy from before
  await page.waitForFunction(() => document.documentElement.dataset.text === '26')
  await context.setOffline(false)
  await begin(page)
  await awake(page)
  expect(await shown()).toBe('26px')
  await page.click('summary:has-text("字太小？")')
  await page.locator('.text-size button[value="30"]').click()
  expect([await shown(), await page.locator('.text-size button[value="30"]').getAttribute('aria-pressed')]).toEqual(['30px', 'true'])
  expect(new URL(page.url()).pathname).toMatch(/^\/attempts\//)
  await context.close()
})

test('a form of a page that is never kept stays on the screen without network, as it was filled in, and goes out when there is one', async () => {
  const { context, page } = await aTrainee()
  await page.goto(at('/verify'))
  await page.fill('[name=code]', 'ABCD1234')
  await context.setOffline(true)
  await page.locator('main form[action="/verify"] button').click()
  await page.waitForSelector('text=没有网，没有发出去；填的还在，有网了再按一次。')
  expect(await page.inputValue('[name=code]')).toBe('ABCD1234')
  await context.setOffline(false)
  await page.locator('main form[action="/verify"] button').click()
  await page.waitForSelector('text=这个编码不对')

  // The button that was pressed goes along.
  await page.goto(at('/account'))
  const posted = page.waitForRequest((request) => request.method() === 'POST')
  await page.getByRole('button', { name: '请给我发新的登录条' }).click()
  expect((await posted).postData()).toContain('do=askForSlip')
  await page.waitForSelector('text=已经记下')
  await context.close()
})

test('in the largest text, what became of a sheet that was handed in stands on the screen and is read out', async () => {
  const { context, page } = await aTrainee()
  await context.addCookies([{ name: 'text', value: '30', url: story.server.origin }])
  await begin(page)
  await awake(page)
  await page.goto(`${page.url().split('?')[0]}?q=review`)
  await page.waitForFunction(() => !document.querySelector('.hand-in button')?.matches(':disabled'))
  await pressHandIn(page)
  await page.waitForSelector('text=真的交吗？')
  await context.setOffline(true)
  await page.locator('.hand-in button:enabled').scrollIntoViewIfNeeded()
  await page.evaluate(() => scrollTo(0, document.body.scrollHeight))
  await pressHandIn(page)
  await page.waitForSelector('text=答卷在手机里，还没有交上去')
  expect(await page.evaluate(() => [document.activeElement?.tagName, scrollY])).toEqual(['H1', 0])
  await context.close()
})
