// The product's main job in the demo county: a slip, a lesson, an exam, a certificate – and the official's figure opened
// down to this trainee. Once with scripts, once without.
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { phone } from '#tests/support/browser.ts'
import { desk, theDemo } from './demo-server.ts'
import { openSlip, sitExam } from './trainee.ts'

const { browser, site, origin, signedIn } = await theDemo()

/** The officer chooses one trainee, issues her slip, and reads its address off the page. */
async function aSlip(name: string): Promise<string> {
  const { context, page } = await signedIn('乡镇专干', { viewport: desk })
  await page.goto(`${origin()}/desk/cohorts`)
  await page.getByRole('link', { name: '唐崖镇电商创业班' }).click()
  await page.getByRole('link', { name: '学员', exact: true }).click()
  await page.getByRole('link', { name: '登录条' }).click()
  for (const box of await page.locator('[name=enrolment]').all())
    await box.setChecked((await box.getAttribute('aria-label')) === `发给${name}`)
  await page.getByRole('button', { name: '给勾选的发登录条' }).click()
  const again = page.getByRole('button', { name: '重发' })
  await again.or(page.locator('.slip')).first().waitFor()
  if (await again.isVisible()) await again.click()
  const address = await page.locator('.slip strong').first().innerText()
  await context.close()
  return address
}

/** Trainees of today's class who have never signed in. */
async function newcomers(): Promise<string[]> {
  const { context, page } = await signedIn('乡镇专干', { viewport: desk })
  await page.goto(`${origin()}/desk/cohorts`)
  await page.getByRole('link', { name: '唐崖镇电商创业班' }).click()
  await page.getByRole('link', { name: '学员', exact: true }).click()
  await page.getByRole('link', { name: '登录条' }).click()
  const boxes = await page.locator('[name=enrolment]:checked').all()
  const names = await Promise.all(boxes.map(async (box) => (await box.getAttribute('aria-label'))!.replace('发给', '')))
  await context.close()
  return names
}

async function story(scripts: boolean) {
  const name = (await newcomers())[0]!
  const slip = await aSlip(name)
  const context = await browser.newContext({ viewport: phone, locale: 'zh-CN', javaScriptEnabled: scripts })
  const page = await context.newPage()

  // From slip to first lesson: open it, six digits, one button.
  await openSlip(page, slip.replace('http://localhost', origin().replace(/:\d+$/, '')))
  const lesson = await page.locator('.lesson h1').innerText()
  await page.getByRole('button', { name: /学完了/ }).click()
  await page.waitForURL((url) => !url.href.includes('#') || url.pathname.split('/').length === 4)
  await expect.poll(() => page.locator('.lesson h1').innerText()).not.toBe(lesson)

  // The exam, answered right, and the certificate.
  await sitExam(page, { site, origin: origin() })
  await expect.poll(() => page.locator('body').innerText(), { timeout: 15_000 }).toContain('通过')
  await expect
    .poll(async () => {
      await page.goto(`${origin()}/certificates`)
      return page.locator('.places a').count()
    })
    .toBe(1)
  await page.locator('.places a').click()
  await expect.poll(() => page.locator('.certificate').innerText()).toContain(name)
  await context.close()
  return name
}

/** How much wider than the screen a page is: wide tables move within their own frames. */
const sideways = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)

async function openDownTo(name: string) {
  const { context, page } = await signedIn('人社干部', { viewport: phone })
  const today = new Date().toISOString().slice(0, 10)
  await page.goto(`${origin()}/desk/reports/households?from=2026-01-01&to=${today > '2026-12-31' ? today : '2026-12-31'}&region=422826`)
  expect(await sideways(page)).toBe(0)
  await page.locator('a.figure', { hasText: '结业人员' }).first().click()
  expect(await sideways(page)).toBe(0)
  const row = page.locator('tr', { hasText: name })
  expect(await row.count()).toBe(1)
  await row.getByRole('link', { name: /^XF/ }).click()
  expect(await page.locator('.certificate').innerText()).toContain(name)
  await page.goBack()
  await row.getByRole('link', { name }).click()
  await expect.poll(() => page.locator('h1').innerText()).toBe(name)
  for (const path of ['', '/desk', '/desk/persons', '/desk/cohorts', '/desk/reports/pairings']) {
    if (path) await page.goto(origin() + path)
    expect([path, await sideways(page)]).toEqual([path, 0])
  }
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
  await page.goto(`${origin()}/desk/reports/households?from=2019-01-01&to=2019-07-31&region=422826`)
  const figures = await page.locator('.figure').allInnerTexts()
  expect(figures.map((text) => text.replace(/\s+|占.*/g, ''))).toEqual(
    expect.arrayContaining(['培训班8期', '建档立卡人员61人', '建档立卡户57户']),
  )
  await context.close()
})
