// The forms of a household's page that correct it.
import { z } from 'zod'
import { id, boundedText, shortText } from '#app/fields.ts'
import { type Monitoring, monitoringLabels, type Status, statusLabels } from './labels.ts'
import { maxLengths } from '#app/text/max-lengths.ts'

const days = z.object({
  from: shortText(),
  to: shortText().transform((day) => day || null),
  reason: boundedText(maxLengths.reason, '原因'),
})
const keysOf = <Word extends string>(words: Record<Word, string>) => Object.keys(words) as [Word, ...Word[]]
/** Renames the discriminator: forms call it `do`, the domain calls it `kind`. */
const fieldsOfKind = <Said extends { do: string }>({ do: kind, ...said }: Said) => ({ kind: kind as Said['do'], ...said })
/** A correction with its days and its reason. */
export const householdForm = z.discriminatedUnion('do', [
  days.extend({ do: z.literal('registration'), status: z.enum(keysOf<Status>(statusLabels), '请选属性。') }).transform(fieldsOfKind),
  days
    .extend({ do: z.literal('monitoring'), monitoring: z.enum(keysOf<Monitoring>(monitoringLabels), '请选监测类型。') })
    .transform(fieldsOfKind),
  days
    .extend({
      do: z.literal('membership'),
      personId: id().min(1, '请选是谁。'),
      relation: z
        .string()
        .trim()
        .max(maxLengths.relation, `与户主关系最多 ${maxLengths.relation} 字。`)
        .transform((said) => said || null),
    })
    .transform(fieldsOfKind),
  days
    .extend({
      do: z.literal('residence'),
      to: z.null().default(null),
      regionCode: id().min(1, '请选乡镇或村。'),
      isMistake: z.enum(['yes', 'no'], '请选是登记错了，还是搬了家。').transform((said) => said === 'yes'),
    })
    .transform(fieldsOfKind),
])
