// What the forms of a lesson post without scripts, and the events that they mean.
import { z } from 'zod'
import { id, longText, shortText } from '#app/fields.ts'
import type { ProgressEvent } from './progress.events.ts'
import { toStuckKey } from '#app/lesson/version-mark.ts'

export const lessonForm = z.object({
  /** The button at the end: these sections are read, and on to the next lesson. */
  sections: longText()
    .regex(/^(s\d+)(,s\d+)*$/)
    .optional(),
  next: id().optional(),
  /** The button of a section, with what it says: 1 not understood, 0 understood after all. */
  stuck: shortText()
    .regex(/^s\d{1,3} [01]$/)
    .optional(),
  version: id().optional(),
})

/** Converts a form to the events that a phone would send. */
export function toProgressEvents(
  { sections, stuck, version }: z.infer<typeof lessonForm>,
  where: Pick<ProgressEvent, 'course' | 'lesson' | 'at'>,
): ProgressEvent[] {
  if (!stuck) return (sections?.split(',') ?? []).map((section) => ({ kind: 'section', ...where, section }))
  const [section = '', value = ''] = stuck.split(' ')
  return [{ kind: 'mark', ...where, key: toStuckKey(section), value, ...(version && { version }) }]
}
