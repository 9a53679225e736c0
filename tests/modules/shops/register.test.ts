// The register of shops: who is entered, who claims a shop, who sees it.
import { expect, test } from 'vitest'
import { redeemSlip } from '#app/modules/accounts/accounts.server.ts'
import { loadViewer } from '#app/modules/sessions/sessions.server.ts'
import { readOwnShops } from '#app/modules/mentorship/mentorship.server.ts'
import { registerShopAndOwner, issueOwnerSlips, listShops, listRegisteredShops } from '#app/modules/shops/shops.server.ts'
import { aConfirmingRound } from '#tests/modules/rounds/makers.ts'
import { coordinator, eastEntry, officerOf, westEntry } from './makers.ts'

test('a shop entered with a phone number is claimed by its owner with a slip', async () => {
  const { site } = await aConfirmingRound()
  const entry = { ...westEntry, name: '小村腊味', ownerName: '谭腊梅', phone: '199 0002 0003' }
  await expect(registerShopAndOwner(site, coordinator, { ...entry, phone: '123' })).rejects.toMatchObject({
    status: 422,
    fields: { phone: ['手机号应是 11 位数字'] },
  })
  await expect(registerShopAndOwner(site, officerOf('422826'), entry)).rejects.toMatchObject({ status: 403 })
  const shopId = await registerShopAndOwner(site, coordinator, entry)
  expect(await listRegisteredShops(site, coordinator, { shopId })).toMatchObject([{ ownerName: '谭腊梅', isClaimed: false }])
  const {
    slips: [slip],
  } = await issueOwnerSlips(site, coordinator, { shopIds: [shopId] })
  await redeemSlip(site, { code: slip!.code, secret: '739154' })
  expect(await listRegisteredShops(site, coordinator, { shopId })).toMatchObject([{ isClaimed: true }])
  const owner = (await loadViewer(site, slip!.accountId))!
  expect(await readOwnShops(site, owner)).toMatchObject([{ shop: { id: shopId }, tasks: [] }])
})

test('one owner with two shops has one account and one slip', async () => {
  const { site } = await aConfirmingRound()
  const owner = { ownerName: '余径山', phone: '19900020051' }
  const shopIds = [
    await registerShopAndOwner(site, coordinator, { ...eastEntry, ...owner, name: '径山一店' }),
    await registerShopAndOwner(site, coordinator, { ...eastEntry, ...owner, name: '径山二店' }),
  ]
  expect((await issueOwnerSlips(site, coordinator, { shopIds })).slips).toHaveLength(1)
})

test('slips of owners come in the order of the shops that were chosen', async () => {
  const { site } = await aConfirmingRound()
  const shopIds: string[] = []
  for (const n of [10, 11, 12, 13, 14, 15])
    shopIds.unshift(
      await registerShopAndOwner(site, coordinator, { ...westEntry, name: `小店 ${n}`, ownerName: `谭店主${n}`, phone: `199 0002 00${n}` }),
    )
  const { slips } = await issueOwnerSlips(site, coordinator, { shopIds })
  const shops = await listRegisteredShops(site, coordinator)
  expect(slips.map(({ name }) => name)).toEqual(shopIds.map((shopId) => shops.find(({ id }) => id === shopId)!.ownerName))
})

test('officers see the western shops of their region, and none of the east', async () => {
  const { site } = await aConfirmingRound()
  expect((await listShops(site, officerOf('422826103'))).map(({ side }) => side)).toEqual(['west', 'west'])
  expect(await listShops(site, officerOf('422826100'))).toEqual([])
})
