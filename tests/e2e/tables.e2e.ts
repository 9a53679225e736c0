// Tables of desks on screens of four widths and on paper.
import { constants, inflateSync } from 'node:zlib'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { desk, theDemo } from './demo-server.ts'

const { signedIn, origin, faultsOn } = await theDemo()

const period = 'from=2019-01-01&to=2019-07-31&region=422826'
const register = `/desk/reports/households/registeredHouseholds?${period}`
const lifted = `/desk/reports/households/liftedHouseholds?${period}`

/** The pages of a class that began: its own, the attendance of a session, its results. */
async function pagesOfAClass(page: Page): Promise<string[]> {
  const hrefOf = async (selector: string) => (await page.locator(selector).first().getAttribute('href'))!
  await page.goto(`${origin()}/desk/cohorts?sort=number&dir=desc`)
  const cohort = (await hrefOf('#list tbody a')).split('#')[0]!
  await page.goto(`${origin()}${cohort}/attendance`)
  const session = await hrefOf('a[href*="/sessions/"]')
  await page.goto(`${origin()}${cohort}/learning`)
  const tabs = ['trainees', 'learning', 'attendance', 'certificates', 'history'].map((tab) => `${cohort}/${tab}`)
  return ['/desk/cohorts', cohort, ...tabs, session, await hrefOf('a[href$="/results"]')]
}

/** What of a page cannot be read: wider than the screen, a label beyond its card, or a day, time or state on more than one line. */
const findUnreadable = (page: Page) =>
  page.evaluate(() => {
    const root = document.documentElement
    const faults = root.scrollWidth > root.clientWidth ? [`the page is ${root.scrollWidth} px wide`] : []
    const isNarrow = innerWidth <= 960
    for (const cell of document.querySelectorAll<HTMLElement>('.desk .table-frame td')) {
      const { right, height } = cell.getBoundingClientRect()
      if (height === 0) continue
      const lines = new Set([...cell.getClientRects()].map(({ top }) => Math.round(top))).size
      if (isNarrow && right > innerWidth) faults.push(`beyond the screen: ${cell.innerText}`)
      const label = getComputedStyle(cell, '::before')
      const isCut = label.float === 'left' && parseFloat(getComputedStyle(cell).paddingLeft) + parseFloat(label.marginLeft) < 0
      if (isNarrow && isCut) faults.push(`its label is cut off: ${cell.dataset['label']}`)
      const range = document.createRange()
      range.selectNodeContents(cell)
      const tops = [...range.getClientRects()].map(({ top }) => top)
      const isBroken = Math.max(...tops) - Math.min(...tops) > 16 || lines > 1
      if (!isNarrow && isBroken && /\b(day|time|state|number)\b/.test(cell.className)) faults.push(`broken: ${cell.innerText}`)
    }
    return faults
  })

test.each([360, 1024, 1366, 1920])('at %s px no table is cut off or breaks a day, and axe finds nothing', async (width) => {
  const { context, page } = await signedIn('管理员', { viewport: { width, height: 768 }, scripts: true })
  const faults: string[] = []
  for (const path of [...(await pagesOfAClass(page)), register]) {
    faults.push(...(await faultsOn(page, path, [width])))
    faults.push(...(await findUnreadable(page)).map((fault) => `${path} ${fault}`))
  }
  expect(faults).toEqual([])
  await context.close()
})

test('head and first column stay while a long table scrolls in its frame', async () => {
  const { context, page } = await signedIn('人社干部', { viewport: { width: 1024, height: 768 }, scripts: true })
  await page.goto(origin() + register)
  const frame = page.locator('.table-frame').first()
  const placed = await frame.evaluate((table) => {
    table.scrollTo(150, 900)
    const { top, left } = table.getBoundingClientRect()
    const head = table.querySelector('thead')!.getBoundingClientRect()
    const first = table.querySelector('tbody tr:nth-child(40) td')!.getBoundingClientRect()
    return { scrolled: table.scrollTop > 500 && table.scrollLeft > 50, head: head.top - top, first: first.left - left }
  })
  expect(placed.scrolled).toBe(true)
  expect(Math.abs(placed.head)).toBeLessThanOrEqual(1)
  expect(Math.abs(placed.first)).toBeLessThanOrEqual(1)
  await context.close()
})

test('without script a list is sorted, filtered and cleared again by its links, and says how to print', async () => {
  const { context, page } = await signedIn('管理员', { viewport: desk, scripts: false })
  await page.goto(`${origin()}/desk/cohorts`)
  const all = await page.locator('#list tbody tr').count()
  await page.getByRole('link', { name: '班名', exact: true }).click()
  expect(await page.locator('th[aria-sort="ascending"]').innerText()).toContain('班名')
  await page.getByRole('link', { name: /^乡镇骨干/ }).click()
  expect(await page.locator('#list tbody tr').count()).toBeLessThan(all)
  expect(await page.locator('th[aria-sort="ascending"]').count()).toBe(1) // still sorted
  await page.getByRole('link', { name: /，不再只看/ }).click()
  expect(await page.locator('#list tbody tr').count()).toBe(all)
  await page.goto(`${origin()}/desk/reports/households?${period}`)
  expect(await page.getByText('按 Ctrl+P').isVisible()).toBe(false)
  await page.getByRole('link', { name: '打印' }).click()
  expect(await page.getByText('按 Ctrl+P').isVisible()).toBe(true)
  await context.close()
})

const sheetsOf = async (page: Page) =>
  (await page.pdf({ preferCSSPageSize: true })).toString('latin1').match(/\/Type \/Page\b(?!s)/g)?.length

/** How many pieces of text the last sheet shows. */
async function textOnLastSheet(page: Page) {
  const pdf = (await page.pdf({ preferCSSPageSize: true, pageRanges: `${await sheetsOf(page)}` })).toString('latin1')
  const streams = [...pdf.matchAll(/stream\r?\n([\s\S]*?)endstream/g)].flatMap(([, bytes]) => {
    try {
      return [inflateSync(Buffer.from(bytes!, 'latin1'), { finishFlush: constants.Z_SYNC_FLUSH }).toString('latin1')]
    } catch {
      return [] // no text: a picture or a font
    }
  })
  return streams.join('').match(/\bT[jJ]\b/g)?.length ?? 0
}

test('the places to sign do not stand alone on the last sheet of a report', async () => {
  const { context, page } = await signedIn('人社干部', { viewport: desk, scripts: true })
  await page.goto(`${origin()}/desk/reports/households?${period}`)
  expect(await sheetsOf(page)).toBe(3)
  expect(await textOnLastSheet(page)).toBeGreaterThan(150)
  await context.close()
})

test('on paper a head breaks between its words, and a number or day not at all', async () => {
  const { context, page } = await signedIn('人社干部', { viewport: desk, scripts: true })
  await page.setViewportSize({ width: 1032, height: 700 }) // A4 across, within its margins
  await page.emulateMedia({ media: 'print' })
  const broken: string[] = []
  for (const path of ['/desk/reports/pairings', register, '/desk/certificates/handout']) {
    await page.goto(origin() + path)
    expect(await page.locator('.across').count(), path).toBe(1) // as wide as the sheet can be
    broken.push(
      ...(await page.evaluate(() =>
        [...document.querySelectorAll<HTMLElement>('th, td:is(.number, .day), td > a[href^="/certificates/"]')]
          .filter((cell) => {
            const range = document.createRange()
            range.selectNodeContents(cell)
            return new Set([...range.getClientRects()].map(({ top }) => Math.round(top / 8))).size > 1
          })
          .map((cell) => cell.innerText),
      )),
    )
  }
  expect(broken).toEqual([])
  await context.close()
})

test('a printed list begins under its title, carries whose it is and a place for the seal, and nothing of the screen', async () => {
  const { context, page } = await signedIn('人社干部', { viewport: desk, scripts: true })
  await page.addInitScript(() => void (window.print = () => void document.body.setAttribute('data-printed', 'yes')))
  await page.goto(origin() + lifted)
  await page.getByRole('link', { name: '打印' }).click()
  expect(await page.locator('body').getAttribute('data-printed')).toBe('yes')
  expect(await sheetsOf(page)).toBe(1) // eight households: once the list began on a second sheet, after a title alone
  await page.emulateMedia({ media: 'print' })
  for (const words of ['填报单位', '制表人', '审核人', '盖章处', '时段：2019年1月1日至2019年7月31日'])
    expect(await page.getByText(words).first().isVisible()).toBe(true)
  for (const furniture of ['.crumbs', '.pages', '.button', 'th:text-is("为什么")'])
    expect(await page.locator(`.desk ${furniture} >> visible=true`).count()).toBe(0)
  await page.goto(`${origin()}/desk/reports/households?${period}`)
  expect(await page.locator('.filters >> visible=true').count()).toBe(0)
  await context.close()
})

/** What paper shows although it can only be done on the screen: fields, buttons, links that say what to do. Heads that sort look like heads. */
const findWhatPaperCannotDo = (page: Page) =>
  page.evaluate(() => {
    const main = document.querySelector('.desk-main.printed')
    if (!main) return [`not printed: ${location.pathname}`]
    return [...main.querySelectorAll<HTMLElement>('select, textarea, button:not(th > .turn), input, a')]
      .filter((one) => one.getClientRects().length > 0)
      .filter((one) => one.tagName !== 'A' || /^(回到|回去|打印|下载|记考勤|看考勤|交花名册)/.test(one.innerText))
      .map((one) => `${one.tagName} ${one.innerText.slice(0, 20)} on ${location.pathname}`)
  })

test('paper shows nothing to fill in or to press', async () => {
  const { context, page } = await signedIn('管理员', { viewport: desk, scripts: true })
  const cohort = (await pagesOfAClass(page))[1]!
  const tabs = ['trainees', 'learning', 'attendance', 'results'].map((tab) => `${cohort}/${tab}`)
  const lists = ['cohorts', 'persons', 'households', 'shops', 'pairings', 'accounts', 'certificates/handout'].map((list) => `/desk/${list}`)
  await page.goto(`${origin()}/desk/persons`)
  const person = (await page.locator('#list tbody a[href^="/desk/persons/"]').first().getAttribute('href'))!
  await page.emulateMedia({ media: 'print' })
  const faults: string[] = []
  for (const path of [...lists, ...tabs, register, person]) {
    await page.goto(origin() + path)
    faults.push(...(await findWhatPaperCannotDo(page)))
  }
  expect(faults).toEqual([])
  await context.close()
})

/** Rows of fields side by side whose boxes do not stand in one line, and folds without an arrow. */
const findUneven = (page: Page) =>
  page.evaluate(() => {
    for (const fold of document.querySelectorAll<HTMLDetailsElement>('.desk-main details')) fold.open = true
    const faults: string[] = []
    for (const group of document.querySelectorAll<HTMLElement>('.filters, .row, .setting-fields')) {
      const boxes = [...group.querySelectorAll(':scope > .field > :is(input, select, textarea), :scope > .button')]
      const tops = boxes.map((box) => box.getBoundingClientRect()).map(({ top, height }) => ({ top: Math.round(top), height }))
      // Boxes of one line differ by a pixel or two; those of different lines by a box and a label.
      const isUneven = tops.some(({ top }) => tops.some((other) => Math.abs(other.top - top) > 3 && Math.abs(other.top - top) < 50))
      if (isUneven) faults.push(`uneven: ${group.innerText.slice(0, 30)}`)
    }
    for (const line of document.querySelectorAll<HTMLElement>('.desk-main summary'))
      if (!/[▸▾]/.test(getComputedStyle(line, '::before').content)) faults.push(`no arrow: ${line.innerText}`)
    return faults
  })

test('a hint pushes no field out of its line, and whatever is folded shows an arrow', async () => {
  const { context, page } = await signedIn('管理员', { viewport: desk, scripts: true })
  const faults: string[] = []
  for (const path of [
    '/desk/persons',
    '/desk/persons/new',
    '/desk/rosters',
    '/desk/accounts',
    '/desk/audit',
    '/desk/follow-ups',
    '/desk/settings',
    '/desk/shops?add',
    '/desk/shop-imports',
  ]) {
    await page.goto(origin() + path)
    faults.push(...(await findUneven(page)).map((fault) => `${path} ${fault}`))
  }
  expect(faults).toEqual([])
  await context.close()
})
