// Says what the server has and what still waits on the phone.
import { sayTime } from '#app/calendar.ts'
import { paths } from '#app/http/paths.ts'
import type { SittingNow } from './sitting.ts'

/** The end of a receipt's number: enough to read out on the telephone. */
export const shortReceipt = (number: string) => number.slice(-6).toUpperCase()

export function SavedLine({ now, here }: { now: SittingNow; here: string }) {
  const { waiting, line, saved } = now
  return (
    <p className="saved" role="status">
      {saved && (
        <span className="saved-yes">
          已存 ✓ {sayTime(new Date(saved.receivedAt))} <small>回执 {shortReceipt(saved.number)}</small>
        </span>
      )}
      {waiting > 0 && (
        <span className="saved-not">
          未发出 {waiting} 条，{line.kind === 'signedOut' ? '登录后会自动发' : line.kind === 'sending' ? '正在发' : '有网会自动发'}
        </span>
      )}
      {line.kind === 'signedOut' && (
        <span>
          登录过期了，答案都在手机里。<a href={paths.signIn(here)}>去登录</a>
        </span>
      )}
      {line.kind === 'refused' && <span>{line.message}</span>}
    </p>
  )
}
