// What the phone keeps of a sheet, and how any page, or the worker, sends the sheets that wait there.
import { type Outbox, openOutbox, listPurposes } from '#app/phone/outbox.ts'
import type { LocalAnswer } from './answer-sender.ts'
import { type PostResult, postAnswers, listUnsent } from './answer-sender.ts'
import type { Acknowledgement } from '../attempt.events.ts'
import { isGraded, isSitting } from '../attempt.states.ts'

/** The sheet is to be handed in, together with these answers: nobody hands it in who does not have them all. */
interface HandIn {
  kind: 'handIn'
  with?: string[]
  examId?: string
}

export type StoredItem = { kind: 'answer'; answer: LocalAnswer } | HandIn | { kind: 'clock'; elapsed: number }

export const handInKey = 'hand-in'
export const clockKey = 'clock'
export const answerKey = ({ device, sequence }: Pick<LocalAnswer, 'device' | 'sequence'>) => `answer/${device}/${sequence}`

const purposePrefix = 'attempt/'

/** The box of a sheet. */
export const openSheet = (account: string, attemptId: string): Outbox<StoredItem> =>
  openOutbox<StoredItem>(account, purposePrefix + attemptId)

/** What the server's word changes in the answers that a phone keeps: those that have their receipt now, or will never be taken. */
export function applyAcknowledgement(
  book: ReadonlyMap<string, LocalAnswer>,
  { receipts, refused }: Pick<Acknowledgement, 'receipts' | 'refused'>,
): LocalAnswer[] {
  const news: LocalAnswer[] = []
  for (const { device, sequence, ...receipt } of receipts) {
    const answer = book.get(answerKey({ device, sequence }))
    if (answer) news.push({ ...answer, receipt })
  }
  for (const { reason, ...name } of refused) {
    const answer = book.get(answerKey(name))
    if (answer) news.push({ ...answer, refused: reason })
  }
  return news
}

/** Writes down what the server's word changed in a book that knows of it. Once the sheet is graded and nothing waits, the phone need not keep it. */
export async function storeChanges(
  box: Outbox<StoredItem>,
  book: ReadonlyMap<string, LocalAnswer>,
  { news, state }: { news: readonly LocalAnswer[]; state: string },
): Promise<void> {
  if (isGraded(state) && listUnsent(book.values()).length === 0) return box.remove([...book.keys(), handInKey, clockKey])
  const handIn = isSitting(state) ? [] : [box.remove([handInKey])]
  await Promise.all([...handIn, ...news.map((answer) => box.put(answerKey(answer), { kind: 'answer', answer }))])
}

/** A sheet of which something is still on this phone, or was until now. */
export interface WaitingSheet {
  attemptId: string
  /** Its exam, where it was handed in here: a page that was kept before it was opened does not know it. */
  examId: string | null
  /** How it stands now: `sent` once the server has all of it. */
  status: 'sent' | 'waiting' | 'signedOut' | 'refused'
  /** How many answers wait, and whether it was handed in here. */
  answers: number
  handIn: boolean
}

/** The sheets of an account of which something waits on this phone, without sending anything. */
export async function listWaitingSheets(account: string, except?: string): Promise<WaitingSheet[]> {
  const found: WaitingSheet[] = []
  for (const purpose of await listPurposes(account, purposePrefix)) {
    const attemptId = purpose.slice(purposePrefix.length)
    if (attemptId === except) continue
    const kept = await openSheet(account, attemptId).all()
    const { answers, handIn } = countWaiting(kept)
    const examId = kept.find((one): one is HandIn => one.kind === 'handIn')?.examId ?? null
    if (answers.length > 0 || handIn) found.push({ attemptId, examId, status: 'waiting', answers: answers.length, handIn })
  }
  return found
}

/** Sends them, each sheet's answers together with its handing in. Gives how each stands then. */
export async function sendWaitingSheets(account: string, except?: string, post: typeof fetch = fetch): Promise<WaitingSheet[]> {
  const sheets = await listWaitingSheets(account, except)
  for (const sheet of sheets) Object.assign(sheet, await sendSheet(account, sheet.attemptId, post))
  return sheets
}

async function sendSheet(
  account: string,
  attemptId: string,
  post: typeof fetch,
): Promise<Pick<WaitingSheet, 'status' | 'answers' | 'handIn'>> {
  const box = openSheet(account, attemptId)
  for (;;) {
    const kept = await box.all()
    const { answers, handIn, book } = countWaiting(kept)
    if (answers.length === 0 && !handIn) return { status: 'sent', answers: 0, handIn }
    const posted: PostResult = await postAnswers({ url: `/attempts/${attemptId}/answers`, answers, handIn, post })
    if (posted.kind !== 'acknowledged') return { status: posted.kind, answers: answers.length, handIn }
    const { state } = posted.acknowledgement
    const news = applyAcknowledgement(book, posted.acknowledgement)
    for (const answer of news) book.set(answerKey(answer), answer)
    if (news.length === 0 && answers.length > 0) return { status: 'waiting', answers: answers.length, handIn } // it spoke of other answers: no use in asking on
    await storeChanges(box, book, { news, state })
  }
}

function countWaiting(kept: readonly StoredItem[]) {
  const book = new Map<string, LocalAnswer>()
  for (const one of kept) if (one.kind === 'answer') book.set(answerKey(one.answer), one.answer)
  // With the phone full, an answer may live on an open page alone: then that page hands in, and nobody without it.
  const handIn = kept.some((one) => one.kind === 'handIn' && (one.with ?? []).every((key) => book.has(key)))
  return { answers: listUnsent(book.values()), handIn, book }
}
