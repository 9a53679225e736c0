// The forms of the page that mends a person's own data and household.
import { z } from 'zod'
import { id, shortText } from '#app/fields.ts'

const why = { reason: z.string().max(200, '原因请不超过 200 字。') }

export const mendForm = z.discriminatedUnion('do', [
  z.object({ do: z.literal('name'), name: shortText(), ...why }),
  z.object({ do: z.literal('phone'), phone: shortText(), ...why }),
  z.object({ do: z.literal('idNumber'), idNumber: shortText(), ...why }),
  z.object({
    do: z.literal('residence'),
    regionCode: id('请选乡镇或村。').min(1, '请选乡镇或村。'),
    isMistake: z.enum(['yes', 'no'], '请选是登记错了，还是搬了家。').transform((said) => said === 'yes'),
    from: shortText().default(''),
    ...why,
  }),
  z.object({ do: z.literal('join'), number: shortText(), relation: shortText(), from: shortText(), ...why }),
  z.object({ do: z.literal('leave'), from: shortText(), ...why }),
])

export type Mended = z.output<typeof mendForm>
