// Where one is signed in, and signing out: here, there, or everywhere.
import { Form } from '@remix-run/react'
import { formatMoment } from '#app/calendar.ts'
import { Button } from '#app/ui/button.tsx'
import { Badge } from '#app/ui/notice.tsx'
import type { OwnSession } from '../sessions.server.ts'

/** When a session began, as it is said; empty for those of before that was kept. */
const formatSessionStart = ({ since }: OwnSession) => (since.getTime() > 0 ? formatMoment(since) : '')

export function OwnSessions({ sessions }: { sessions: readonly OwnSession[] }) {
  return (
    <>
      <h2>在哪里登录着</h2>
      <ul className="list">
        {sessions.map((session) => (
          <SessionCard key={session.id} session={session} since={formatSessionStart(session)} />
        ))}
      </ul>
      {sessions.length > 1 && (
        <Form method="post">
          <Button wide kind="plain" name="do" value="endOthers">
            除了这里，都退出
          </Button>
        </Form>
      )}
      <h2>退出</h2>
      <Form method="post" action="/sign-out" className="stack">
        <Button wide kind="plain">
          退出登录
        </Button>
        <Button wide kind="danger" name="everywhere" value="1">
          在所有手机和电脑上退出
        </Button>
      </Form>
    </>
  )
}

function SessionCard({ session: { id, isThis, device, lastSeenAt }, since }: { session: OwnSession; since: string }) {
  return (
    <li className="card stack">
      <div>
        <strong>{device}</strong> {isThis && <Badge>就是这里</Badge>}
      </div>
      {since && (
        <div>
          {since}登录{!isThis && `，最近用过：${formatMoment(lastSeenAt)}`}
        </div>
      )}
      {!isThis && (
        <Form method="post">
          <input type="hidden" name="session" value={id} />
          <Button kind="plain" name="do" value="endSession" aria-label={`让它退出：${device}，${since}登录`}>
            让它退出
          </Button>
        </Form>
      )}
    </li>
  )
}
