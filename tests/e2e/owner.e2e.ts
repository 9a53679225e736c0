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
import { kept } from './trainee.ts'

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
  const renewed = page.waitForEvent('load')
  await context.setOffline(false)
  await expect.poll(async () => (await told(shopId, 12_000)).length).toBe(1)
  await renewed
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

/** From now on what is posted to these addresses waits, until it is let go. */
async function holdBack(page: Page, addresses: string) {
  let letGo = () => {}
  const free = new Promise<void>((resolve) => (letGo = resolve))
  await page.route(addresses, async (route) => (await free, route.continue()))
  return letGo
}

test('what is typed while a message is on its way stays, in its form and in every other', async () => {
  const { context, page, pairing } = await anOwner()
  await page.goto(`${origin()}${pairing}/messages`)
  const letGo = await holdBack(page, '**/sent')
  await page.fill('#write [name=text]', '第一句')
  await page.getByRole('button', { name: '发出' }).click()
  await page.fill('#write [name=text]', '第二句，还没写完')
  letGo()
  await expect.poll(() => written('第一句')).toBe(1)
  await page.waitForSelector('a:has-text("已发出，点这里看最新的")')
  expect(await page.inputValue('#write [name=text]')).toBe('第二句，还没写完')
  await page.click('a:has-text("已发出，点这里看最新的")')
  await page.waitForSelector('.card:has-text("第一句")')
  expect(await written('第二句，还没写完')).toBe(0)
  await context.close()
})

test('a thread in which something is being typed is not drawn anew: it offers to be', async () => {
  const { context, page, pairing } = await anOwner()
  await page.goto(`${origin()}${pairing}/messages`)
  await context.setOffline(true)
  await page.fill('#write [name=text]', '路上写的')
  await page.getByRole('button', { name: '发出' }).click()
  await page.waitForSelector('text=等着发出：路上写的')
  await page.fill('#write [name=text]', '接着写')
  await context.setOffline(false)
  await page.waitForSelector('a:has-text("已发出，点这里看最新的")')
  expect(await page.inputValue('#write [name=text]')).toBe('接着写')
  await context.close()
})

test('an empty message waits nowhere: it is said at once what is missing', async () => {
  const { context, page, pairing } = await anOwner()
  await page.goto(`${origin()}${pairing}/messages`)
  await context.setOffline(true)
  await page.fill('#write [name=text]', '  ')
  await page.getByRole('button', { name: '发出' }).click()
  await page.waitForSelector('#write >> text=请写要说的话，或选一张图片')
  expect(await bodyOf(page)).not.toContain('等着发出')
  await context.close()
})

test('without network an owner’s first page is her kept shop', async () => {
  const { context, page } = await anOwner()
  await expect.poll(() => page.evaluate(async () => Boolean(await caches.match('/shop')))).toBe(true)
  await context.setOffline(true)
  await page.goto(`${origin()}/`)
  await page.waitForSelector('text=没有网，您看的是存下的页面。')
  expect(new URL(page.url()).pathname).toBe('/shop')
  await context.close()
})

// Last: with the check-in told, her first card is another one.
test('what waits is said as it was answered, and once it is delivered the page shows it', async () => {
  const { context, page, pairing, shopId } = await anOwner()
  await page.goto(`${origin()}/shop/${shopId}`)
  await page.goto(`${origin()}${pairing}/check-in`)
  await kept(page, [pairing, `${pairing}/check-in`, `/shop/${shopId}`])
  await context.setOffline(true)
  await page.getByLabel('没联系', { exact: true }).check()
  await page.getByLabel('卡住了', { exact: true }).check()
  await page.getByRole('button', { name: '说好了' }).click()
  await page.waitForSelector('text=等着发出：没联系，卡住了')
  await page.goto(`${origin()}${pairing}`)
  if ((await page.getByRole('button', { name: '联系过', exact: true }).count()) > 0) {
    await page.getByRole('button', { name: '联系过', exact: true }).click()
    await page.waitForSelector('text=/等着发出：联系过$/')
  }
  await page.goto(`${origin()}/shop/${shopId}`)
  await page.getByRole('button', { name: '存好' }).click()
  await page.waitForSelector('text=等着发出：店里的情况：店名')
  expect(await bodyOf(page)).toMatch(/等着发出：店里的情况：.*卖什么 \S+，一年大约卖多少 /)

  await page.goto(`${origin()}${pairing}`)
  await page.waitForSelector('text=等着发出：没联系，卡住了')
  await context.setOffline(false)
  await page.waitForSelector('text=等着发出', { state: 'detached' })
  await page.waitForSelector('h2:has-text("您说了：")') // drawn anew
  await context.close()
})
