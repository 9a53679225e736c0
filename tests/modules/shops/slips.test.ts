// Slips of shop owners: who has one is said, and issuing again says what becomes void.
import { expect, test } from 'vitest'
import { findOwnerSlipsToVoid, issueOwnerSlips, listOwnerSlips, registerShopAndOwner } from '#app/modules/shops/shops.server.ts'
import { aSite } from '#tests/support/site.ts'
import { coordinator, officerOf, westEntry } from './makers.ts'

test('a slip in an owner’s hands is listed, and does not become void unless it was said', async () => {
  const site = await aSite()
  const shopId = await registerShopAndOwner(site, coordinator, {
    ...westEntry,
    name: '唐崖茶叶店',
    ownerName: '陈店主',
    phone: '13900000012',
  })
  const order = { shopIds: [shopId] }
  expect(await findOwnerSlipsToVoid(site, coordinator, order)).toBeNull()
  await issueOwnerSlips(site, coordinator, order)
  expect([...(await listOwnerSlips(site, coordinator, [shopId])).values()]).toMatchObject([{ name: '陈店主', usedAt: null }])
  expect(await findOwnerSlipsToVoid(site, coordinator, order)).toMatchObject({ unused: { total: 1 } })
  await expect(issueOwnerSlips(site, coordinator, order)).rejects.toMatchObject({ status: 409 })
  expect((await issueOwnerSlips(site, coordinator, { ...order, voidsLive: true })).slips).toHaveLength(1)
  await expect(listOwnerSlips(site, officerOf('422826103'), [shopId])).rejects.toMatchObject({ status: 403 })
})

test('a slip says whose shop it is for and where that is, so that owners of one name can be told apart', async () => {
  const site = await aSite()
  const shopOf = (name: string, phone: string, regionCode: string) =>
    registerShopAndOwner(site, coordinator, { ...westEntry, name, ownerName: '王芳', phone, regionCode })
  const shopIds = [
    await shopOf('唐崖茶叶店', '13900000012', '422826105'),
    await shopOf('朝阳李子店', '13900000013', '422826103'),
    await shopOf('唐崖蜂蜜店', '13900000012', '422826105'),
    await shopOf('唐崖土豆店', '13900000012', '422826105'),
  ]
  const { slips } = await issueOwnerSlips(site, coordinator, { shopIds })
  expect(slips.map(({ name, about }) => [name, ...about])).toEqual([
    ['王芳', '唐崖镇', '唐崖茶叶店、唐崖蜂蜜店等 3 家'],
    ['王芳', '朝阳寺镇', '朝阳李子店'],
  ])
})
