// What the page of bringing questions in posts: a file to look at, or what was looked at, to accept.
import { z } from 'zod'
import type { Viewer } from '#app/access/viewer.ts'
import { shortText } from '#app/fields.ts'
import { type QuestionFormat, questionFormats, type RefusalCode, type RefusedQuestion } from '#app/importing/questions/questions.server.ts'
import type { Site } from '#app/site.ts'
import { formatUnread } from '#app/spreadsheet/unread.ts'
import { groupBy } from '#db/group-by.ts'
import { acceptQuestions, type BroughtQuestions, previewQuestions, type TakenQuestion } from './bank-exchange.server.ts'
import { storePhotographs } from './question-pictures.server.ts'
import { carriedField, encodeQuestions, decodeQuestions } from './carried-questions.server.ts'

export const previewForm = z.object({
  format: z.preprocess((typed) => (typed === '' ? undefined : typed), z.enum(questionFormats, '请选一种格式。').optional()),
})
export const acceptForm = z.object({ do: z.literal('accept'), lesson: shortText('请选讲这些题的课。'), questions: carriedField })

/** More of one kind are not listed: whoever brings thousands looks at some, and mends one kind of fault after the other. */
const maxListed = 200
interface Few<T> {
  rows: T[]
  count: number
}
const listFew = <T>(rows: readonly T[]): Few<T> => ({ rows: rows.slice(0, maxListed), count: rows.length })

/** Refused questions by why, the most frequent first. */
function countRefused(refused: readonly RefusedQuestion[]): (Few<RefusedQuestion> & { code: RefusalCode })[] {
  return [...groupBy(refused, ({ code }) => code)]
    .map(([code, rows]) => ({ code, ...listFew(rows) }))
    .sort((one, other) => other.count - one.count)
}

const toListed = ({ index, question: { kind, text, explanation } }: TakenQuestion) => ({
  index,
  kind,
  text,
  isExplained: explanation !== '',
})

/** Reads a file and says what it would bring; `carried` is what the form sends back to accept it. Throws 403, 404, 409 or 422. */
export async function previewPosted(
  site: Site,
  viewer: Viewer,
  { fileName, ...brought }: BroughtQuestions & { slug: string; fileName: string; format?: QuestionFormat | undefined },
) {
  const { preview, photographs } = await previewQuestions(site, viewer, brought)
  await storePhotographs(site, viewer, photographs)
  const { added, changed, refused, unread, ...counts } = preview
  return {
    ...counts,
    fileName: fileName.replace(/^.*[/\\]/, '').slice(0, 100),
    added: listFew(added.map(toListed)),
    changed: listFew(changed.map(toListed)),
    refused: countRefused(refused),
    noted: listFew(
      [...added, ...changed].filter(({ notes }) => notes.length > 0).map(({ index, name, notes }) => ({ index, name, notes })),
    ),
    unread: unread.map(formatUnread),
    carried: await encodeQuestions([...added, ...changed].map(({ question }) => question)),
  }
}
export type PostedPreview = Awaited<ReturnType<typeof previewPosted>>

/** Puts what was looked at into the bank. Returns the version that has it. Throws 403, 404, 409 or 422. */
export const acceptPosted = async (
  site: Site,
  viewer: Viewer,
  { slug, lesson, questions }: { slug: string; lesson: string; questions: string },
) => acceptQuestions(site, viewer, { slug, lesson, questions: await decodeQuestions(questions) })
