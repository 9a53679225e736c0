// The pipeline at the desk: from the home, without a click, to the people behind a figure and one person's whole way.
import { expect, test } from 'vitest'
import { phone } from '#tests/support/browser.ts'
import { desk, theDemo } from './demo-server.ts'
import { faultsOn } from './story-server.ts'

const demo = await theDemo()

test('an official sees on the home where everybody stands, and opens a figure down to the evidence of one person', async () => {
  const { context, page } = await demo.signedIn('人社干部', { viewport: desk })
  await page.goto(`${demo.origin()}/desk`)
  const home = page.locator('.small-funnel li')
  expect(await home.count()).toBe(8)
  await page.locator('#pipeline a').click()
  expect(await faultsOn(page)).toEqual([])
  expect(await page.locator('h1').innerText()).toBe('梯队')
  const figure = page.locator('.funnel li').filter({ hasText: '持证' }).locator('.funnel-figures > a')
  const count = Number((await figure.innerText()).replace(/\D/g, ''))
  expect(count).toBeGreaterThan(0)
  await figure.click()
  expect(await page.locator('h1').innerText()).toBe(`持证：${count} 人`)
  expect(await faultsOn(page)).toEqual([])
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: '下载 Excel' }).click()])
  expect(download.suggestedFilename()).toMatch(/^梯队 .*\.xlsx$/)
  await page.locator('main tbody a').first().click()
  expect(await page.locator('main').innerText()).toContain('发了证书')
  expect(await faultsOn(page)).toEqual([])
  await context.close()
})

test('on a small screen, of a past day and one township, without scripts', async () => {
  const { context, page } = await demo.signedIn('人社干部', { viewport: phone, scripts: false })
  await page.goto(`${demo.origin()}/desk/pipeline`)
  await page.getByLabel('哪一天', { exact: true }).fill('2019-06-30')
  await page.getByLabel('和哪一天比').fill('2019-01-01')
  const townships = await page.getByLabel('地区', { exact: true }).locator('option').count()
  await page.getByLabel('地区', { exact: true }).selectOption({ index: townships - 1 })
  await page.getByRole('button', { name: '看梯队' }).click()
  expect(await page.locator('main').innerText()).toContain('2019年6月30日')
  expect(await page.locator('main').innerText()).toContain('每个村：多少户有人学过')
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(phone.width)
  await page.goto(`${demo.origin()}/desk/pipeline?on=2019-06-30&since=2019-07-01`)
  expect(await page.locator('main').innerText()).toContain('要写更早的一天')
  await context.close()
})
