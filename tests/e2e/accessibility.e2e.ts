// axe on every screen, as each of the demo's people meets it.
import type { BrowserContext, Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { present } from '#app/present.ts'
import { taskWorks } from '#db/schema/tasks.ts'
import { phone } from '#tests/support/browser.ts'
import { desk, theDemo } from './demo-server.ts'

const { browser, site, origin, signedIn, faultsOn, faultsBehind } = await theDemo()

const withPage = async (opened: Promise<{ context: BrowserContext; page: Page }>, work: (page: Page) => Promise<string[]>) => {
  const { context, page } = await opened
  const faults = await work(page)
  await context.close()
  return faults
}

test.each([
  [
    '学员',
    phone,
    [
      '/',
      '/class',
      '/exams',
      '/certificates',
      '/account',
      '/courses/sell-tea-and-potatoes',
      '/ask/sell-tea-and-potatoes',
      '/questions',
      '/search?q=%E7%AE%B1%E5%AD%90',
      '/verify',
      '/calculator',
    ],
  ],
  ['乡镇专干', desk, ['/desk', '/desk/cohorts', '/desk/rosters', '/desk/persons', '/desk/workflows']],
  [
    '人社干部',
    desk,
    [
      '/desk',
      '/desk/reports/households',
      '/desk/reports/households/registeredPersons?from=2019-01-01&to=2019-07-31&region=422826',
      '/desk/persons',
    ],
  ],
  ['讲师', desk, ['/desk', '/desk/cohorts', '/desk/tasks', '/desk/inquiries', '/desk/replies']],
  ['管理员', desk, ['/desk', '/desk/accounts', '/desk/cohorts']],
  [
    '结对协调员',
    desk,
    [
      '/desk',
      '/desk/shops',
      '/desk/shop-imports',
      '/desk/rounds',
      '/desk/pairings',
      '/desk/plan-template',
      '/desk/reports/pairings',
      '/desk/reports/pairings/bought',
      '/desk/shops/slips',
      '/rating-rules',
    ],
  ],
  ['咸丰店主', phone, ['/shop']],
  ['余杭店主', phone, ['/shop']],
])(
  'axe finds nothing on the screens of %s',
  async (role, viewport, starts) => {
    // An owner's pages hang together in one place; a desk's are named above.
    const faults = await withPage(signedIn(role, { viewport }), (page) => faultsBehind(page, starts, viewport === phone ? 2 : 1))
    expect(faults).toEqual([])
  },
  400_000,
)

test.each(['讲师', '乡镇专干'])(
  'axe finds nothing where %s sees how a class learns, and on what lies behind it',
  async (role) => {
    const [work] = await site.read.select().from(taskWorks).limit(1)
    const cohort = present(work, 'task of the demo').cohortId
    const faults = await withPage(signedIn(role, { viewport: desk }), async (page) => {
      const learning = `/desk/cohorts/${cohort}/progress`
      const behind = await faultsBehind(page, [learning, `${learning}?who=away`], 1)
      await page.goto(`${origin()}${learning}`)
      await page
        .getByRole('link', { name: /^看号码：/ })
        .first()
        .click()
      await page.getByRole('button', { name: '看电话并记下来' }).click()
      const refused = await faultsOn(page)
      await page.getByLabel('原因').fill('七天没有来学，问问有没有难处')
      await page.getByRole('button', { name: '看电话并记下来' }).click()
      await page.waitForLoadState()
      return [...behind, ...refused, ...(await faultsOn(page))]
    })
    expect(faults).toEqual([])
  },
  400_000,
)

test('axe finds nothing on the steps of an answer', async () => {
  const faults = await withPage(signedIn('讲师', { viewport: desk }), (page) => faultsBehind(page, ['/desk/replies'], 2))
  expect(faults).toEqual([])
}, 400_000)

test('axe finds nothing on the screens of somebody who is not signed in', async () => {
  const context = await browser.newContext({ viewport: phone, locale: 'zh-CN' })
  const page = await context.newPage()
  const faults: string[] = []
  for (const path of ['/', '/sign-in', '/verify', '/s/unknown', '/set-up/none', '/nowhere']) faults.push(...(await faultsOn(page, path)))
  expect(faults).toEqual([])
  await context.close()
})
