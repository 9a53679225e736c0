// A form that a phone sends is taken once, however often it comes, whatever it asks for.
import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { handlePhoneForm } from '#app/http/phone-forms/phone-forms.server.ts'
import { handleOnce } from '#app/modules/sent-forms/sent-forms.server.ts'
import { readResults } from '#app/modules/outcomes/outcomes.server.ts'
import { sentForms } from '#db/schema/sent-forms.ts'
import { shopResults } from '#db/schema/shop-files.ts'
import { aShop, westEntry } from '#tests/modules/shops/makers.ts'
import { aSite } from '#tests/support/site.ts'

const figures = { month: '2019-02', sales: '1.2万', orders: '８０单', employed: '3', employedRegistered: '1个人', boughtByEast: '2,000 元' }

function aForm(about: string, sequence: string, fields: Record<string, string>) {
  const form = new FormData()
  for (const [name, value] of Object.entries({ what: 'month', about, device: 'phone-123-456', sequence, ...fields })) form.set(name, value)
  return form
}

test('a month that is sent twice is told once; sent again later it does not undo what was told since', async () => {
  const site = await aSite()
  const west = await aShop(site, '高山店', westEntry)
  await handlePhoneForm(site, west.owner, aForm(west.shopId, '1', figures))
  await handlePhoneForm(site, west.owner, aForm(west.shopId, '2', { ...figures, sales: '15000' }))
  await handlePhoneForm(site, west.owner, aForm(west.shopId, '1', figures))
  const { months } = await readResults(site, west.owner, { shopId: west.shopId })
  expect(months).toMatchObject([{ sales: 15000, orders: 80, employed: 3, employedRegistered: 1, boughtByEast: 2000 }])
  expect(await site.read.$count(shopResults, eq(shopResults.shopId, west.shopId))).toBe(2)
})

test('a form that is refused is judged anew when it comes again, and says what is wrong by the word of its field', async () => {
  const site = await aSite()
  const west = await aShop(site, '高山店', westEntry)
  await expect(handlePhoneForm(site, west.owner, aForm(west.shopId, '1', { ...figures, sales: '很多' }))).rejects.toMatchObject({
    status: 422,
    fields: { sales: ['卖了多少元要填数字'] },
  })
  expect(await site.read.$count(sentForms)).toBe(0)
  await handlePhoneForm(site, west.owner, aForm(west.shopId, '1', figures))
  expect(await site.read.$count(sentForms)).toBe(1)
})

test('two deliveries of a form at the same moment do its work once', async () => {
  const site = await aSite()
  const west = await aShop(site, '高山店', westEntry)
  let times = 0
  const work = () =>
    handleOnce(site, west.owner, { device: 'phone-123-456', sequence: '9' }, (noting) =>
      noting.write(west.owner.accountId, 'count', async () => void times++),
    )
  await Promise.all([work(), work(), work()])
  expect(times).toBe(1)
})

test('a form without a name, of another kind, or about somebody else’s shop is refused', async () => {
  const site = await aSite()
  const [west, other] = [await aShop(site, '高山店', westEntry), await aShop(site, '清坪店', westEntry)]
  await expect(handlePhoneForm(site, west.owner, aForm(west.shopId, 'x', figures))).rejects.toMatchObject({ status: 422 })
  await expect(handlePhoneForm(site, west.owner, aForm(west.shopId, '1', { ...figures, what: 'constructor' }))).rejects.toMatchObject({
    status: 404,
  })
  await expect(handlePhoneForm(site, west.owner, aForm(other.shopId, '1', figures))).rejects.toMatchObject({ status: 404 })
  expect(await site.read.$count(sentForms)).toBe(0)
})
