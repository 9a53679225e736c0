// A production server with nobody in it: its first administrator comes by the one-time link, sets up an authenticator
// before anything else can be reached, and signs in again with a code from paper.
import { TOTP } from 'otpauth'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { createSetUpLink } from '#app/modules/accounts/accounts.server.ts'
import { desk } from './demo-server.ts'
import { aStoryServer, faultsOn } from './story-server.ts'

const story = await aStoryServer()
const { browser, site } = story

const [phone, password] = ['19900000001', 'yi-ju-hao-ji-de-hua']
const bodyOf = (page: Page) => page.locator('body').innerText()
const pathOf = (page: Page) => new URL(page.url()).pathname

async function aDesk() {
  const context = await browser.newContext({ viewport: desk, locale: 'zh-CN', serviceWorkers: 'block' })
  return { context, page: await context.newPage() }
}

test('the first administrator sets up the authenticator before anything else, and signs in by it or by a code on paper', async () => {
  const { context, page } = await aDesk()
  const press = async (name: string) => {
    // The page asks for a network first, so the answer does not begin at once.
    await Promise.all([page.waitForEvent('load'), page.getByRole('button', { name, exact: true }).click()])
  }
  await page.goto(story.server.origin + (await createSetUpLink(site)))
  for (const [name, value] of Object.entries({ name: '余管理', phone, password })) await page.fill(`[name=${name}]`, value)
  await press('设立并登录')
  await page.waitForURL(/second-step/)
  for (const path of ['/desk', '/desk/accounts', '/desk/persons']) {
    await page.goto(story.server.origin + path)
    expect(pathOf(page)).toBe('/account/second-step')
  }

  await press('准备好了，开始设')
  const secret = (await bodyOf(page)).match(/(?:[A-Z2-7]{4} ){7}[A-Z2-7]{4}/)![0].replaceAll(' ', '')
  expect(await faultsOn(page)).toEqual([])
  await page.fill('[name=code]', 'abcdef')
  await press('设好')
  expect(await bodyOf(page)).toContain('验证码不对')
  await page.fill('[name=code]', new TOTP({ secret }).generate())
  await press('设好')
  await page.waitForSelector('text=请收好备用码')
  expect(await faultsOn(page)).toEqual([])
  const paper = (await page.locator('main li').allInnerTexts()).map((code) => code.trim())
  expect(paper.length).toBe(10)
  await page.getByRole('link', { name: '收好了，继续' }).click()
  await page.waitForURL(/\/desk$/)
  for (const path of ['accounts', 'cohorts', 'persons', 'rosters', 'reports/households', 'rounds']) {
    await page.goto(`${story.server.origin}/desk/${path}`)
    expect([pathOf(page), await faultsOn(page)]).toEqual([`/desk/${path}`, []]) // with nobody and nothing in it yet
  }
  await context.close()

  const again = await aDesk()
  await again.page.goto(`${story.server.origin}/sign-in?next=/desk/accounts`)
  await again.page.fill('[name=phone]', phone)
  await again.page.fill('[name=secret]', password)
  await again.page.getByRole('button', { name: '登录' }).click()
  await again.page.waitForURL(/sign-in\/code/)
  expect(await faultsOn(again.page)).toEqual([])
  await again.page.fill('[name=code]', paper[0]!)
  await again.page.getByRole('button', { name: '登录' }).click()
  await again.page.waitForURL(/\/desk\/accounts$/)
  await again.context.close()
})
