// Long forms at a desk lose nothing: neither the session that ended meanwhile, nor leaving the page.
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { desk, theDemo } from './demo-server.ts'

const { signedIn, origin } = await theDemo()

const firstField = (page: Page) => page.getByLabel('第 1 个目标', { exact: true })
const fillPlan = async (page: Page, name: string) => {
  await page.goto(`${origin()}/desk/plan-template`)
  await firstField(page).fill(name)
  await page.locator('[name=why]').fill('写明白一些')
}

test('a form of somebody who is no longer signed in is sent after signing in beside it', async () => {
  const { context, page } = await signedIn('结对协调员', { viewport: desk })
  await fillPlan(page, '先把店名和照片弄好')
  const form = page.locator('.desk-main form').first()
  const cookies = await context.cookies()
  await context.clearCookies()
  await form.locator('button').last().click()
  expect(await page.locator('h1').textContent()).toBe('请重新登录')
  expect(await page.locator('main').textContent()).toContain('还没有存上，但都还在这一页里')
  await context.addCookies(cookies) // signing in, in the other window
  await page.getByRole('button', { name: '交上刚才填的' }).click()
  expect(await page.locator('.desk-main').textContent()).not.toContain('请重新登录')
  await page.goto(`${origin()}/desk/plan-template`)
  expect(await firstField(page).inputValue()).toBe('先把店名和照片弄好')
  await context.close()
}, 60_000)

test('a form that was left is offered again, and is deleted with signing out', async () => {
  const { context, page } = await signedIn('结对协调员', { viewport: desk })
  await fillPlan(page, '写了一半')
  await page.waitForFunction(() => Object.keys(localStorage).some((key) => key.startsWith('tidui-draft:')))
  await page.goto(`${origin()}/desk`)
  await page.goto(`${origin()}/desk/plan-template`)
  expect(await firstField(page).inputValue()).not.toBe('写了一半')
  await page.getByRole('button', { name: '接着填' }).click()
  expect(await firstField(page).inputValue()).toBe('写了一半')
  await page.getByRole('button', { name: '退出登录' }).click()
  await page.waitForURL((url) => !url.pathname.startsWith('/desk'))
  expect(await page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith('tidui-draft:')))).toEqual([])
  await context.close()
}, 60_000)

test('a form that was refused and then left is offered again', async () => {
  const { context, page } = await signedIn('结对协调员', { viewport: desk })
  await fillPlan(page, '写了没收下')
  await page.locator('[name=why]').fill('')
  await page.getByRole('button', { name: '发布' }).click()
  await page.locator('.desk-main [role=alert]').waitFor()
  await page.goto(`${origin()}/desk`)
  await page.goto(`${origin()}/desk/plan-template`)
  await page.getByRole('button', { name: '接着填' }).click()
  expect(await firstField(page).inputValue()).toBe('写了没收下')
  await context.close()
}, 60_000)

test('a form with a file that is pressed again while its answer is awaited is sent once', async () => {
  const { context, page } = await signedIn('结对协调员', { viewport: desk })
  const sent: string[] = []
  page.on('request', (request) => request.method() === 'POST' && sent.push(request.url()))
  await page.goto(`${origin()}/desk/shop-imports`)
  await page.route('**/desk/shop-imports', async (route) => {
    await new Promise((resolve) => setTimeout(resolve, 1_500)) // a slow line
    await route.continue()
  })
  await page.setInputFiles('[type=file]', { name: '名录.csv', mimeType: 'text/csv', buffer: Buffer.from('店名\n') })
  const button = page.locator('form[enctype] button')
  await button.click({ noWaitAfter: true })
  await page.waitForTimeout(400) // as somebody waits who then presses again
  await button.click({ noWaitAfter: true })
  await page.locator('.desk-main [role=alert]').waitFor()
  expect(sent).toHaveLength(1)
  await context.close()
}, 60_000)
