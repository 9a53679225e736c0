// What is typed into the search of lessons.
import { listRuns } from './runs.ts'

/** Nobody looks for a longer sentence. */
const maxTypedLength = 60

/** Results on a page: whoever gets so many writes more of what is looked for. */
export const maxFound = 30

/** Why nothing is looked for; null if it can be. */
export function findTypedFault(typed: string): string | null {
  if (typed.length > maxTypedLength) return `最多写 ${maxTypedLength} 个字。`
  return listRuns(typed).length === 0 ? '请写要找的字。' : null
}
