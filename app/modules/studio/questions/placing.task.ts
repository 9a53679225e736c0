// Compares questions that come from a file with a bank, in a thread: what each is to the bank, which are nearly the same as another, and how
// the files of the bank read with them.
import type { SiteAddress } from '#app/site.ts'
import { fromSharedRows } from '#app/threads/shared-bytes.ts'
import { withThreadSite } from '#app/threads/site-of-thread.server.ts'
import { type BankHead, loadBankFiles } from '../stored-files.server.ts'
import { type BankFault, type BankPart, changeParts, listChangedParts, listQuestions, parseParts } from './bank-parts.ts'
import { type ComingQuestion, matchQuestions } from './match-questions.ts'
import { createSimilarIndex } from './similar.ts'

export interface QuestionsToPlace {
  site: SiteAddress
  /** The version whose bank they come into: the thread reads it, so that nobody waits for it. */
  versionId: string
  /** The questions that come, as rows in shared memory. */
  coming: Uint8Array
  /** The lesson of those whose file names none. */
  lesson: string
  /** Whether it is only looked at: then those that are nearly the same are looked for, and no file is returned. */
  isPreview: boolean
  /** The hashes of pictures by the names under which they lie, or would lie, in the version. */
  pictures: ReadonlyMap<string, string>
}

/** Two questions are shown at most for one that comes. */
const maxListed = 200

export interface Placed {
  /** The files of the bank that they were compared with. */
  heads: BankHead[]
  /** What each coming question is to the bank. */
  outcomes: ('new' | 'known' | 'changed')[]
  /** New questions that are nearly the same as one of the bank, or as an earlier one of the file: the first few. */
  similar: { at: number; text: string; like: string; isInBank: boolean; percent: number }[]
  similarCount: number
  /** The files that change, or why none can. */
  written: BankPart[] | BankFault
}

export async function placeQuestions({ site: address, versionId, ...order }: QuestionsToPlace): Promise<Placed> {
  const files = await withThreadSite(address, ({ read }) => loadBankFiles(read, versionId))
  const placed = placeAmong(
    files.map(({ name, content }) => ({ name, content })),
    order,
  )
  return { ...placed, heads: files.map(({ name, sequence }) => ({ name, sequence })) }
}

function placeAmong(
  parts: readonly BankPart[],
  { coming: rows, lesson, isPreview, pictures }: Omit<QuestionsToPlace, 'site' | 'versionId'>,
): Omit<Placed, 'heads'> {
  const coming = fromSharedRows(rows) as ComingQuestion[]
  const parsed = parseParts(parts)
  if (!parsed) return { outcomes: [], similar: [], similarCount: 0, written: 'unreadable' }
  const bank = listQuestions(parsed)
  const matched = matchQuestions(bank, coming, (name) => pictures.get(name) ?? name)
  const added = matched.flatMap(({ outcome, question }) => (outcome === 'new' ? [{ ...question, lesson: question.lesson ?? lesson }] : []))
  const changed = new Map(matched.flatMap((one) => (one.outcome === 'changed' ? [[one.id, one.becomes] as const] : [])))
  const after = changeParts(parsed, { changed, added })
  const similar = isPreview ? findSimilar(bank, matched) : []
  return {
    outcomes: matched.map(({ outcome }) => outcome),
    similar: similar.slice(0, maxListed),
    similarCount: similar.length,
    written: typeof after === 'string' ? after : isPreview ? [] : listChangedParts(parts, after),
  }
}

function findSimilar(bank: ReturnType<typeof listQuestions>, matched: ReturnType<typeof matchQuestions>): Placed['similar'] {
  const index = createSimilarIndex<{ text: string; options: readonly string[]; isInBank: boolean }>()
  for (const { text, options } of bank) index.add({ text, options, isInBank: true })
  return matched.flatMap(({ outcome, question: { text, options } }, at) => {
    if (outcome !== 'new') return []
    const [nearest] = index.find({ text, options }, 1)
    index.add({ text, options, isInBank: false })
    if (!nearest) return []
    const { question, share } = nearest
    return [{ at, text, like: question.text, isInBank: question.isInBank, percent: Math.round(100 * share) }]
  })
}
