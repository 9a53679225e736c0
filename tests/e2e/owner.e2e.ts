// A shop owner's forms on a full phone, without network, and where a figure is refused: what was filled in stays until
// somebody has it, and is sent once.
import { eq } from 'drizzle-orm'
import type { BrowserContext, Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { pairingMessages } from '#db/schema/pairing-records.ts'
import { shopResults } from '#db/schema/shop-files.ts'
import { aPicture } from '#tests/modules/shops/makers.ts'
import { phone } from '#tests/support/browser.ts'
import { theDemo } from './demo-server.ts'

const { site, origin, signedIn } = await theDemo()
const bodyOf = (page: Page) => page.locator('body').innerText()

async function anOwner() {
  const { context, page } = await signedIn('咸丰店主', { viewport: phone, worker: true })
  await page.goto(`${origin()}/shop`)
  await page.evaluate(async () => void (await navigator.serviceWorker.ready))
  const hrefOf = async (selector: string) => (await page.locator(selector).first().getAttribute('href'))!
  const months = await hrefOf('a[href$="/months"]')
  return {
    context,
    page,
    months,
    shopId: months.split('/')[2]!,
    pairing: (await hrefOf('a.card[href^="/pairings/"]')).match(/^\/pairings\/[^/]+/)![0],
  }
}

async function fillUp(context: BrowserContext, page: Page) {
  const session = await context.newCDPSession(page)
  await session.send('Storage.overrideQuotaForOrigin', { origin: origin(), quotaSize: 1000 })
}

const written = async (text: string) => site.read.$count(pairingMessages, eq(pairingMessages.text, text))
const told = (shopId: string, sales: number) =>
  site.read
    .select()
    .from(shopResults)
    .where(eq(shopResults.shopId, shopId))
    .then((rows) => rows.filter((row) => row.sales === sales))

async function fillMonth(page: Page, sales: string) {
  for (const [name, value] of Object.entries({ sales, orders: '８０', employed: '3', employedRegistered: '1', boughtByEast: '2,000 元' }))
    await page.fill(`[name=${name}]`, value)
}

test('with the phone full a message goes out; without network too it stays in its box, and the page says not to close it', async () => {
  const { context, page, pairing } = await anOwner()
  await page.goto(`${origin()}${pairing}/messages`)
  await fillUp(context, page)
  await page.fill('#write [name=text]', '满了也能发')
  await page.getByRole('button', { name: '发出' }).click()
  await expect.poll(() => written('满了也能发')).toBe(1)
  await expect.poll(() => bodyOf(page)).toContain('满了也能发')

  await page.waitForLoadState('load')
  await context.setOffline(true)
  await page.fill('#write [name=text]', '满了又没有网')
  await page.getByRole('button', { name: '发出' }).click()
  await page.waitForSelector('text=手机存满了，请不要关这一页')
  expect(await page.inputValue('#write [name=text]')).toBe('满了又没有网')
  await context.setOffline(false)
  await expect.poll(() => written('满了又没有网')).toBe(1)
  await context.close()
})

test('a month that is filled in without network waits on the phone, and is told once when there is one', async () => {
  const { context, page, months, shopId } = await anOwner()
  await page.goto(origin() + months)
  await context.setOffline(true)
  await fillMonth(page, '1.2万')
  await page.getByRole('button', { name: '报好了' }).click()
  await page.waitForSelector('text=等着发出：每月的销售数字')
  expect(await bodyOf(page)).toContain('卖了多少元 1.2万')
  await page.goto(`${origin()}/shop`)
  await page.waitForSelector('text=等着发出：每月的销售数字')
  await context.setOffline(false)
  await expect.poll(async () => (await told(shopId, 12_000)).length).toBe(1)
  await page.goto(origin() + months)
  await page.waitForSelector('text=12,000')
  expect([(await told(shopId, 12_000)).length, (await bodyOf(page)).includes('等着发出')]).toEqual([1, false])
  await context.close()
})

test('one refused figure takes neither the other figures nor the chosen picture', async () => {
  const { context, page, months, shopId } = await anOwner()
  await page.goto(origin() + months)
  await fillMonth(page, '很多')
  await page.setInputFiles('[name=picture]', { name: '账单.jpg', mimeType: 'image/jpeg', buffer: await aPicture() })
  await page.getByRole('button', { name: '报好了' }).click()
  await page.waitForSelector('text=卖了多少元要填数字')
  expect([await page.inputValue('[name=orders]'), await page.locator('img[alt="选好的图片"]').isVisible()]).toEqual(['８０', true])
  await page.fill('[name=sales]', '１３，０００元')
  await page.getByRole('button', { name: '报好了' }).click()
  await page.waitForSelector('text=记下了')
  expect(await told(shopId, 13_000)).toMatchObject([{ source: 'proved', orders: 80, boughtByEast: 2000 }])
  await context.close()
})

test('what is refused when its page was gone stands in its form again', async () => {
  const { context, page, months, shopId } = await anOwner()
  await page.goto(origin() + months)
  await context.setOffline(true)
  await fillMonth(page, '不少')
  await page.getByRole('button', { name: '报好了' }).click()
  await page.waitForSelector('text=等着发出')
  await page.goto(`${origin()}/shop`)
  await context.setOffline(false)
  await page.waitForSelector('text=没有收下：卖了多少元要填数字。您写的是：每月的销售数字')
  await page.click('a:has-text("回去改")')
  await page.waitForSelector('text=上次的没有收下')
  expect(await page.inputValue('[name=orders]')).toBe('８０')
  await page.fill('[name=sales]', '14000')
  await page.getByRole('button', { name: '报好了' }).click()
  await page.waitForSelector('text=记下了')
  expect([(await told(shopId, 14_000)).length, (await bodyOf(page)).includes('没有收下')]).toEqual([1, false])
  await context.close()
})

test('without scripts a refused month says that its picture has to be chosen again', async () => {
  const { context, page } = await signedIn('咸丰店主', { viewport: phone, scripts: false })
  await page.goto(`${origin()}/shop`)
  await page.goto(origin() + (await page.locator('a[href$="/months"]').first().getAttribute('href'))!)
  await fillMonth(page, '很多')
  await page.setInputFiles('[name=picture]', { name: '账单.jpg', mimeType: 'image/jpeg', buffer: await aPicture() })
  await page.getByRole('button', { name: '报好了' }).click()
  expect(await bodyOf(page)).toContain('刚才选的文件没有存下，请再选一次。')
  await context.close()
})
