// An owner's first page: tasks, pairings, and the shop's details.
import type { Viewer } from '#app/access/viewer.ts'
import { formatMoment } from '#app/calendar.ts'
import { ownerNav } from '#app/shell/owner-nav.ts'
import { paths } from '#app/shell/paths.ts'
import { PhonePage } from '#app/shell/phone-page.tsx'
import { Badge, Empty, Notice } from '#app/ui/notice.tsx'
import type { MyShop } from '../mentorship.server.ts'
import { WaitingForms } from '#app/shell/outbox-form.tsx'
import { OwnerScript } from './owner-script.tsx'
import { pairingBadgeKind, formatPairingState } from '#app/modules/pairings/pairing-labels.ts'
import { occupiesPlace } from '#app/modules/pairings/pairing.states.ts'
import { TaskList } from './task-list.tsx'

const to = {
  wishes: paths.wishes,
  pairing: paths.pairing,
  checkIn: paths.checkIn,
  months: paths.myMonths,
  rating: paths.myRating,
  shop: paths.myShop,
}

/** Lists the pages to cache for offline use. */
function pagesToKeep(shops: readonly MyShop[]): string[] {
  const running = shops.flatMap(({ pairings }) => pairings).filter(({ state }) => occupiesPlace(state))
  return [
    paths.myShops(),
    ...running.flatMap(({ id }) => [paths.pairing(id), paths.checkIn(id), paths.messages(id)]),
    ...shops.flatMap(({ shop: { id, side }, tasks }) => [
      paths.myShop(id),
      ...(side === 'west' ? [paths.myMonths(id)] : []),
      ...tasks.flatMap((task) =>
        task.kind === 'wishes' ? [paths.wishes(task.roundId, task.shopId)] : task.kind === 'appeal' ? [paths.myRating(task.shopId)] : [],
      ),
    ]),
  ]
}

interface MyShopsPageProps {
  viewer: Viewer
  script: string
  shops: readonly MyShop[]
}

export function MyShopsPage({ viewer, script, shops }: MyShopsPageProps) {
  return (
    <PhonePage title={`${viewer.name}，您好`} nav={ownerNav(viewer)}>
      {shops.length === 0 && <Empty>您名下还没有网店。请找结对协调员登记。</Empty>}
      <WaitingForms />
      {shops.map(({ shop, tasks, pairings, unmatchedNotice }) => (
        <section key={shop.id}>
          <h1>{shop.name}</h1>
          <h2>要您办的事</h2>
          <TaskList tasks={tasks} to={to} />
          <h2>{shop.side === 'west' ? '帮我的店' : '我帮的店'}</h2>
          {pairings.length === 0 && <Empty>还没有结对。有了新的批次，会请您填志愿。</Empty>}
          {unmatchedNotice && (
            <Notice>
              <p>
                {unmatchedNotice.round}没有结上对。{unmatchedNotice.why}
                {unmatchedNotice.help}
              </p>
            </Notice>
          )}
          <ul className="list">
            {pairings.map((pairing) => (
              <li key={pairing.id}>
                <a className="card" href={paths.pairing(pairing.id)}>
                  <strong>{(pairing.side === 'west' ? pairing.east : pairing.west).name}</strong>
                  <br />
                  <Badge kind={pairingBadgeKind(pairing.state)}>{formatPairingState(pairing.state)}</Badge>
                  {pairing.lastMessage && (
                    <>
                      <br />
                      {formatMoment(pairing.lastMessage.at)} 来信：{pairing.lastMessage.text.slice(0, 24)}
                    </>
                  )}
                </a>
              </li>
            ))}
          </ul>
          <h2>我的店</h2>
          <ul className="list">
            <li>
              <a className="card" href={paths.myShop(shop.id)}>
                店里的情况
              </a>
            </li>
            {shop.side === 'west' && (
              <>
                <li>
                  <a className="card" href={paths.myMonths(shop.id)}>
                    每月的销售数字
                  </a>
                </li>
                <li>
                  <a className="card" href={paths.myPeople(shop.id)}>
                    店里有证书的人
                  </a>
                </li>
              </>
            )}
            <li>
              <a className="card" href={paths.myRating(shop.id)}>
                信用评级
              </a>
            </li>
          </ul>
        </section>
      ))}
      <OwnerScript account={viewer.accountId} keep={pagesToKeep(shops)} src={script} />
    </PhonePage>
  )
}
