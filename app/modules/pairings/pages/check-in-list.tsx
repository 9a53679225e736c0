// A side's check-in, with its picture and voice note.
import { Badge } from '#app/ui/notice.tsx'
import { moodLabels } from '../pairing-labels.ts'

export interface ShownCheckIn {
  id: string
  who: string
  when: string
  contacted: boolean
  mood: keyof typeof moodLabels | null
  done: string
  next: string
  /** Null while the viewer may not see it. */
  aboutOther: string | null
  picture: string | null
  voice: string | null
}

/** Shows check-ins. `blind` says why the remark about the other side cannot be read yet, or ever. */
export function CheckInList({
  checkIns,
  hiddenNotice = '说对方的话，要等双方都说了才看得到。',
}: {
  checkIns: readonly ShownCheckIn[]
  hiddenNotice?: string
}) {
  return (
    <ul className="list">
      {checkIns.map((one) => (
        <li key={one.id} className="card">
          <strong>{one.who}</strong> <span className="soft">{one.when}</span>
          <br />
          <Badge kind={one.contacted ? 'good' : 'warn'}>{one.contacted ? '联系过' : '没联系'}</Badge>{' '}
          {one.mood && <Badge kind={one.mood === 'well' ? 'good' : one.mood === 'stuck' ? 'bad' : 'info'}>{moodLabels[one.mood]}</Badge>}
          {one.done && <p>做了：{one.done}</p>}
          {one.next && <p>下一步：{one.next}</p>}
          {one.aboutOther === null ? <p className="soft">{hiddenNotice}</p> : one.aboutOther && <p>说对方：{one.aboutOther}</p>}
          {one.picture && <img src={one.picture} alt={`${one.who}传的图片`} loading="lazy" />}
          {/* eslint-disable-next-line jsx-a11y/media-has-caption -- what an owner said; nobody writes it down */}
          {one.voice && <audio controls preload="none" src={one.voice} aria-label={`${one.who}的录音`} />}
        </li>
      ))}
    </ul>
  )
}
