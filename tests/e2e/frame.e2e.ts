// The desk's frame: what every page at a desk has around it, at each width.
import { expect, test } from 'vitest'
import { phone } from '#tests/support/browser.ts'
import { desk, theDemo } from './demo-server.ts'

const { signedIn, origin } = await theDemo()

test('pages of everybody keep the frame of somebody who works at a desk, errors too', async () => {
  const { context, page } = await signedIn('乡镇专干', { viewport: desk })
  for (const path of ['/desk/cohorts', '/account', '/desk/accounts', '/desk/nowhere', '/nowhere']) {
    await page.goto(origin() + path)
    expect(await page.locator('.side').isVisible(), path).toBe(true)
    expect(await page.locator('.who').textContent(), path).toContain('唐崖镇')
  }
  await context.close()
}, 60_000)

test('trainees keep the frame of the phone', async () => {
  const { context, page } = await signedIn('学员', { viewport: phone })
  for (const path of ['/account', '/desk/cohorts']) {
    await page.goto(origin() + path)
    expect(await page.locator('.side').count(), path).toBe(0)
  }
  await context.close()
}, 60_000)

test('on the first screen of an office computer is what a page is for', async () => {
  const { context, page } = await signedIn('管理员', { viewport: desk })
  const first = async (path: string, selector: string) => {
    await page.goto(origin() + path)
    return (await page.locator(selector).first().getAttribute('href'))!
  }
  const cohort = (await first('/desk/cohorts?state=running', '#list tbody a')).split('#')[0]!
  const pages = [
    [await first(`${cohort}/attendance`, 'a[href*="/sessions/"]'), '存考勤'],
    [`${cohort}/plan`, '保存'],
    ['/desk/cohorts/new', '建班'],
    ['/desk/plan-template', '发布'],
    [await first('/desk/certificates', 'tbody a[href^="/certificates/"]'), '打印'],
  ] as const
  for (const [path, words] of pages) {
    await page.goto(origin() + path)
    const box = await page.locator('.desk-main .button', { hasText: words }).first().boundingBox()
    expect((box?.y ?? Infinity) + (box?.height ?? 0), `${words} on ${path}`).toBeLessThanOrEqual(desk.height)
  }
  for (const path of [
    '/desk/persons',
    '/desk/households',
    `${cohort}/enrolment`,
    `${cohort}/trainees`,
    `${cohort}/slips`,
    '/desk/certificates',
  ]) {
    await page.goto(origin() + path)
    expect((await page.locator('main table').first().boundingBox())?.y, `the list of ${path}`).toBeLessThan(405)
  }
  await context.close()
}, 60_000)

test('at the largest letters the work list is read in lines, not letter by letter', async () => {
  const { context, page } = await signedIn('管理员', { viewport: desk })
  await page.goto(`${origin()}/desk`)
  await page.evaluate(() => void (document.documentElement.dataset.text = '30'))
  const narrowest = await page
    .locator('.errands li > :nth-child(2)')
    .evaluateAll((sentences) =>
      Math.min(...sentences.map((sentence) => sentence.clientWidth / parseFloat(getComputedStyle(sentence).fontSize))),
    )
  expect(narrowest).toBeGreaterThan(12)
  await context.close()
}, 60_000)

test('all places of an administrator are in sight, also beside the bars of a browser', async () => {
  const { context, page } = await signedIn('管理员', { viewport: desk })
  await page.goto(`${origin()}/desk`)
  for (const [width, height] of [
    [1366, 768],
    [1366, 650],
    [1024, 768],
  ] as const) {
    await page.setViewportSize({ width, height })
    const last = await page.locator('.side nav a').last().boundingBox()
    expect((last?.y ?? Infinity) + (last?.height ?? 0), `${width} × ${height}`).toBeLessThanOrEqual(height)
  }
  await context.close()
}, 60_000)

test('on a phone the tabs of a class stand in one line, and its people begin on the first screen', async () => {
  const { context, page } = await signedIn('管理员', { viewport: phone })
  await page.goto(`${origin()}/desk/cohorts?state=running`)
  const cohort = (await page.locator('#list tbody a').first().getAttribute('href'))!.split('#')[0]!
  await page.goto(`${origin()}${cohort}/trainees`)
  const tops = await page.locator('.tabs a').evaluateAll((tabs) => tabs.map((tab) => Math.round(tab.getBoundingClientRect().top)))
  expect([tops.length, new Set(tops).size]).toEqual([7, 1])
  expect((await page.locator('#trainees tbody tr').first().boundingBox())?.y).toBeLessThan(phone.height - 60)
  await context.close()
}, 60_000)

test('the navigation stays while a long page scrolls, and is at the bottom of a phone', async () => {
  const { context, page } = await signedIn('乡镇专干', { viewport: desk })
  await page.goto(`${origin()}/desk/persons`)
  await page.evaluate(() => window.scrollTo(0, 600))
  expect(Math.abs((await page.locator('.side').boundingBox())?.y ?? NaN)).toBeLessThan(1)
  await page.setViewportSize(phone)
  const bar = page.locator('.desk-bar')
  const box = await bar.boundingBox()
  expect(Math.round((box?.y ?? 0) + (box?.height ?? 0))).toBe(phone.height)
  await bar.getByText('人员', { exact: true }).click()
  await bar.getByRole('link', { name: '花名册' }).click()
  expect(new URL(page.url()).pathname).toBe('/desk/rosters')
  await context.close()
}, 60_000)

/** What has the focus, if it stands behind something else or shows no ring. */
const findFocusFault = () => {
  const focused = document.activeElement
  if (!(focused instanceof HTMLElement) || focused === document.body) return null
  const { left, top, width, height } = focused.getBoundingClientRect()
  const there = document.elementFromPoint(left + Math.min(width / 2, 20), top + height / 2)
  const isSeen = there !== null && (focused.contains(there) || there.contains(focused) || there.closest('label')?.contains(focused))
  const name = `${focused.tagName} ${focused.getAttribute('name') ?? focused.innerText.slice(0, 20)}`
  if (!isSeen) return `behind something: ${name}`
  return getComputedStyle(focused).outlineStyle === 'none' ? `without a ring: ${name}` : ''
}

test('by keyboard whatever has the focus in a long form is in sight and has a ring', async () => {
  const { context, page } = await signedIn('管理员', { viewport: desk })
  await page.goto(`${origin()}/desk/cohorts?state=running`)
  const cohort = (await page.locator('#list tbody a').first().getAttribute('href'))!.split('#')[0]!
  await page.goto(`${origin()}${cohort}/attendance`)
  const session = (await page.locator('a[href*="/sessions/"]').first().getAttribute('href'))!
  const faults: string[] = []
  for (const path of ['/desk/cohorts/new', session]) {
    await page.goto(origin() + path)
    for (let nth = 0; nth < 120; nth++) {
      await page.keyboard.press('Tab')
      const fault = await page.evaluate(findFocusFault)
      if (fault === null) break
      if (fault) faults.push(`${fault} on ${path}`)
    }
  }
  expect([...new Set(faults)]).toEqual([])
  await context.close()
}, 60_000)
