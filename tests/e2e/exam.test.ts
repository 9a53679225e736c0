// A candidate sits an exam on a phone in Chromium, against the real server: through lost networks, a killed server,
// reloads, two tabs, two phones, a wrong clock, an ended session, and without scripts.
import type { BrowserContext, Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { answers } from '#db/schema/exams.ts'
import { eq } from 'drizzle-orm'
import { aStoryServer } from './story-server.ts'
import { aHallFull } from '#tests/support/exam-hall.ts'
import { freePort, startServer } from '#tests/support/running-server.ts'

const port = await freePort()
let hall: { examId: string; cookies: string[] }

const story = await aStoryServer({
  port,
  async prepare(site) {
    const { examId, candidates } = await aHallFull(site, 10)
    hall = { examId, cookies: candidates.map(({ cookie }) => cookie) }
  },
})
const { browser, site } = story

async function signIn(context: BrowserContext, candidate: number) {
  const [name, value] = hall.cookies[candidate]!.split('=')
  await context.addCookies([{ name: name!, value: value!, url: story.server.origin }])
}

async function begin(page: Page) {
  await page.goto(`${story.server.origin}/exams/${hall.examId}`)
  await page.click('.phone-action button')
}

async function aPhone(candidate: number, { scripts = true } = {}): Promise<{ context: BrowserContext; page: Page }> {
  const context = await browser.newContext({ viewport: { width: 360, height: 740 }, javaScriptEnabled: scripts })
  await signIn(context, candidate)
  const page = await context.newPage()
  await begin(page)
  return { context, page }
}

const saved = (page: Page) => page.locator('.saved').innerText()
const awake = (page: Page) =>
  page.waitForFunction(() => !!navigator.serviceWorker?.controller && document.querySelector('#answer') !== null)
const pick = (page: Page, option: number) => page.locator('.choice').nth(option).click()
const next = (page: Page) => page.locator('.exam-steps button').last().click()
/** From the check: past its first second, and past the question whether it is really meant where something is open. */
const handIn = async (page: Page) => {
  await page.click('.hand-in button:enabled')
  if (new URL(page.url()).search === '?q=hand-in') await page.click('.hand-in button:enabled:has-text("真的交卷")')
}

test('answers given without network are kept, said to wait, and sent when it returns', async () => {
  const { context, page } = await aPhone(0)
  await awake(page)
  await pick(page, 0)
  await page.waitForSelector('.saved-yes')
  await context.setOffline(true)
  for (let question = 0; question < 3; question++) {
    await next(page)
    await pick(page, 1)
  }
  await page.waitForSelector('text=未发出 3 条，有网会自动发')
  await context.setOffline(false)
  await page.waitForSelector('.saved-not', { state: 'detached', timeout: 20_000 })
  expect(await saved(page)).toMatch(/^这一题已存 ✓ \d\d:\d\d 回执 \w{6}$/)
  await context.close()
}, 60_000)

test('with the server killed, reloading goes on at the same question; when it is back everything arrives, once', async () => {
  const { context, page } = await aPhone(1)
  await awake(page)
  await pick(page, 0)
  await page.waitForSelector('.saved-yes')
  await page.waitForFunction(
    async () => (await caches.match(location.pathname)) !== undefined && (await (await caches.open('assets-1')).keys()).length > 3,
  )
  await story.server.kill()
  await next(page)
  await pick(page, 1)
  await next(page)
  await pick(page, 0)
  await page.waitForSelector('text=未发出 2 条')
  await page.reload()
  await page.waitForSelector('text=第 3 题，共 10 题')
  await page.waitForSelector('text=未发出 2 条')
  expect(await page.locator('.choice input').nth(0).isChecked()).toBe(true)
  story.server = await startServer({ dataFolder: story.dataFolder, port })
  await page.waitForSelector('.saved-not', { state: 'detached', timeout: 45_000 })
  const attemptId = new URL(page.url()).pathname.split('/')[2]!
  expect(await site.read.$count(answers, eq(answers.attemptId, attemptId))).toBe(3)
  await context.close()
}, 90_000)

test('two tabs end with the answer given last; handing in without network goes by itself later', async () => {
  const { context, page } = await aPhone(2)
  await awake(page)
  await pick(page, 0)
  const second = await context.newPage()
  await second.goto(page.url().split('?')[0] + '?q=1')
  await awake(second)
  await pick(second, 2)
  await second.waitForSelector('.saved-yes')
  await second.close()
  await page.goto(page.url().split('?')[0] + '?q=1')
  await expect.poll(() => page.locator('.choice input').nth(2).isChecked()).toBe(true) // at once from the server, or once the page is awake from the phone
  await page.goto(page.url().split('?')[0] + '?q=review')
  await page.waitForSelector('text=还有 9 题没答')
  await page.waitForTimeout(500)
  await context.setOffline(true)
  await handIn(page)
  await page.waitForSelector('text=答卷在手机里，还没有交上去')
  await context.setOffline(false)
  await page.waitForURL(/result$/, { timeout: 30_000 })
  expect(await page.locator('h1').innerText()).toBe('未通过')
  await context.close()
}, 90_000)

test('on a shared phone nobody sees or sends what another left there, and it waits for its owner', async () => {
  const context = await browser.newContext({ viewport: { width: 360, height: 740 }, serviceWorkers: 'block' })
  await context.route('**/answers', (route) => route.abort())
  await signIn(context, 4)
  const page = await context.newPage()
  await begin(page)
  await pick(page, 0)
  await page.waitForSelector('text=未发出 1 条，有网会自动发')
  await page.goto('about:blank')
  await context.unroute('**/answers')
  await signIn(context, 5)
  await begin(page)
  await pick(page, 1)
  await page.waitForSelector('.saved-yes')
  expect(await page.locator('.saved-not').count()).toBe(0)
  const before = await site.read.$count(answers)
  await signIn(context, 4)
  await begin(page)
  await expect.poll(() => site.read.$count(answers)).toBe(before + 1)
  await page.goto(page.url().split('?')[0] + '?q=1')
  expect(await page.locator('.choice input').nth(0).isChecked()).toBe(true)
  await context.close()
}, 60_000)

test('without scripts each press keeps the answer, and handing in shows the result', async () => {
  const { context, page } = await aPhone(3, { scripts: false })
  for (let question = 0; question < 10; question++) {
    await pick(page, 0)
    await next(page)
  }
  expect(new URL(page.url()).search).toBe('?q=review')
  await page.waitForSelector('text=10 题都答了')
  await page.click('a:has-text("4")')
  expect(await page.locator('.choice input').nth(0).isChecked()).toBe(true)
  await page.goto(page.url().split('?')[0] + '?q=review')
  await handIn(page)
  expect(await page.locator('h1').innerText()).toMatch(/^(未)?通过$/)
  expect(await page.locator('.explained > li').count()).toBe(10)
  await context.close()
}, 60_000)

test('a session that ends in the middle loses nothing: sign in, and what waits is sent', async () => {
  const { context, page } = await aPhone(6)
  await awake(page)
  await context.clearCookies({ name: hall.cookies[6]!.split('=')[0]! })
  await pick(page, 1)
  await page.waitForSelector('text=未发出 1 条，登录后会自动发')
  const back = new URL((await page.locator('.saved a').getAttribute('href'))!, story.server.origin)
  expect(back.searchParams.get('next')).toBe(new URL(page.url()).pathname + '?q=1')
  await signIn(context, 6) // as the form does; whoever is signed in is sent on
  await page.click('.saved a')
  await page.waitForSelector('.saved-yes')
  expect(await page.locator('.choice input').nth(1).isChecked()).toBe(true)
  expect(await page.locator('.saved-not').count()).toBe(0)
  await context.close()
}, 60_000)

test('a phone whose clock is years behind shows the time that is left and the server’s time of receipt', async () => {
  const context = await browser.newContext({ viewport: { width: 360, height: 740 } })
  await context.addInitScript(() => {
    const True = Date
    const behind = 5 * 365 * 86_400_000
    globalThis.Date = class extends True {
      constructor(...given: [number]) {
        super(...(given.length > 0 ? given : ([True.now() - behind] as [number])))
      }
      static override now = () => True.now() - behind
    } as DateConstructor
  })
  await signIn(context, 7)
  const page = await context.newPage()
  await begin(page)
  await awake(page)
  const minute = (moment: Date) =>
    moment.toLocaleTimeString('zh-CN', { timeZone: 'Asia/Shanghai', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })
  const before = minute(new Date())
  await pick(page, 0)
  await page.waitForSelector('.saved-yes')
  expect([before, minute(new Date())]).toContain((await saved(page)).match(/\d\d:\d\d/)![0])
  expect(await page.locator('.exam-left').innerText()).toMatch(/^还剩 (29|30) 分钟/)
  await context.close()
}, 60_000)

test('when time runs out without network the phone says so, keeps the sheet, and it is handed in when the network returns', async () => {
  const context = await browser.newContext({ viewport: { width: 360, height: 740 } })
  await context.addInitScript(() => {
    const real = performance.now.bind(performance)
    performance.now = () => real() + ((window as unknown as { passed?: number }).passed ?? 0)
  })
  await signIn(context, 8)
  const page = await context.newPage()
  await begin(page)
  await awake(page)
  await context.setOffline(true)
  await pick(page, 0)
  await page.waitForSelector('text=未发出 1 条')
  await page.evaluate(() => Object.assign(window, { passed: 31 * 60_000 }))
  await page.waitForSelector('text=答卷在手机里，还没有交上去')
  expect(await page.locator('.choice').count()).toBe(0)
  await context.setOffline(false)
  await page.waitForURL(/result$/, { timeout: 45_000 })
  const attemptId = new URL(page.url()).pathname.split('/')[2]!
  expect(await site.read.select({ status: answers.status }).from(answers).where(eq(answers.attemptId, attemptId))).toEqual([
    { status: 'inTime' },
  ])
  await context.close()
}, 90_000)

test('of two phones, the one that is picked up after the other handed in goes to the result', async () => {
  const first = await aPhone(9)
  await awake(first.page)
  await pick(first.page, 0)
  await first.page.waitForSelector('.saved-yes')
  const second = await aPhone(9)
  await second.page.waitForSelector('text=第 2 题，共 10 题')
  await second.page.goto(second.page.url().split('?')[0] + '?q=review')
  await second.page.waitForSelector('text=还有 9 题没答')
  await awake(first.page)
  await handIn(second.page)
  await second.page.waitForURL(/result$/)
  await first.page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')))
  await first.page.waitForURL(/result$/)
  await first.context.close()
  await second.context.close()
}, 60_000)

test('in the largest letters nothing runs over the edge, and both steps can be pressed', async () => {
  const { context, page } = await aPhone(0)
  await context.addCookies([{ name: 'text', value: '30', url: story.server.origin }])
  for (const place of ['1', 'review']) {
    await page.goto(`${page.url().split('?')[0]!}?q=${place}`)
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360)
    for (const box of await page
      .locator('.exam-steps > *')
      .evaluateAll((steps) => steps.map((step) => step.getBoundingClientRect().toJSON() as DOMRect)))
      expect([box.height >= 60, box.height < 100, box.right <= 360, box.bottom <= 740]).toEqual([true, true, true, true]) // words in one line
  }
  await context.close()
}, 60_000)
