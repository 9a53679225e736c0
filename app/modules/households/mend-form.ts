// The forms of the page that mends a person's own data and household.
import { z } from 'zod'
import { id, boundedText, shortText } from '#app/fields.ts'
import { maxLengths } from '#app/text/max-lengths.ts'

const why = { reason: boundedText(maxLengths.reason, '原因') }

export const mendForm = z.discriminatedUnion('do', [
  z.object({ do: z.literal('name'), name: boundedText(maxLengths.personName, '姓名'), ...why }),
  z.object({ do: z.literal('phone'), phone: shortText(), ...why }),
  z.object({ do: z.literal('idNumber'), idNumber: shortText(), ...why }),
  z.object({
    do: z.literal('residence'),
    regionCode: id('请选乡镇或村。').min(1, '请选乡镇或村。'),
    isMistake: z.enum(['yes', 'no'], '请选是登记错了，还是搬了家。').transform((said) => said === 'yes'),
    from: shortText().default(''),
    ...why,
  }),
  z.object({
    do: z.literal('join'),
    number: boundedText(maxLengths.householdNumber, '户编号'),
    relation: boundedText(maxLengths.relation, '与户主关系'),
    from: shortText(),
    ...why,
  }),
  z.object({ do: z.literal('leave'), from: shortText(), ...why }),
])

export type Mended = z.output<typeof mendForm>
