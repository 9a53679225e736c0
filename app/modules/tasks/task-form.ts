// The forms of tasks: what a trainee hands in, and what an instructor says to it.
import { z } from 'zod'
import { id, version } from '#app/fields.ts'
import { maxLinkLength } from '#app/modules/attachments/limits.ts'
import { maxTaskText } from './limits.ts'

const words = () => z.string().trim().max(maxTaskText, `最多 ${maxTaskText} 字。`).default('')

/** What is handed in, besides its files. */
export const submissionForm = z.object({
  /** The version of the course on whose page it was filled in. */
  version: id().optional(),
  text: words(),
  /** What an app copied: the address is in the middle of it. */
  link: z
    .string()
    .trim()
    .max(maxLinkLength + 500, '太长了，只贴链接。')
    .default(''),
})

export const verdictForm = z.discriminatedUnion('do', [
  z.object({ do: z.literal('accept'), version: version(), words: words() }),
  z.object({ do: z.literal('again'), version: version(), words: words() }),
  z.object({ do: z.literal('takeBack'), version: version() }),
])
