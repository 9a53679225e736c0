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
