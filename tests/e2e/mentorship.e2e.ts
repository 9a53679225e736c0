// Mentorship in the demo county: a list of shops is imported and its owners claim them; a round from wishes to its end
// with both owners on phones; a pair is dissolved and matched anew; a late check-in climbs; what a phone keeps is sent once.
// Screens that only a story reaches are shown to axe as they come by, the others in main-job.e2e.ts.
import type { BrowserContext, Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { listDemoSignIns } from '#app/demo/plan.server.ts'
import { openSite } from '#app/site.server.ts'
import { writeWorkbook } from '#app/spreadsheet/spreadsheet.server.ts'
import { runUntilIdle } from '#app/workflow/follow-ups.server.ts'
import { workflows } from '#app/workflows.server.ts'
import { aPicture } from '#tests/modules/shops/makers.ts'
import { phone } from '#tests/support/browser.ts'
import { desk, theDemo } from './demo-server.ts'

const { browser, dataFolder, origin, signedIn, faultsOn } = await theDemo()
const roundName = '五十家店的批次'

async function fiftyShops(): Promise<Buffer> {
  const west = Array.from({ length: 42 }, (_, i) => [
    `高山第${i + 1}店`,
    `高店主${i + 1}`,
    `1391111${String(i).padStart(4, '0')}`,
    '清坪镇',
    '淘宝',
    '茶叶',
    '12万元',
    '拍照',
  ])
  const east = Array.from({ length: 8 }, (_, i) => [
    `运河第${i + 1}店`,
    `运老板${i + 1}`,
    `1381111${String(i).padStart(4, '0')}`,
    '余杭区',
    '天猫',
    '绿茶',
    '800万元',
    '拍照',
    5,
  ])
  const columns = Array.from({ length: 9 }, () => ({ head: '', width: 12 }))
  const pieces: Uint8Array[] = []
  for await (const piece of writeWorkbook([
    {
      name: '西部',
      columns,
      rows: [['咸丰县网店统计表'], ['网店名称', '负责人', '联系电话', '所在乡镇', '平台', '主营', '年销售额', '想学什么'], ...west],
    },
    {
      name: '东部',
      columns,
      rows: [['余杭区网店统计表'], ['网店名称', '负责人', '联系电话', '地区', '平台', '主营', '年销售额', '擅长', '愿意帮扶家数'], ...east],
    },
  ]))
    pieces.push(piece)
  return Buffer.concat(pieces)
}

/** The owner scans the slip and chooses six digits. */
async function claimed(slip: string) {
  const context = await browser.newContext({ viewport: phone, locale: 'zh-CN' })
  const page = await context.newPage()
  await page.goto(origin() + new URL(slip).pathname)
  await page.fill('[name=secret]', '204060')
  await page.locator('main form button').click()
  await page.waitForURL(/\/shop$/)
  return page
}

const bodyOf = (page: Page) => page.locator('body').innerText()

/** Ticks these boxes and no others. All are cleared at once: sixty clicks say no more than one. */
async function tickOnly(page: Page, labels: readonly string[]) {
  await page.locator('[name=shop]').evaluateAll((boxes) => boxes.forEach((box) => ((box as HTMLInputElement).checked = false)))
  for (const label of labels) await page.getByLabel(label, { exact: true }).check()
}

const axeFindsNothingOn = async (page: Page) => expect(await faultsOn(page)).toEqual([])

/** What a page costs whoever opens it for the first time, pictures and sounds apart: HTML and CSS, all, and how many requests. */
async function costOf(owner: BrowserContext, path: string) {
  const cold = await browser.newContext({
    viewport: phone,
    locale: 'zh-CN',
    serviceWorkers: 'block',
    storageState: await owner.storageState(),
  })
  const fresh = await cold.newPage()
  const session = await cold.newCDPSession(fresh)
  await session.send('Network.enable')
  const types = new Map<string, string>()
  let [readable, all] = [0, 0]
  session.on('Network.responseReceived', ({ requestId, type }) => void types.set(requestId, type))
  session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    const type = types.get(requestId)
    if (type === 'Image' || type === 'Media') return
    all += encodedDataLength
    if (type === 'Document' || type === 'Stylesheet') readable += encodedDataLength
  })
  await fresh.goto(origin() + path, { waitUntil: 'networkidle' })
  const requests = [...types.values()].filter((type) => type !== 'Image' && type !== 'Media').length
  await cold.close()
  return { readable, all, requests }
}

/** A lesson page's budget, which owners' pages keep too. */
async function expectCheap(owner: BrowserContext, path: string) {
  const { readable, all, requests } = await costOf(owner, path)
  const cost = `${path}: ${readable} B to read, ${all} B in all, ${requests} requests`
  expect({ cost, ok: readable <= 16_000 && all <= 60_000 && requests <= 8 }).toEqual({ cost, ok: true })
}

/** Imports the list, and lets the owners of one shop on each side in. */
async function importAndClaim(coordinator: Page) {
  await coordinator.goto(`${origin()}/desk/shop-imports`)
  await coordinator.setInputFiles('[name=file]', {
    name: '五十家.xlsx',
    mimeType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    buffer: await fiftyShops(),
  })
  await coordinator.getByRole('button', { name: '上传并预览' }).click()
  await expect.poll(() => bodyOf(coordinator)).toContain('共 50 家：新增 50，已有 0，变更 0，退回 0')
  await axeFindsNothingOn(coordinator)
  await coordinator.getByRole('button', { name: '导入' }).click()
  await expect.poll(() => bodyOf(coordinator)).toContain('收下 50 家')
  await coordinator.getByRole('link', { name: '给店主发登录条' }).click()
  await coordinator.waitForURL(/slips/)
  await tickOnly(coordinator, ['发给高店主1', '发给运老板1'])
  await coordinator.getByRole('button', { name: '发登录条' }).click()
  await coordinator.locator('.slip').first().waitFor()
  await axeFindsNothingOn(coordinator)
  const slips = new Map<string, string>()
  for (const slip of await coordinator.locator('.slip').all())
    slips.set(await slip.locator('h2').innerText(), await slip.locator('strong').innerText())
  return { west: await claimed(slips.get('高店主1')!), east: await claimed(slips.get('运老板1')!) }
}

test('a pair is dissolved by its owner with a reason, and the coordinator finds another helper', async () => {
  const { page: owner } = await signedIn('咸丰店主', { viewport: phone })
  await owner.goto(`${origin()}/shop`)
  await owner.locator('a.card', { hasText: '径山茶铺' }).filter({ hasText: '帮扶中' }).click()
  await owner.getByRole('link', { name: '解除结对…' }).click()
  await owner.getByText('不再结对，双方不再填帮扶记录、不能再留言：1 对').waitFor()
  expect(await bodyOf(owner)).toContain('解除以后不能恢复')
  await owner.fill('#field-reason', '对方店里忙，顾不上')
  await owner.getByRole('button', { name: '解除结对' }).click()
  await expect.poll(() => bodyOf(owner)).toContain('已解除')

  const { page: coordinator } = await signedIn('结对协调员', { viewport: desk })
  await coordinator.goto(`${origin()}/desk/pairings`)
  await coordinator.getByRole('link', { name: '唐崖茶坊 和 径山茶铺' }).click()
  await coordinator.getByRole('button', { name: '请双方答复' }).click()
  await expect.poll(() => bodyOf(coordinator)).toContain('换人的经过')
  expect(await bodyOf(coordinator)).toContain('等双方答复')
  await owner.goto(`${origin()}/shop`)
  expect(await bodyOf(owner)).toContain('您同意吗')
}, 120_000)

test('a late check-in climbs: the owner is reminded, the township officer is told, then it is at risk', async () => {
  const { page: officer } = await signedIn('乡镇专干', { viewport: desk })
  const waiting = async () => {
    await officer.goto(`${origin()}/desk/pairings`)
    return officer.locator('table').first().locator('tr', { hasText: '咸丰藤茶铺' }).innerText()
  }
  const after = async (days: number) => {
    const later = openSite({ dataFolder, now: () => new Date(Date.now() + days * 86_400_000) })
    await runUntilIdle(later, workflows)
    await later.close()
  }
  // Its last contact was two weeks ago, so that the next was due about today; each step is a day on which the system looks.
  await after(2)
  expect(await waiting()).toContain('双方都还没说联系过')
  await after(6)
  expect(await waiting()).toContain('请乡镇专干上门问问')
  await officer.goto(`${origin()}/desk`)
  expect(await bodyOf(officer)).toContain('很久没有联系')
  await after(12)
  expect(await waiting()).toContain('有风险')
}, 120_000)

test('fifty shops are imported; two owners claim theirs, wish, agree, keep in touch, and say how it was; the round ends', async () => {
  const { page: coordinator } = await signedIn('结对协调员', { viewport: desk })
  const { west, east } = await importAndClaim(coordinator)

  await coordinator.goto(`${origin()}/desk/rounds`)
  await coordinator.getByText('办一个新批次', { exact: true }).click()
  await coordinator.fill('[name=name]', roundName)
  await tickOnly(coordinator, ['高山第1店参加', '高山第2店参加', '运河第1店参加'])
  await coordinator.getByRole('button', { name: '建批次' }).click()
  await coordinator.getByRole('button', { name: '开始收志愿' }).click()
  await expect.poll(() => bodyOf(coordinator)).toContain('收集志愿')
  const roundAddress = coordinator.url().replace('?saved', '')

  // An imported shop lacks what matching goes by, and its owner is told so: the goods it ships are ticked, a mistyped figure does not undo it.
  await west.getByRole('link', { name: '把店里的情况填全' }).click()
  await west.getByLabel('常温小件').check()
  await west.fill('[name=startingSales]', '3000')
  await west.fill('[name=startingOrders]', '20')
  await west.fill('[name=registeredStaff]', '5000')
  await west.getByRole('button', { name: '存好' }).click()
  await expect.poll(() => bodyOf(west)).toContain('建档立卡人数不能多于总人数')
  expect(await west.getByLabel('常温小件').isChecked()).toBe(true)
  await axeFindsNothingOn(west)
  await west.fill('[name=registeredStaff]', '0')
  await west.getByRole('button', { name: '存好' }).click()
  await expect.poll(() => bodyOf(west)).toContain('存好了')
  await west.goto(`${origin()}/shop`)
  expect(await bodyOf(west)).not.toContain('把店里的情况填全')

  for (const [page, other] of [
    [west, '运河第1店'],
    [east, '高山第1店'],
  ] as const) {
    await page.reload()
    await page.getByRole('link', { name: '请填结对志愿' }).click()
    await page.getByLabel(`想和${other}结对吗？`).selectOption('1')
    if (page === west) {
      await axeFindsNothingOn(page)
      await expectCheap(page.context(), new URL(page.url()).pathname)
    }
    await page.getByRole('button', { name: '填好了' }).click()
    await expect.poll(() => bodyOf(page)).toContain('记下了')
  }

  await coordinator.goto(roundAddress)
  await coordinator.getByRole('link', { name: '停止收志愿' }).click()
  await axeFindsNothingOn(coordinator)
  await coordinator.getByRole('button', { name: '停止收志愿' }).click()
  await coordinator.getByRole('link', { name: '看匹配结果' }).click()
  expect(await bodyOf(coordinator)).toContain('不稳定的对子 0 对')
  await coordinator.locator('#what-if form').first().getByRole('button', { name: '看看' }).click()
  await expect.poll(() => bodyOf(coordinator)).toContain('多一个名额：结果不变')
  await axeFindsNothingOn(coordinator)
  await coordinator.getByRole('button', { name: /采用这个结果/ }).click()
  await expect.poll(() => bodyOf(coordinator)).toContain('等双方确认')

  for (const [page, other] of [
    [west, '运河第1店'],
    [east, '高山第1店'],
  ] as const) {
    await page.goto(`${origin()}/shop`)
    await page.locator('a.card', { hasText: `和${other}结对，您同意吗` }).click()
    if (page === west) await axeFindsNothingOn(page)
    await page.getByRole('button', { name: '同意结对' }).click()
  }
  await expect.poll(() => bodyOf(east)).toContain('最近两周')

  // The western owner tells with one tap, the eastern one at length and with a picture; both say yes, so it counts.
  await expect.poll(async () => (await west.reload(), bodyOf(west))).toContain('第一件商品上架')
  await west.getByRole('button', { name: '联系过', exact: true }).click()
  await expect.poll(async () => bodyOf(west)).toContain('您说了：联系过')
  expect(await bodyOf(west)).toContain('等运河第1店也说')
  await east.getByRole('link', { name: /多说几句/ }).click()
  await east.getByLabel('联系过', { exact: true }).check()
  await east.getByLabel('顺利').check()
  await east.fill('[name=done]', '一起拍了主图')
  await east.setInputFiles('[name=picture]', { name: '图.jpg', mimeType: 'image/jpeg', buffer: await aPicture() })
  await east.getByRole('button', { name: '说好了' }).click()
  await expect.poll(() => bodyOf(east)).toContain('一起拍了主图')
  expect(await bodyOf(east)).toContain('这次的说过了，下次请在')
  await axeFindsNothingOn(east)
  await east.getByRole('link', { name: '给高山第1店留言' }).click()
  await east.fill('[name=text]', '背景换成白的会更清楚')
  await east.getByRole('button', { name: '发出' }).click()
  await expect.poll(() => bodyOf(east)).toContain('背景换成白的会更清楚')
  await west.goto(`${origin()}/shop`)
  expect(await bodyOf(west)).toContain('背景换成白的会更清楚')

  // The other western shop of the round had nobody to answer for it: the coordinator takes its pair back.
  await coordinator.goto(roundAddress)
  const left = coordinator.locator('tr', { hasText: '高山第2店' }).locator('a').first()
  if ((await coordinator.locator('tr', { hasText: '等双方答复' }).count()) > 0) {
    await left.click()
    expect(await bodyOf(coordinator)).toContain('等双方答复')
    const later = openSite({ dataFolder, now: () => new Date(Date.now() + 8 * 86_400_000) })
    await runUntilIdle(later, workflows) // a week goes by
    await later.close()
  }
  await coordinator.goto(roundAddress)
  await expect.poll(async () => (await coordinator.reload(), bodyOf(coordinator))).toContain('结对进行中')
  // Nobody's time has come: the round is evaluated, the pairing goes on. It is evaluated early, by itself.
  await coordinator.getByRole('link', { name: '开始评估' }).click()
  expect(await bodyOf(coordinator)).toContain('现在没有一对期满')
  await coordinator.getByRole('button', { name: '开始评估' }).click()
  await expect.poll(() => bodyOf(coordinator)).toContain('评估中')
  await coordinator.locator('tr', { hasText: '帮扶中' }).locator('a').first().click()
  await coordinator.getByRole('link', { name: '提前评估' }).click()
  expect(await bodyOf(coordinator)).toContain('离期满还有')
  await axeFindsNothingOn(coordinator)
  await coordinator.getByRole('button', { name: '提前评估' }).click()
  for (const page of [west, east]) {
    await page.goto(`${origin()}/shop`)
    await page.locator('a.card', { hasText: '这次帮扶怎么样' }).click()
    if (page === west) await axeFindsNothingOn(page)
    await page.getByLabel('帮助很大').check()
    await page.getByRole('button', { name: '写好了' }).click()
  }
  await expect.poll(() => bodyOf(east)).toContain('已完成')
  await coordinator.goto(roundAddress)
  await coordinator.getByRole('link', { name: '结束批次' }).click()
  await coordinator.getByRole('button', { name: '结束批次' }).click()
  await expect.poll(() => bodyOf(coordinator)).toContain('已结束')
}, 240_000)

test('without a network a check-in waits on the phone, and is sent once when there is one', async () => {
  const { context, page } = await signedIn('余杭店主', { viewport: phone, worker: true })
  await page.goto(`${origin()}/shop`)
  await page.evaluate(async () => void (await navigator.serviceWorker.ready))
  await page.locator('a.card[href^="/pairings/"]:not([href$="check-in"])', { hasText: '咸丰藤茶铺' }).first().click()
  await page.waitForURL(/pairings/)
  const pairing = page.url()
  await page.getByRole('link', { name: /多说几句/ }).click()
  await page.waitForURL(/check-in/)
  await context.setOffline(true)
  await page.getByLabel('联系过', { exact: true }).check()
  await page.fill('[name=done]', '电话里教了改标题')
  await page.getByRole('button', { name: '说好了' }).click()
  await expect.poll(() => bodyOf(page), { timeout: 15_000 }).toContain('等着发出：电话里教了改标题')
  await context.setOffline(false)
  await page.evaluate(() => window.dispatchEvent(new Event('online')))
  await expect.poll(() => bodyOf(page), { timeout: 15_000 }).not.toContain('等着发出')
  await expect
    .poll(async () => (await page.goto(pairing), (await bodyOf(page)).split('电话里教了改标题').length), { timeout: 20_000 })
    .toBe(2)
  expect(await bodyOf(page)).not.toContain('等着发出')
  await context.close()
}, 120_000)

test('without scripts an owner tells, writes and proves all the same', async () => {
  const { context, page } = await signedIn('余杭店主', { viewport: phone, scripts: false })
  await page.goto(`${origin()}/shop`)
  await page.locator('a.card[href^="/pairings/"]:not([href$="check-in"])', { hasText: '咸丰藤茶铺' }).first().click()
  const pairing = page.url()
  await page.getByRole('button', { name: '没联系' }).click()
  expect(page.url()).toBe(pairing)
  expect(await bodyOf(page)).toContain('没联系')
  await page.goto(`${pairing}/messages`)
  await page.getByRole('button', { name: '发出' }).click()
  expect(await bodyOf(page)).toContain('请写要说的话，或选一张图片')
  await page.fill('[name=text]', '没有脚本也能说')
  await page.getByRole('button', { name: '发出' }).click()
  expect(await bodyOf(page)).toContain('没有脚本也能说')
  await context.close()
}, 60_000)

test('a check-in cut off in the middle arrives once, and waits for its own writer on a phone that others use too', async () => {
  const { context, page } = await signedIn('余杭店主', { viewport: phone })
  const signInAgain = async (number: string) => {
    await page.goto(`${origin()}/account`)
    await page.getByRole('button', { name: '退出登录' }).click()
    await page.waitForURL((url) => url.pathname !== '/account')
    await page.goto(`${origin()}/sign-in`)
    await page.fill('[name=phone]', number)
    await page.fill('[name=secret]', '204060')
    await page.getByRole('button', { name: '登录' }).click()
    await page.waitForURL(/\/shop$/)
  }
  const [eastern, western] = ['余杭店主', '咸丰店主'].map(
    (role) =>
      listDemoSignIns()
        .find((line) => line.startsWith(role))!
        .match(/手机号 (\d+)/)![1]!,
  )
  await page.goto(`${origin()}/shop`)
  const pairing = (await page
    .locator('a.card[href^="/pairings/"]:not([href$="check-in"])', { hasText: '咸丰藤茶铺' })
    .first()
    .getAttribute('href'))!
  const tell = async (done: string) => {
    await page.goto(`${origin()}${pairing}/check-in`)
    await page.getByLabel('没联系', { exact: true }).check()
    await page.fill('[name=done]', done)
    await page.getByRole('button', { name: '说好了' }).click()
    await expect.poll(() => bodyOf(page), { timeout: 15_000 }).toContain(`等着发出：${done}`)
  }

  // The server has it, but its answer never comes; whoever answers instead does not count as the server.
  let portal = false
  await page.route('**/sent', async (route) => {
    if (portal) return route.fulfill({ status: 200, contentType: 'text/html', body: '<p>请先登录酒店网络</p>' })
    await route.fetch()
    await route.abort()
  })
  await tell('到了一半断了')
  portal = true
  await tell('被酒店的页面截住了')
  await page.reload()
  await expect.poll(() => bodyOf(page)).toContain('等着发出：被酒店的页面截住了')

  // Another owner takes the phone: nothing of it is seen, and nothing is sent in her name.
  await signInAgain(western!)
  await page.unroute('**/sent')
  await page.reload({ waitUntil: 'networkidle' })
  expect(await bodyOf(page)).not.toContain('等着发出')
  await signInAgain(eastern!)
  const told = ['到了一半断了', '被酒店的页面截住了']
  const timesSeen = async () => {
    await page.goto(origin() + pairing, { waitUntil: 'networkidle' })
    const seen = await bodyOf(page)
    return told.map((done) => seen.split(done).length - 1)
  }
  await expect.poll(timesSeen).toEqual([1, 1]) // one after the other
  expect(await timesSeen()).toEqual([1, 1]) // and nothing a second time
  await context.close()
}, 120_000)

test("the owners' pages keep the budget of a lesson page", async () => {
  const { context, page } = await signedIn('咸丰店主', { viewport: phone })
  await page.goto(`${origin()}/shop`)
  const hrefs = await page
    .locator('main a[href^="/shop"], main a[href^="/pairings"]')
    .evaluateAll((links) => links.map((link) => link.getAttribute('href')!.replace(/#.*/, '')))
  // The first of the pairings is the one that runs.
  const pairing = hrefs.map((href) => href.match(/^\/pairings\/[^/]+/)?.[0]).find(Boolean)!
  for (const path of new Set([
    '/shop',
    pairing,
    `${pairing}/check-in`,
    `${pairing}/messages`,
    ...hrefs.filter((href) => href.startsWith('/shop')),
    '/rating-rules',
  ]))
    await expectCheap(context, path)
  await context.close()
}, 120_000)
