// Lists of shops on which nobody decides: they lapse or are discarded; what the preview tells; the template.
import { setImmediate as nextTurn } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { claimStoredFile, storeFile } from '#app/importing/stored-files.server.ts'
import { shopImportWorkflow } from '#app/modules/shops/imports/shop-import.workflow.ts'
import { importShopList, shopLists, startWorkflowsOfEarlierShopLists } from '#app/modules/shops/shops.server.ts'
import { advanceWorkflow } from '#app/workflow/kernel.server.ts'
import { type CellValue, readSpreadsheet, writeWorkbook } from '#app/spreadsheet/spreadsheet.server.ts'
import { shopImports, shops } from '#db/schema/shops.ts'
import { storedFilePieces } from '#db/schema/stored-files.ts'
import { aSite, type TestSite } from '#tests/support/site.ts'
import { coordinator, officerOf } from './makers.ts'

const day = 24 * 60 * 60 * 1000
const csv = (...lines: string[]) => Buffer.from(['哪一方,店名,店主,手机号,乡镇,卖什么', ...lines].join('\n'))
const shop = '西部,张家土货,张三,13900000001,高乐山镇,绿茶'
const handedIn = (site: TestSite, bytes = csv(shop)) => shopLists.uploadShopList(site, coordinator, { fileName: '名录.csv', bytes })

test('a list lapses after 30 days, its page and the list of lists having said so; its file is gone then', async () => {
  const site = await aSite()
  const importId = await handedIn(site)
  site.clock.forward(25 * day)
  expect((await shopLists.listShopImports(site, coordinator)).map(({ state, expiry }) => [state, expiry?.left])).toEqual([
    ['previewed', '还有 5 天过期'],
  ])
  site.clock.forward(5 * day)
  await site.settle()
  expect(await shopLists.readShopImport(site, coordinator, importId)).toMatchObject({
    state: 'lapsed',
    isDiscarded: true,
    rows: [],
    expiry: null,
  })
  expect(await site.read.$count(storedFilePieces)).toBe(0)
  await expect(shopLists.exportShopListWithReasons(site, coordinator, importId)).rejects.toMatchObject({ status: 409 })
  await expect(shopLists.acceptShopList(site, coordinator, { importId, choice: 'all-good-rows' })).rejects.toMatchObject({ status: 409 })
})

test('discarded by hand it takes its file with it; an imported one stays, and cannot be discarded', async () => {
  const site = await aSite()
  const [one, other] = [await handedIn(site), await handedIn(site)]
  await expect(shopLists.discardShopList(site, officerOf('422826'), { importId: one })).rejects.toMatchObject({ status: 403 })
  await shopLists.discardShopList(site, coordinator, { importId: one })
  await shopLists.acceptShopList(site, coordinator, { importId: other, choice: 'all-good-rows' })
  await expect(shopLists.discardShopList(site, coordinator, { importId: other })).rejects.toMatchObject({ status: 409 })
  await expect(shopLists.readDiscardableShopList(site, coordinator, one)).rejects.toMatchObject({ status: 409 })
  site.clock.forward(31 * day)
  await site.settle()
  expect(await shopLists.readShopImport(site, coordinator, other)).toMatchObject({ state: 'accepted', counts: { new: 1 } })
  expect(await site.read.$count(storedFilePieces)).toBe(1)
})

test('a list of which shops are in already can no longer be discarded, nor does it lapse; an interrupted import is done again', async () => {
  const site = await aSite()
  const many = Array.from({ length: 60 }, (_, at) => `西部,第${at}店,张三,139${String(at).padStart(8, '0')},高乐山镇,绿茶`)
  const importId = await handedIn(site, csv(...many))
  const importing = shopLists.acceptShopList(site, coordinator, { importId, choice: 'all-good-rows' })
  while ((await site.read.$count(shops)) === 0) await nextTurn()
  await expect(shopLists.discardShopList(site, coordinator, { importId })).rejects.toMatchObject({ status: 409 })
  await importing
  expect(await shopLists.readShopImport(site, coordinator, importId)).toMatchObject({ state: 'accepted', counts: { new: 60 } })

  const stopped = await handedIn(site)
  await site.write('operator', 'as if the server had stopped', (tx) =>
    advanceWorkflow(tx, shopImportWorkflow, { id: stopped, version: 'latest', event: { type: 'TAKE' } }),
  )
  site.clock.forward(31 * day)
  await site.settle()
  expect(await shopLists.readShopImport(site, coordinator, stopped)).toMatchObject({ state: 'taking', expiry: null })
  await shopLists.acceptShopList(site, coordinator, { importId: stopped, choice: 'all-good-rows' })
  expect(await shopLists.readShopImport(site, coordinator, stopped)).toMatchObject({ state: 'accepted' })
})

test('lists from before they lapsed get their life cycle and their 30 days at the next start', async () => {
  const site = await aSite()
  const [open, done] = [await storeFile(site, coordinator, csv(shop)), await storeFile(site, coordinator, csv(shop))]
  await site.write('operator', 'as it was', async (tx) => {
    for (const id of [open, done]) {
      await claimStoredFile(tx, id)
      const decided = id === done ? { acceptedAt: tx.at, outcome: [] } : {}
      await tx.insert(shopImports).values({ id, fileName: '名录.csv', uploadedBy: 'operator', uploadedAt: tx.at, ...decided })
    }
  })
  site.clock.forward(40 * day)
  await startWorkflowsOfEarlierShopLists(site)
  await startWorkflowsOfEarlierShopLists(site)
  expect(await shopLists.readShopImport(site, coordinator, open)).toMatchObject({ state: 'previewed', expiry: { left: '还有 30 天过期' } })
  expect(await shopLists.readShopImport(site, coordinator, done)).toMatchObject({ state: 'accepted' })
})

test('the preview tells what was understood, a page of each outcome; once imported, nothing of it is kept in clear', async () => {
  const site = await aSite()
  const shops = Array.from({ length: 120 }, (_, at) => `西部,第${at}店,张三,139${String(at).padStart(8, '0')},高乐山镇,绿茶`)
  const importId = await handedIn(site, csv(...shops, '西部,没有电话的店,李四,,高乐山镇,绿茶'))
  const refused = await shopLists.readShopImportPage(site, coordinator, importId, {})
  expect(refused).toMatchObject({ shown: 'refused', rows: [{ name: '没有电话的店' }] })
  const first = await shopLists.readShopImportPage(site, coordinator, importId, { outcome: 'new' })
  expect(first.rows).toHaveLength(100)
  expect(first.rows[0]!.understood).toBe('西部（咸丰），高乐山镇，店主 张三 *********00，卖绿茶（含富硒茶、恩施玉露）')
  expect(
    (await shopLists.readShopImportPage(site, coordinator, importId, { outcome: 'new', position: first.turns.next! })).rows
      .map(({ name }) => name)
      .at(-1),
  ).toBe('第119店')
  await shopLists.acceptShopList(site, coordinator, { importId, choice: 'all-good-rows' })
  expect(JSON.stringify(await site.read.select({ outcome: shopImports.outcome }).from(shopImports))).not.toContain('店主 张三')
})

test('every column of the template is read; its example is left out, and said to be', async () => {
  const site = await aSite()
  const pieces: Uint8Array[] = []
  for await (const piece of shopLists.writeShopListTemplate(site)) pieces.push(piece)
  const sheets = new Map<string, CellValue[][]>()
  for await (const batch of readSpreadsheet(Buffer.concat(pieces)))
    for (const { sheet, cells } of batch) sheets.set(sheet, [...(sheets.get(sheet) ?? []), cells.map(({ text }) => text)])
  sheets
    .get('网店名录')!
    .push([
      '1',
      '西部',
      '张家土货',
      '张三',
      '13900000001',
      '高乐山镇',
      '淘宝',
      '绿茶',
      '30 万元',
      '3',
      '1',
      '3000',
      '40',
      '拍照、客服',
      '常温小件',
      '',
      '',
      '',
      '',
    ])
  const filled: Uint8Array[] = []
  for await (const piece of writeWorkbook([...sheets].map(([name, rows]) => ({ name, hasHeads: false, columns: [], rows }))))
    filled.push(piece)
  const { rows, unread } = await importShopList(site, coordinator, { fileName: '名录.xlsx', bytes: Buffer.concat(filled), dryRun: true })
  expect(rows).toMatchObject([{ outcome: 'new', name: '张家土货', message: '' }])
  expect(unread).toEqual([{ sheet: '网店名录', rows: 1, why: '写着“示例”的行是样子，没有读' }])
})
