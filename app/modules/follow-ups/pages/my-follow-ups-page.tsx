// An officer's follow-ups on the phone, village by village: opened once with a network, each can be done without one.
import type { Viewer } from '#app/access/viewer.ts'
import { daysBetween, formatDay } from '#app/calendar.ts'
import { Island } from '#app/http/island.tsx'
import { officerNav } from '#app/shell/officer-nav.ts'
import { WaitingForms } from '#app/shell/outbox-form.tsx'
import { paths } from '#app/shell/paths.ts'
import { PhonePage } from '#app/shell/phone-page.tsx'
import { Badge, Empty } from '#app/ui/notice.tsx'
import type { FollowUpLine } from '../follow-ups.server.ts'

interface MyFollowUpsPageProps {
  viewer: Viewer
  script: string
  today: string
  own: readonly FollowUpLine[]
  unassigned: readonly FollowUpLine[]
}

export function MyFollowUpsPage({ viewer, script, today, own, unassigned }: MyFollowUpsPageProps) {
  const all = [...own, ...unassigned]
  return (
    <PhonePage title="回访" nav={officerNav()}>
      <h1>要回访的人</h1>
      <p>在这里打开一次，名单就存进手机。没有网也能填，有网自动发出。</p>
      <p id="to-send" role="status" hidden />
      {all.length === 0 && <Empty>现在没有要回访的。到了日子的人会自己出现在这里。</Empty>}
      <Lines title="交给我的" lines={own} today={today} />
      <Lines title="还没有交给谁的" lines={unassigned} today={today} />
      <WaitingForms />
      <PhoneScript account={viewer.accountId} keep={[paths.followUps(), ...all.map(({ id }) => paths.followUp(id))]} src={script} />
    </PhonePage>
  )
}

/** Loads the script of follow-ups, which caches these pages for offline use. */
export const PhoneScript = ({ account, keep, src }: { account: string; keep: readonly string[]; src: string }) => (
  <>
    <div hidden data-phone={account} data-keep={keep.join(' ')} />
    <Island src={src} />
  </>
)

function Lines({ title, lines, today }: { title: string; lines: readonly FollowUpLine[]; today: string }) {
  if (lines.length === 0) return null
  return (
    <section>
      <h2>
        {title}（{lines.length} 人）
      </h2>
      {groupByPlace(lines).map(({ place, those }) => (
        <section key={place}>
          <h3>{place}</h3>
          <ul className="list">
            {those.map((line) => (
              <li key={line.id}>
                <a className="card" href={paths.followUp(line.id)} data-follow-up={line.id}>
                  <strong>{line.name}</strong> <Due line={line} today={today} />
                  <br />
                  结业 {line.months} 个月，{formatDay(line.dueOn)}
                  {line.daysTried > 0 && `，${line.daysTried} 天没找到人`}
                </a>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </section>
  )
}

/** In the order of their first days, so that the village with the longest wait comes first. */
function groupByPlace(lines: readonly FollowUpLine[]) {
  const groups = new Map<string, FollowUpLine[]>()
  for (const line of lines) {
    const place = line.place.join(' ') || '没有登记住在哪个村'
    groups.set(place, [...(groups.get(place) ?? []), line])
  }
  return [...groups].map(([place, those]) => ({ place, those }))
}

const Due = ({ line, today }: { line: FollowUpLine; today: string }) => {
  const days = daysBetween(line.dueOn, today)
  return days > 0 ? <Badge kind="warn">过了 {days} 天</Badge> : <Badge>{days === 0 ? '今天' : `还有 ${-days} 天`}</Badge>
}
