// The form that registers a shop with what is known at first; its owner adds the rest.
import { z } from 'zod'
import { id, longText, shortText } from '#app/fields.ts'

export const newShopForm = z
  .object({
    side: z.enum(['west', 'east'], '请选哪一方。'),
    name: shortText(),
    ownerName: shortText(),
    phone: shortText(),
    ownerConfirmed: longText().max(200, '请不超过 200 个字。').optional(),
    regionCode: id(),
    category: id(),
  })
  .transform(({ category, ...entered }) => ({ ...entered, categories: [category], band: 0, staff: 1 }))
