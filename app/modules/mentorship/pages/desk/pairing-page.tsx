// One pairing at the desk: its state, its plan with proofs, the check-ins of both sides, its results, and the possible steps.
import type { Viewer } from '#app/access/viewer.ts'
import { formatDay, formatTerm } from '#app/calendar.ts'
import type { Refused } from '#app/http/refused.ts'
import { OtherShop } from '#app/modules/pairings/pages/other-shop.tsx'
import { ReportedMessage } from '#app/modules/pairings/pages/reported-message.tsx'
import { ScoreParts } from '#app/modules/pairings/pages/score-parts.tsx'
import { CheckInList } from '#app/modules/pairings/pages/check-in-list.tsx'
import { helpedLabels, pairingBadgeKind, formatPairingState } from '#app/modules/pairings/pairing-labels.ts'
import { DeskFrame } from '#app/shell/desk-frame.tsx'
import { paths } from '#app/shell/paths.ts'
import { ButtonLink } from '#app/ui/button.tsx'
import { DataTable } from '#app/ui/data-table.tsx'
import { Badge, ErrorSummary } from '#app/ui/notice.tsx'
import type { PairingAtDesk } from '../../pairing-at-desk.server.ts'
import { GoalTable } from './goal-table.tsx'
import { OwnerContacts } from './owner-contacts.tsx'
import { MonthsSection } from './months-section.tsx'
import { PairingSteps } from './pairing-steps.tsx'
import { RematchSection } from './rematch-section.tsx'
import { isEvaluating, isPaused, isProposed } from '#app/modules/pairings/pairing.states.ts'

interface PairingPageProps extends PairingAtDesk {
  viewer: Viewer
  /** A number that was asked for with a reason. */
  shown: { shopId: string; phone: string } | null
  refused: Refused | null
}

export function PairingPage({
  viewer,
  coordinates,
  pairing,
  told,
  days,
  places,
  chain,
  results,
  choices,
  contactDue,
  tomorrow,
  inTwoWeeks,
  contacts,
  history,
  shown,
  refused,
}: PairingPageProps) {
  const facts = listFacts({ pairing, contactDue, days })
  return (
    <DeskFrame
      viewer={viewer}
      at={paths.pairings()}
      title={`${pairing.west.name} 和 ${pairing.east.name}`}
      trail={['pairing', pairing.id]}
      crumbs={[{ href: paths.pairings(), label: '结对' }]}
      printed={{ place: places.west, period: null }}
      actions={
        coordinates && (
          <ButtonLink kind="plain" href={paths.round(pairing.roundId)}>
            看批次
          </ButtonLink>
        )
      }
    >
      <ErrorSummary refused={refused?.refused} />
      <p>
        <Badge kind={pairingBadgeKind(pairing.state)}>{formatPairingState(pairing.state)}</Badge> {facts.join(' · ')}
        <span className="screen-only">
          {' '}
          · <a href={paths.workflow('pairing', pairing.id)}>看流程图</a>
        </span>
      </p>
      <p>
        为什么配这一对：{pairing.why}{' '}
        {pairing.score && (
          <a className="screen-only" href="#why">
            看各项分数
          </a>
        )}
      </p>
      {chain.length > 1 && <ChainSection pairingId={pairing.id} chain={chain} />}
      {choices.length > 0 && <RematchSection choices={choices} refused={refused} />}
      {contacts.length > 0 && <OwnerContacts contacts={contacts} west={pairing.west.id} shown={shown} refused={refused} />}
      {coordinates && <PairingSteps pairing={pairing} tomorrow={tomorrow} inTwoWeeks={inTwoWeeks} refused={refused} />}

      <GoalTable goals={pairing.goals} canConfirm={pairing.side === null} />

      {results && <MonthsSection results={results} refused={refused} />}

      <h2>帮扶记录</h2>
      {told.length === 0 ? (
        <p className="soft">还没有。</p>
      ) : (
        <CheckInList checkIns={told} hiddenNotice="说对方的话，只有双方和协调员看得到。" />
      )}
      {pairing.messages.length > 0 && <ReportedMessages pairing={pairing} coordinates={coordinates} refused={refused} />}
      {pairing.assessments.length > 0 && <Assessments pairing={pairing} />}
      {pairing.score && (
        <section id="why">
          <h2>为什么配这一对</h2>
          <ScoreParts score={pairing.score} />
        </section>
      )}
      {history.length > 0 && <HistoryTable history={history} />}
      <BothShops pairing={pairing} places={places} />
    </DeskFrame>
  )
}

/** How the pairing stands, fact by fact. */
function listFacts({ pairing, contactDue, days }: Pick<PairingAtDesk, 'pairing' | 'contactDue' | 'days'>): string[] {
  const { context } = pairing
  return [
    isProposed(pairing.state) &&
      `请在${formatTerm(new Date(context.answerUntil))}答复：西部${context.westAcceptedAt ? '同意了' : '还没答复'}，东部${context.eastAcceptedAt ? '同意了' : '还没答复'}`,
    contactDue && !isPaused(pairing.state) && `帮扶记录：${contactDue}`,
    context.contacts > 0 && `双方都说联系过的 ${context.contacts} 次`,
    days.pausedUntil && `暂停，${formatDay(days.pausedUntil)}恢复`,
    days.endsAt && `期满${formatDay(days.endsAt)}`,
    isEvaluating(pairing.state) && context.evaluateUntil && `评价请在${formatTerm(new Date(context.evaluateUntil))}写好`,
    context.reason && `原因：${context.reason}`,
  ].filter((it) => typeof it === 'string')
}

/** What happened and what was noted, the latest first. */
const HistoryTable = ({ history }: Pick<PairingAtDesk, 'history'>) => (
  <DataTable
    caption="经过"
    rows={history}
    rowKey={({ version }) => String(version)}
    columns={[
      { head: '什么时候', kind: 'short', cell: ({ at }) => at },
      { head: '谁', kind: 'short', cell: ({ by }) => by ?? '系统' },
      { head: '做了什么', kind: 'short', cell: ({ what, isNote }) => (isNote ? <strong>{what}</strong> : what) },
      { head: '原因，或记了什么', cell: ({ words }) => words },
    ]}
  />
)

/** Who helped the western shop one after another. */
const ChainSection = ({ pairingId, chain }: { pairingId: string } & Pick<PairingAtDesk, 'chain'>) => (
  <section className="card">
    <h2>换人的经过</h2>
    <ol>
      {chain.map((line) => (
        <li key={line.id}>
          {line.id === pairingId ? <strong>{line.east.name}</strong> : <a href={paths.pairingAtDesk(line.id)}>{line.east.name}</a>}：
          {formatPairingState(line.state)}
        </li>
      ))}
    </ol>
  </section>
)

type ReportedMessagesProps = Pick<PairingPageProps, 'pairing' | 'coordinates' | 'refused'>

function ReportedMessages({ pairing, coordinates, refused }: ReportedMessagesProps) {
  const errors = refused?.refused.fields
  const entered = refused?.entered
  return (
    <section id="messages">
      <h2>反映上来的留言</h2>
      {pairing.messages.map((message) => (
        <ReportedMessage
          key={message.id}
          message={message}
          from={pairing[message.side].name}
          picture={message.pictureId && paths.shopFile(message.pictureId)}
          canSettle={coordinates}
          refused={entered?.messageId === message.id ? { entered: entered.settlement, errors: errors?.settlement } : undefined}
        />
      ))}
    </section>
  )
}

const Assessments = ({ pairing }: Pick<PairingAtDesk, 'pairing'>) => (
  <section>
    <h2>双方的评价</h2>
    {pairing.assessments.map(({ side, helped, words }) => (
      <p key={side} className="card">
        <strong>{pairing[side].name}</strong>：{helpedLabels[helped]}。{words}
      </p>
    ))}
  </section>
)

/** What both shops say of themselves, beside each other. */
const BothShops = ({ pairing, places }: Pick<PairingAtDesk, 'pairing' | 'places'>) => (
  <div className="columns">
    {(['west', 'east'] as const).map((side) => (
      <section key={side} className="card">
        <h2>{pairing[side].name}</h2>
        <OtherShop shop={pairing.shops[side]} place={places[side]} />
      </section>
    ))}
  </div>
)
