// The words of replies: each change adds one, and the last one counts.
import { asc, eq } from 'drizzle-orm'
import { checkPersonalNumbers } from '#app/lesson/reading-check/personal-number-rules.ts'
import { invalidInput, Refusal } from '#app/refusal.ts'
import type { Reader, Tx } from '#app/site.ts'
import { inValues } from '#db/in-values.ts'
import { replyWordings } from '#db/schema/inquiries.ts'

export interface Wording {
  text: string | null
  voiceId: string | null
  question: string | null
  questionPictureId: string | null
  questionVoiceId: string | null
}

/** Returns the words that count of each of these replies, by reply. */
export async function readWordings(read: Pick<Reader, 'select'>, replyIds: readonly string[]): Promise<Map<string, Wording>> {
  if (replyIds.length === 0) return new Map()
  const rows = await read
    .select()
    .from(replyWordings)
    .where(inValues(replyWordings.replyId, [...replyIds]))
    .orderBy(asc(replyWordings.replyId), asc(replyWordings.ordinal))
  return new Map(
    rows.map(({ replyId, text, voiceId, question, questionPictureId, questionVoiceId }) => [
      replyId,
      { text, voiceId, question, questionPictureId, questionVoiceId },
    ]),
  )
}

/** More often than that no reply is corrected. */
const maxWordings = 50

/** Adds the words that count from now on. Refuses with 409 if there are very many, unless somebody took back what they show. */
export async function addWording(tx: Tx, replyId: string, wording: Wording, { isLimited = true } = {}) {
  const before = await tx.$count(replyWordings, eq(replyWordings.replyId, replyId))
  if (isLimited && before >= maxWordings) throw new Refusal(409, `一个回答最多改 ${maxWordings} 次。请收回，再重新回答。`)
  await tx.insert(replyWordings).values({ replyId, ordinal: before + 1, ...wording, by: tx.actor, at: tx.at })
}

/** Refuses with 422 an empty answer, and, in what the class reads, numbers of people. */
export function checkWording({ text, voiceId, question }: Pick<Wording, 'text' | 'question'> & { voiceId: unknown }) {
  const fields: Record<string, string[]> = {}
  if (!text && !voiceId) fields.text = ['请写回答，或者说一段。']
  if (question === '') fields.question = ['请写全班看到的问题。']
  const numbers = (name: string, shown: string | null) => {
    const [found] = shown ? checkPersonalNumbers(shown) : []
    if (found) fields[name] = [`这里有个人的号码（${found.what}），全班都看得到，请删掉。`]
  }
  if (question !== null) {
    numbers('question', question)
    numbers('text', text)
  }
  if (Object.keys(fields).length > 0) throw invalidInput(fields)
}
