// The form that registers a shop with what is known at first; its owner adds the rest.
import { z } from 'zod'
import { id, boundedText, shortText } from '#app/fields.ts'
import { maxLengths } from '#app/text/max-lengths.ts'

export const newShopForm = z
  .object({
    side: z.enum(['west', 'east'], '请选哪一方。'),
    name: boundedText(maxLengths.shopName, '店名'),
    ownerName: boundedText(maxLengths.accountName, '店主姓名'),
    phone: shortText(),
    ownerConfirmed: boundedText(maxLengths.reason).optional(),
    regionCode: id(),
    category: id(),
  })
  .transform(({ category, ...entered }) => ({ ...entered, categories: [category], band: 0, staff: 1 }))
