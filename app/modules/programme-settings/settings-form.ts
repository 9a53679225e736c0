// What the administrator can post on the page of settings.
import { z } from 'zod'
import { linesOfText, version } from '#app/fields.ts'
import { groupNames, listSettings } from './setting-list.ts'
import { maxLengths } from '#app/text/max-lengths.ts'

const reason = z.string().trim().min(2, '请写为什么改，至少 2 个字。').max(maxLengths.reason, `最多 ${maxLengths.reason} 字。`)

export const settingsForm = z.discriminatedUnion('do', [
  z.object({
    do: z.literal('save'),
    group: z.enum(groupNames),
    /** The number of the group's last change that was seen. */
    version: version(),
    reason,
    ...Object.fromEntries(listSettings().map((setting) => [setting, linesOfText().optional()])),
  }),
  /** Sets what it was before a change. */
  z.object({ do: z.literal('restore'), group: z.enum(groupNames), version: version(), change: version(), reason }),
])
