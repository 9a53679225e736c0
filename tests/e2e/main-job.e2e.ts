// The product's main job in the demo county: a slip, a lesson, an exam, a certificate – and the official's figure opened
// down to this trainee. Once with scripts, once without; and axe on every screen on the way and beside it.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import AxeBuilder from '@axe-core/playwright'
import type { BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { loadDemoCounty, whoCanSignIn } from '#app/demo/county.server.ts'
import { openSite } from '#app/site.server.ts'
import { sheetOf } from '#app/modules/exams/exams.server.ts'
import { launchChromium, phone } from '#tests/support/browser.ts'
import { type RunningServer, startServer } from '#tests/support/running-server.ts'

const desk = { width: 1366, height: 768 }
const dataFolder = mkdtempSync(join(tmpdir(), 'tidui-main-job-'))
const browser = await launchChromium()
const site = openSite({ dataFolder })
let server: RunningServer

beforeAll(async () => {
  await loadDemoCounty(site)
  server = await startServer({ dataFolder })
}, 120_000)

afterAll(async () => {
  await browser.close()
  await server.kill()
  site.close()
  rmSync(dataFolder, { recursive: true, force: true })
})

/** The demo's people as it prints them: `学员（…）：手机号 …，密码 …`. */
function credentials(role: string) {
  const line = whoCanSignIn().find((one) => one.startsWith(role))!
  const [, number, secret] = line.match(/手机号 (\d+)，密码 (\S+)/)!
  return { number: number!, secret: secret! }
}

async function signedIn(role: string, { viewport, scripts = true }: { viewport: typeof desk; scripts?: boolean }) {
  const context = await browser.newContext({ viewport, locale: 'zh-CN', javaScriptEnabled: scripts, serviceWorkers: 'block' })
  const page = await context.newPage()
  const { number, secret } = credentials(role)
  await page.goto(`${server.origin}/sign-in`)
  await page.fill('[name=phone]', number)
  await page.fill('[name=secret]', secret)
  await page.getByRole('button', { name: '登录' }).click()
  await page.waitForURL((url) => url.pathname !== '/sign-in')
  return { context, page }
}

/** The officer chooses one trainee, issues her slip, and reads its address off the page. */
async function aSlip(name: string): Promise<string> {
  const { context, page } = await signedIn('乡镇专干', { viewport: desk })
  await page.goto(`${server.origin}/desk/cohorts`)
  await page.getByRole('link', { name: '唐崖镇电商创业班' }).click()
  await page.getByRole('link', { name: '登录条' }).click()
  for (const box of await page.locator('[name=enrolment]').all()) await box.setChecked((await box.getAttribute('aria-label')) === `发给${name}`)
  await page.getByRole('button', { name: '发登录条' }).click()
  const address = await page.locator('.slip strong').first().innerText()
  await context.close()
  return address
}

/** Trainees of today's class who have never signed in. */
async function newcomers(): Promise<string[]> {
  const { context, page } = await signedIn('乡镇专干', { viewport: desk })
  await page.goto(`${server.origin}/desk/cohorts`)
  await page.getByRole('link', { name: '唐崖镇电商创业班' }).click()
  await page.getByRole('link', { name: '登录条' }).click()
  const boxes = await page.locator('[name=enrolment]:checked').all()
  const names = await Promise.all(boxes.map(async (box) => (await box.getAttribute('aria-label'))!.replace('发给', '')))
  await context.close()
  return names
}

const attemptOf = (page: Page) => page.url().match(/attempts\/([0-9a-z]+)/)![1]!

/** Answers every question right, as the key has it, one a screen. */
async function answerAll(page: Page) {
  const { questions } = await sheetOf(site, attemptOf(page))
  for (const [index, question] of questions.entries()) {
    await page.goto(`${server.origin}/attempts/${attemptOf(page)}?q=${index + 1}`)
    for (const key of question.correct) await page.locator(`main input[value="${key}"]`).check()
    const next = page.locator('main form button, footer button, main button').filter({ hasText: /下一题|检查/ }).first()
    await next.click()
    await page.waitForTimeout(150)
  }
}

async function story(scripts: boolean) {
  const name = (await newcomers())[0]!
  const slip = await aSlip(name)
  const context = await browser.newContext({ viewport: phone, locale: 'zh-CN', javaScriptEnabled: scripts })
  const page = await context.newPage()

  // From slip to first lesson: open it, six digits, one button.
  await page.goto(slip.replace('http://localhost', server.origin.replace(/:\d+$/, '')))
  await page.fill('[name=secret]', '204060')
  await page.getByRole('button', { name: '开始学习' }).click()
  await page.waitForURL(/\/courses\/[^/]+\/[^/]+/)
  const lesson = await page.locator('.lesson h1').innerText()
  await page.getByRole('button', { name: /学完了/ }).click()
  await page.waitForURL((url) => !url.href.includes('#') || url.pathname.split('/').length === 4)
  await expect.poll(() => page.locator('.lesson h1').innerText()).not.toBe(lesson)

  // The exam, answered right, and the certificate.
  await page.goto(`${server.origin}/exams`)
  await page.locator('main a').first().click()
  await page.getByRole('button', { name: /开始|接着/ }).click()
  await page.waitForURL(/\/attempts\//)
  await answerAll(page)
  await page.goto(`${server.origin}/attempts/${attemptOf(page)}?q=review`)
  await page.getByRole('button', { name: /交卷/ }).first().click()
  await expect.poll(() => page.locator('body').innerText(), { timeout: 15_000 }).toContain('通过')
  await expect
    .poll(async () => {
      await page.goto(`${server.origin}/certificates`)
      return page.locator('main a.card').count()
    })
    .toBe(1)
  await page.locator('main a.card').click()
  await expect.poll(() => page.locator('.certificate').innerText()).toContain(name)
  await context.close()
  return name
}

async function openDownTo(name: string) {
  const { context, page } = await signedIn('人社干部', { viewport: desk })
  const today = new Date().toISOString().slice(0, 10)
  await page.goto(`${server.origin}/desk/reports/households?from=2026-01-01&to=${today > '2026-12-31' ? today : '2026-12-31'}&region=422826`)
  await page.locator('a.figure', { hasText: '结业人员' }).first().click()
  const row = page.locator('tr', { hasText: name })
  expect(await row.count()).toBe(1)
  await row.getByRole('link', { name: /^XF/ }).click()
  expect(await page.locator('.certificate').innerText()).toContain(name)
  await page.goBack()
  await row.getByRole('link', { name }).click()
  await expect.poll(() => page.locator('h1').innerText()).toBe(name)
  await context.close()
}

test('a farmer signs in from her slip, learns, passes, is certified, and the official finds her behind the figure', async () => {
  await openDownTo(await story(true))
}, 180_000)

test('the same without scripts', async () => {
  await openDownTo(await story(false))
}, 180_000)

test('the report of 2019 says what the programme published', async () => {
  const { context, page } = await signedIn('人社干部', { viewport: desk })
  await page.goto(`${server.origin}/desk/reports/households?from=2019-01-01&to=2019-07-31&region=422826`)
  const figures = await page.locator('.figure').allInnerTexts()
  expect(figures.map((text) => text.replace(/\s+/g, ''))).toEqual(expect.arrayContaining(['培训班8期', '建档立卡人员61人', '建档立卡户57户']))
  await context.close()
})

async function faultsOn(page: Page, path: string) {
  await page.goto(server.origin + path)
  await page.waitForLoadState('networkidle')
  const { violations } = await new AxeBuilder({ page }).analyze()
  return violations.map(({ id, nodes }) => `${path} ${id}: ${nodes[0]?.html.slice(0, 120)}`)
}

/** Follows the links of these pages once, so that every kind of page is met. */
async function pagesBehind(page: Page, starts: readonly string[]) {
  const kinds = new Map<string, string>()
  const kind = (path: string) => path.replace(/[0-9a-z]{20}/g, ':id').replace(/\?.*/, '')
  for (const start of starts) {
    kinds.set(kind(start), start)
    await page.goto(server.origin + start)
    for (const href of await page.locator('a[href^="/"]').evaluateAll((links) => links.map((link) => link.getAttribute('href')!))) {
      if (!/\.xlsx/.test(href) && !kinds.has(kind(href))) kinds.set(kind(href), href.split('#')[0]!)
    }
  }
  return [...kinds.values()]
}

const withPage = async (opened: Promise<{ context: BrowserContext; page: Page }>, work: (page: Page) => Promise<string[]>) => {
  const { context, page } = await opened
  const faults = await work(page)
  await context.close()
  return faults
}

test.each([
  ['学员', phone, ['/', '/class', '/exams', '/certificates', '/account', '/courses/sell-tea-and-potatoes', '/verify', '/calculator']],
  ['乡镇专干', desk, ['/desk', '/desk/cohorts', '/desk/rosters', '/desk/persons', '/desk/workflows']],
  ['人社干部', desk, ['/desk', '/desk/reports/households', '/desk/reports/households/registeredPersons?from=2019-01-01&to=2019-07-31&region=422826', '/desk/persons']],
  ['讲师', desk, ['/desk', '/desk/cohorts']],
  ['管理员', desk, ['/desk', '/desk/accounts', '/desk/cohorts']],
])('axe finds nothing on the screens of %s', async (role, viewport, starts) => {
  const faults = await withPage(signedIn(role, { viewport }), async (page) => {
    const found: string[] = []
    for (const path of await pagesBehind(page, starts)) found.push(...(await faultsOn(page, path)))
    return found
  })
  expect(faults).toEqual([])
}, 180_000)

test('axe finds nothing on the screens of somebody who is not signed in', async () => {
  const context = await browser.newContext({ viewport: phone, locale: 'zh-CN' })
  const page = await context.newPage()
  const faults: string[] = []
  for (const path of ['/', '/sign-in', '/verify', '/s/unknown', '/set-up/none', '/nowhere']) faults.push(...(await faultsOn(page, path)))
  expect(faults).toEqual([])
  await context.close()
})
