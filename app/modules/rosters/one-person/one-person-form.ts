// The forms by which one person is looked for, and added if not found.
import { z } from 'zod'
import { day, id, boundedText, shortText } from '#app/fields.ts'
import { maxLengths } from '#app/text/max-lengths.ts'

const chosen = z
  .string()
  .max(60)
  .default('')
  .transform((value) => value || null)

export const onePersonForm = z.discriminatedUnion('do', [
  z.object({ do: z.literal('look'), search: shortText(), cohortId: chosen }),
  z.object({
    do: z.literal('add'),
    name: boundedText(maxLengths.personName, '姓名'),
    idNumber: shortText(),
    phone: shortText().default(''),
    regionCode: id('请选乡镇或村。').min(1, '请选乡镇或村。'),
    householdNumber: boundedText(maxLengths.householdNumber, '户编号').default(''),
    relation: boundedText(maxLengths.relation, '与户主关系').default(''),
    status: shortText().default(''),
    monitoring: shortText().default(''),
    day: day('请写成 2019-03-05 这样。'),
    cohortId: chosen,
    /** The officer has looked at those who may be the same person, and it is none of them. */
    isNobodyElse: z
      .literal('yes')
      .optional()
      .transform((said) => said === 'yes'),
  }),
  z.object({ do: z.literal('enrol'), personId: id().min(1), cohortId: id('请选培训班。').min(1, '请选培训班。') }),
])

export type OnePersonForm = z.output<typeof onePersonForm>
export type NewPersonEntry = Omit<Extract<OnePersonForm, { do: 'add' }>, 'do'>
