// The audit trail at the desk, by hand: from a class to what was done to it, narrowed, taken away as a workbook.
import { expect, test } from 'vitest'
import { phone } from '#tests/support/browser.ts'
import { desk, theDemo } from './demo-server.ts'
import { faultsOn } from './story-server.ts'

const demo = await theDemo()

test('an official goes from a class to what was done to it, narrows it by kind and day, and takes it away', async () => {
  const { context, page } = await demo.signedIn('人社干部', { viewport: desk })
  await page.goto(`${demo.origin()}/desk/cohorts`)
  await page.locator('main tbody a').first().click()
  const name = await page.locator('h1').innerText()
  await page.locator('.desk-head').getByRole('link', { name: '操作记录' }).click()
  expect(await page.locator('h1').innerText()).toBe(`${name}的记录`)
  expect(await faultsOn(page)).toEqual([])
  const rows = page.locator('main tbody tr')
  const all = await rows.count()

  await page.locator('.filters').getByLabel('做了什么').selectOption({ label: '建培训班' })
  await page.getByLabel('从', { exact: true }).fill('2015-01-01')
  await page.locator('.filters').getByRole('button', { name: '照这样看' }).click()
  expect(await rows.count()).toBe(1)
  expect(await rows.first().innerText()).toContain('建培训班')
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: '下载 Excel' }).click()])
  expect(download.suggestedFilename()).toBe('操作记录.xlsx')
  await page.getByRole('link', { name: '建培训班，不再只看' }).click()
  expect(await rows.count()).toBe(all)
  await page.getByRole('link', { name: '撤回和例外' }).click()
  expect(await faultsOn(page)).toEqual([])
  await page.goto(`${demo.origin()}/desk/audit?view=lists`)
  expect(await page.locator('main').innerText()).toContain('只有管理员能看')
  await context.close()
})

test('an administrator turns the pages of the whole trail on a small screen, and finds who opened which lists', async () => {
  const { context, page } = await demo.signedIn('管理员', { viewport: phone })
  await page.goto(`${demo.origin()}/desk/audit`)
  const newest = await page.locator('main tbody tr').first().innerText()
  await page.getByRole('link', { name: '更早的' }).click()
  expect(await page.locator('main tbody tr').first().innerText()).not.toBe(newest)
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(phone.width)
  await page.getByRole('link', { name: '最新的' }).click()
  // Whatever somebody at a desk does was done by one of the county's people: the operator made the first account, and nothing else.
  await page.goto(`${demo.origin()}/desk/audit?actor=operator`)
  expect(await page.locator('main tbody').innerText()).not.toMatch(/考勤|登录条|报名|登记册|考试|结业/)
  await page.goto(`${demo.origin()}/desk/audit`)
  await page.getByRole('link', { name: '名单和下载' }).click()
  expect(await page.locator('main tbody').innerText()).toContain('操作记录')
  expect(await faultsOn(page)).toEqual([])
  await context.close()
})
