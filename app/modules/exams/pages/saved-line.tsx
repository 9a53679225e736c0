// Shows what the server has and what still waits on the phone: for the question on the screen, or for the whole sheet.
import { formatTime } from '#app/calendar.ts'
import { paths } from '#app/shell/paths.ts'
import { formatUnsaved } from '#app/phone/outbox.ts'
import type { SittingState } from '../sitting/sitting.ts'

/** Formats the end of a receipt's number: enough to read out on the telephone. */
export const formatReceipt = (number: string) => number.slice(-6).toUpperCase()

interface SavedLineProps {
  now: SittingState
  here: string
  /** The question on the screen; null on screens about the whole sheet. */
  questionId: string | null
}

export function SavedLine({ now, here, questionId }: SavedLineProps) {
  const { waiting, line, unkept } = now
  const shown = questionId === null ? undefined : now.answers.get(questionId)
  const isAnswered = shown !== undefined && shown.chosen.length > 0
  // On a question's screen its own receipt is shown; on screens about the whole sheet the latest receipt.
  const saved = questionId === null ? now.saved : isAnswered ? shown.receipt : null
  const isHere = isAnswered && !shown.receipt
  const when = line.kind === 'signedOut' ? '登录后会自动发' : line.kind === 'sending' ? '正在发' : '有网会自动发'
  return (
    <p className="saved" role="status">
      {saved && (
        <span className="saved-yes">
          {questionId === null ? '最后收到' : '这一题已存 ✓'} {formatTime(new Date(saved.receivedAt))}{' '}
          <small>回执 {formatReceipt(saved.number)}</small>
        </span>
      )}
      {isHere && <span className="saved-not">这一题还在手机里</span>}
      {waiting > 0 && (
        <span className="saved-not">
          未发出 {waiting} 条，{when}
        </span>
      )}
      {unkept && <strong className="saved-not">{formatUnsaved(unkept)}。</strong>}
      {line.kind === 'signedOut' && (
        <span>
          登录过期了，答案都在{unkept ? '这一页' : '手机'}里。{unkept ? '请在另一页登录。' : ''}
          <a href={paths.signIn(here)} target={unkept ? '_blank' : undefined}>
            去登录
          </a>
        </span>
      )}
      {line.kind === 'refused' && <span>{line.message}</span>}
    </p>
  )
}
