// One round: its state, the possible steps, its shops and their wishes, weights and rulings.
import type { ReactNode } from 'react'
import { Form } from '@remix-run/react'
import type { Viewer } from '#app/access/viewer.ts'
import type { Refused } from '#app/http/refused.ts'
import { pairingBadgeKind, formatPairingState } from '#app/modules/pairings/pairing-labels.ts'
import type { PairingLine } from '#app/modules/pairings/pairing-line.ts'
import type { Side } from '#app/modules/shops/shop.ts'
import { getSideLabels } from '#app/programme/programme.ts'
import { DeskFrame } from '#app/shell/desk-frame.tsx'
import { useProgramme } from '#app/shell/programme-context.ts'
import { paths } from '#app/shell/paths.ts'
import { Button, ButtonLink } from '#app/ui/button.tsx'
import { DataTable } from '#app/ui/data-table.tsx'
import { Field, SelectField } from '#app/ui/field.tsx'
import { Badge, ErrorSummary, Notice } from '#app/ui/notice.tsx'
import type { RoundView } from '../queries.server.ts'
import { RulingsSection } from './rulings-section.tsx'
import { WeightsSection } from './weights-section.tsx'
import { roundBadgeKinds, roundStateLabels } from '../round-labels.ts'
import { isBeforeAcceptance, isMatching } from '../round.states.ts'

interface RoundPageProps {
  viewer: Viewer
  /** Its dates as text. */
  round: Omit<RoundView, 'shops'>
  shops: readonly { id: string; name: string; side: Side; place: string; goods: string; willHelp: number; wished: boolean }[]
  /** Shops that could still join. */
  others: readonly { id: string; name: string; side: Side }[]
  pairings: readonly PairingLine[]
  /** Shops that nobody helps while the round continues, with the reason and what would help. */
  left: readonly { west: string; why: string; help: string }[]
  inTenDays: string
  tomorrow: string
  isSaved: boolean
  refused: Refused | null
}

export function RoundPage({ viewer, round, shops, others, pairings, left, inTenDays, tomorrow, isSaved, refused }: RoundPageProps) {
  const isOpen = isBeforeAcceptance(round.state)
  const nameOf = (id: string) => shops.find((shop) => shop.id === id)?.name ?? id
  const wished = shops.filter((shop) => shop.wished).length
  return (
    <DeskFrame viewer={viewer} at={paths.rounds()} title={round.name} crumbs={[{ href: paths.rounds(), label: '结对批次' }]}>
      <ErrorSummary refused={refused?.refused} />
      {isSaved && !refused && (
        <Notice kind="good">
          <p>存好了。</p>
        </Notice>
      )}
      <p>
        <Badge kind={roundBadgeKinds[round.state]}>{roundStateLabels[round.state]}</Badge> 西部{' '}
        {shops.filter(({ side }) => side === 'west').length} 家，东部 {shops.filter(({ side }) => side === 'east').length} 家，填了志愿的{' '}
        {wished} 家{round.wishesUntil && <> · 志愿{round.wishesUntil}收</>}
        {round.answersUntil && <> · 双方{round.answersUntil}答复</>} · <a href={paths.workflow('pairingRound', round.id)}>看流程图</a>
      </p>
      <RoundSteps round={round} withoutWishes={shops.length - wished} inTenDays={inTenDays} tomorrow={tomorrow} refused={refused} />
      {pairings.length > 0 && <PairingsTable pairings={pairings} />}
      {left.length > 0 && <UnhelpedTable left={left} nameOf={nameOf} />}
      <ParticipantsTable shops={shops} />
      {round.isAccepted && (
        <p>
          <a href={paths.matching(round.id)}>当时采用的匹配结果</a>
        </p>
      )}
      <JoinAndLeaveForms roundId={round.id} shops={isOpen ? shops : []} others={others} />
      <RulingsSection round={round} shops={shops} isOpen={isOpen} refused={refused} />
      <WeightsSection round={round} isOpen={isOpen} refused={refused} />
    </DeskFrame>
  )
}

type StepsProps = Pick<RoundPageProps, 'round' | 'inTenDays' | 'tomorrow' | 'refused'> & { withoutWishes: number }

/** What can be done with the round now. */
function RoundSteps({ round, withoutWishes, inTenDays, tomorrow, refused }: StepsProps) {
  const wishes = { round, inTenDays, tomorrow, refused }
  return (
    <>
      <CollectWishesForm step="OPEN_WISHES" label="开始收志愿" {...wishes} />
      <StepLink round={round} event="CLOSE_WISHES" step="close-wishes" label="停止收志愿……">
        到期会自己停；还有 {withoutWishes} 家没填，不填也会配。
      </StepLink>
      {isMatching(round.state) && (
        <p>
          <ButtonLink href={paths.matching(round.id)}>看匹配结果</ButtonLink>
        </p>
      )}
      <CollectWishesForm step="REOPEN_WISHES" label="重新收志愿" {...wishes} />
      <StepLink round={round} event="EVALUATE" step="evaluate" label="开始评估……">
        只请期满的结对写评价；没有期满的照常帮扶，暂停的仍然暂停。
      </StepLink>
      <StepLink round={round} event="CLOSE" step="close" label="结束批次……">
        每一对都评完了才能结束。
      </StepLink>
      <StepLink round={round} event="REOPEN" step="reopen" label="退回上一步……">
        按错了才用，要写原因。
      </StepLink>
    </>
  )
}

type CollectWishesFormProps = Pick<RoundPageProps, 'round' | 'inTenDays' | 'tomorrow' | 'refused'> & {
  step: 'OPEN_WISHES' | 'REOPEN_WISHES'
  label: string
}

/** Collects wishes until a day; nothing while the round cannot. */
function CollectWishesForm({ round, step, label, inTenDays, tomorrow, refused }: CollectWishesFormProps) {
  if (!round.steps.includes(step)) return null
  return (
    <Form method="post" className="filters">
      <input type="hidden" name="version" value={round.version} />
      <Field
        id={`until-${step}`}
        label="志愿收到哪天（含）"
        name="until"
        type="date"
        min={tomorrow}
        required
        defaultValue={refused?.entered.until ?? inTenDays}
        errors={refused?.refused.fields.until}
      />
      <Button kind={step === 'OPEN_WISHES' ? 'main' : 'plain'} name="do" value={step}>
        {label}
      </Button>
    </Form>
  )
}

interface StepLinkProps {
  round: RoundPageProps['round']
  event: string
  /** As the step's page is addressed. */
  step: string
  label: string
  children: ReactNode
}

/** Leads to the page of a step that ends something; nothing while the round cannot take it. */
function StepLink({ round, event, step, label, children }: StepLinkProps) {
  if (!round.steps.includes(event)) return null
  return (
    <p className="row">
      <ButtonLink kind="plain" href={paths.roundStep(round.id, step)}>
        {label}
      </ButtonLink>
      <span className="soft">{children}</span>
    </p>
  )
}

const PairingsTable = ({ pairings }: Pick<RoundPageProps, 'pairings'>) => (
  <DataTable
    caption={`结对（${pairings.length}）`}
    rows={pairings}
    rowKey={({ id }) => id}
    columns={[
      { head: '西部店', cell: ({ id, west }) => <a href={paths.pairingAtDesk(id)}>{west.name}</a> },
      { head: '东部店', cell: ({ east }) => east.name },
      { head: '状态', kind: 'state', cell: ({ state }) => <Badge kind={pairingBadgeKind(state)}>{formatPairingState(state)}</Badge> },
    ]}
  />
)

/** Western shops that nobody helps. */
const UnhelpedTable = ({ left, nameOf }: Pick<RoundPageProps, 'left'> & { nameOf(id: string): string }) => (
  <DataTable
    caption={`还没有店帮的西部店（${left.length}）`}
    rows={left}
    rowKey={({ west }) => west}
    columns={[
      { head: '西部店', kind: 'short', cell: ({ west }) => <a href={paths.shop(west)}>{nameOf(west)}</a> },
      { head: '为什么', cell: ({ why }) => why },
      { head: '怎样能配上', cell: ({ help }) => help },
    ]}
  />
)

function ParticipantsTable({ shops }: Pick<RoundPageProps, 'shops'>) {
  const sideNames = getSideLabels(useProgramme())
  return (
    <DataTable
      caption={`参加的店（${shops.length}）`}
      rows={shops}
      rowKey={({ id }) => id}
      columns={[
        { head: '店', kind: 'short', cell: ({ id, name }) => <a href={paths.shop(id)}>{name}</a> },
        { head: '哪一方', kind: 'short', cell: ({ side }) => sideNames[side] },
        { head: '在哪里', kind: 'short', cell: ({ place }) => place },
        { head: '卖什么', cell: ({ goods }) => goods },
        { head: '愿意帮', kind: 'short', cell: ({ side, willHelp }) => (side === 'east' ? `${willHelp} 家` : '') },
        { head: '志愿', kind: 'short', cell: ({ wished: has }) => (has ? '填了' : '没填') },
      ]}
    />
  )
}

/** `shops`: those that may still leave. */
function JoinAndLeaveForms({ roundId, shops, others }: { roundId: string } & Pick<RoundPageProps, 'shops' | 'others'>) {
  const sideNames = getSideLabels(useProgramme())
  return (
    <>
      {shops.length > 0 && (
        <form method="get" action={paths.roundStep(roundId, 'leave')} className="filters">
          <SelectField id="leaving" label="退出的店" name="shop">
            {shops.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </SelectField>
          <Button kind="plain">让它退出……</Button>
        </form>
      )}
      {others.length > 0 && (
        <Form method="post" className="filters">
          <SelectField label="再加一家店" name="shopId">
            {others.map(({ id, name, side }) => (
              <option key={id} value={id}>
                {name}（{sideNames[side]}）
              </option>
            ))}
          </SelectField>
          <Button kind="plain" name="do" value="join">
            加进来
          </Button>
        </Form>
      )}
    </>
  )
}
