// What the phone stores of a sheet, and how any page, or the service worker, sends the waiting sheets.
import { type Outbox, openOutbox, listPurposes } from '#app/phone/outbox.ts'
import type { LocalAnswer } from './answer-sender.ts'
import { type PostResult, postAnswers, listUnsent } from './answer-sender.ts'
import type { Acknowledgement } from '../attempt.events.ts'
import { isGraded, isSitting } from '../attempt.states.ts'

/** The sheet is to be handed in together with these answers: only a context that has all of them hands it in. */
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

/** Opens the outbox of a sheet. */
export const openSheet = (account: string, attemptId: string): Outbox<StoredItem> =>
  openOutbox<StoredItem>(account, purposePrefix + attemptId)

/** Returns the changes that an acknowledgement makes to the stored answers: those that now have a receipt, or are rejected for good. */
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

/** Stores the changes that an acknowledgement made. Once the sheet is graded and nothing waits, removes it from the phone. */
export async function storeChanges(
  box: Outbox<StoredItem>,
  book: ReadonlyMap<string, LocalAnswer>,
  { news, state }: { news: readonly LocalAnswer[]; state: string },
): Promise<void> {
  if (isGraded(state) && listUnsent(book.values()).length === 0) return box.remove([...book.keys(), handInKey, clockKey])
  const handIn = isSitting(state) ? [] : [box.remove([handInKey])]
  await Promise.all([...handIn, ...news.map((answer) => box.put(answerKey(answer), { kind: 'answer', answer }))])
}

/** A sheet with data still on this phone, or until just now. */
export interface WaitingSheet {
  attemptId: string
  /** Its exam, if it was handed in here: a page that was cached before the sheet was opened does not list it. */
  examId: string | null
  /** Its status now: `sent` once the server has all of it. */
  status: 'sent' | 'waiting' | 'signedOut' | 'refused'
  /** How many answers wait, and whether it was handed in here. */
  answers: number
  handIn: boolean
}

/** Lists the sheets of an account that have something waiting on this phone, without sending anything. */
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

/** Sends them, each sheet's answers together with its handing in. Returns the status of each afterwards. */
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
    if (news.length === 0 && answers.length > 0) return { status: 'waiting', answers: answers.length, handIn } // it acknowledged none of these: asking again is no use
    await storeChanges(box, book, { news, state })
  }
}

function countWaiting(kept: readonly StoredItem[]) {
  const book = new Map<string, LocalAnswer>()
  for (const one of kept) if (one.kind === 'answer') book.set(answerKey(one.answer), one.answer)
  // If the phone's storage is full, an answer may exist in one open page only: then only that page may hand in.
  const handIn = kept.some((one) => one.kind === 'handIn' && (one.with ?? []).every((key) => book.has(key)))
  return { answers: listUnsent(book.values()), handIn, book }
}
