// An owner's first page: what waits for her, her pairings, and what her shop says of itself.
import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { sayMoment } from '#app/calendar.ts'
import { islandUrl } from '#app/http/islands.server.ts'
import { paths } from '#app/shell/paths.ts'
import { orRefuse } from '#app/http/respond.server.ts'
import { requireViewer } from '#app/http/viewer.server.ts'
import { OwnerScript, WaitingForms } from '#app/modules/mentorship/pages/owner-form.tsx'
import { ownerNav } from '#app/shell/owner-nav.ts'
import { readMyShops } from '#app/modules/mentorship/mentorship.server.ts'
import { pairingStateKinds, sayPairingState } from '#app/modules/pairings/pairing-words.ts'
import { takesAPlace } from '#app/modules/pairings/pairing.workflow.ts'
import { TaskList } from '#app/modules/mentorship/pages/task-list.tsx'
import { Badge, Empty, Notice } from '#app/ui/notice.tsx'
import { PhonePage } from '#app/shell/phone-page.tsx'

export const meta = () => [{ title: '我的店 · 梯队' }]

export async function loader(asked: LoaderFunctionArgs) {
  const viewer = await requireViewer(asked)
  const { site } = asked.context
  const shops = await orRefuse(() => readMyShops(site, viewer))
  return {
    viewer,
    script: islandUrl('owner.js'),
    shops: shops.map(({ shop, tasks, pairings, without }) => ({
      id: shop.id,
      name: shop.name,
      side: shop.side,
      tasks,
      without,
      pairings: pairings.map(({ lastMessage, ...line }) => ({
        ...line,
        other: line.side === 'west' ? line.east : line.west,
        lastMessage: lastMessage && { text: lastMessage.text, at: sayMoment(lastMessage.at) },
      })),
    })),
  }
}

const to = {
  wishes: paths.wishes,
  pairing: paths.pairing,
  checkIn: paths.checkIn,
  months: paths.myMonths,
  rating: paths.myRating,
  shop: paths.myShop,
}

export default function MyShopsPage() {
  const { viewer, shops, script } = useLoaderData<typeof loader>()
  const running = shops.flatMap(({ pairings }) => pairings).filter(({ state }) => takesAPlace(state))
  const keep = [
    paths.myShops(),
    ...running.flatMap(({ id }) => [paths.pairing(id), paths.checkIn(id), paths.messages(id)]),
    ...shops.flatMap(({ id, side, tasks }) => [
      paths.myShop(id),
      ...(side === 'west' ? [paths.myMonths(id)] : []),
      ...tasks.flatMap((task) =>
        task.kind === 'wishes' ? [paths.wishes(task.roundId, task.shopId)] : task.kind === 'appeal' ? [paths.myRating(task.shopId)] : [],
      ),
    ]),
  ]
  return (
    <PhonePage title={`${viewer.name}，您好`} nav={ownerNav(viewer)}>
      {shops.length === 0 && <Empty>您名下还没有网店。请找结对协调员登记。</Empty>}
      <WaitingForms />
      {shops.map((shop) => (
        <section key={shop.id}>
          <h1>{shop.name}</h1>
          <h2>要您办的事</h2>
          <TaskList tasks={shop.tasks} to={to} />
          <h2>{shop.side === 'west' ? '帮我的店' : '我帮的店'}</h2>
          {shop.pairings.length === 0 && <Empty>还没有结对。有了新的批次，会请您填志愿。</Empty>}
          {shop.without && (
            <Notice>
              <p>
                {shop.without.round}没有结上对。{shop.without.why}
                {shop.without.help}
              </p>
            </Notice>
          )}
          <ul className="list">
            {shop.pairings.map((pairing) => (
              <li key={pairing.id}>
                <a className="card" href={paths.pairing(pairing.id)}>
                  <strong>{pairing.other.name}</strong>
                  <br />
                  <Badge kind={pairingStateKinds(pairing.state)}>{sayPairingState(pairing.state)}</Badge>
                  {pairing.lastMessage && (
                    <>
                      <br />
                      {pairing.lastMessage.at} 来信：{pairing.lastMessage.text.slice(0, 24)}
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
      <OwnerScript account={viewer.accountId} keep={keep} src={script} />
    </PhonePage>
  )
}
