// The marks that are stored by version, for instructors to count. The same on the server and on the phone.
import type { CompiledLesson } from './compile.server.ts'

/** The key of the mark that a section was not understood. */
export const toStuckKey = (section: string) => `stuck:${section}`
export const isStuckKey = (key: string) => key.startsWith('stuck:')

/** Whether a lesson has what such a mark is about, and the value can be one of it. */
export function isMarkOf({ sections, html }: Pick<CompiledLesson, 'sections' | 'html'>, { key, value }: { key: string; value: string }) {
  if (isStuckKey(key)) return /^[01]$/.test(value) && sections.some(({ id }) => key === toStuckKey(id))
  const [, check] = /^check:([\w-]+)$/.exec(key) ?? []
  return check !== undefined && /^\d{1,2}$/.test(value) && html.includes(`<lesson-check data-check="${check}">`)
}
