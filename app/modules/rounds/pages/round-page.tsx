// One round: its state, the possible steps, its shops and their wishes, weights and rulings.
import type { ReactNode } from 'react'
import type { Viewer } from '#app/access/viewer.ts'
import type { Refused } from '#app/http/refused.ts'
import { pairingBadgeKind, formatPairingState } from '#app/modules/pairings/pairing-labels.ts'
import type { PlacedPairing } from '#app/modules/pairings/lists.ts'
import type { Side } from '#app/modules/shops/shop.ts'
import { getSideLabels } from '#app/programme/programme.ts'
import { DeskFrame } from '#app/shell/desk-frame.tsx'
import { useBothPlaces, useProgramme } from '#app/shell/programme-context.ts'
import { paths } from '#app/shell/paths.ts'
import { Button, ButtonLink } from '#app/ui/button.tsx'
import { Field, SelectField } from '#app/ui/field.tsx'
import { Badge, ErrorSummary, Notice } from '#app/ui/notice.tsx'
import { PostForm } from '#app/ui/forms/post-form.tsx'
import { ListTable } from '#app/ui/tables/list-table.tsx'
import { type ListPart, toTableParams } from '#app/ui/tables/table-query.ts'
import { type Participant, participantList, roundPairingList, type Unhelped, unhelpedList } from '../lists.ts'
import type { RoundView } from '../queries.server.ts'
import { type RoundTableProps, toRoundTable } from './round-table.ts'
import { RulingsSection } from './rulings-section.tsx'
import { WeightsSection } from './weights-section.tsx'
import { roundBadgeKinds, roundStateLabels } from '../round-labels.ts'
import { isBeforeAcceptance, isMatching } from '../round.states.ts'

interface RoundPageProps {
  viewer: Viewer
  /** Its dates as text. */
  round: Omit<RoundView, 'shops'>
  shops: readonly { id: string; name: string; side: Side; wished: boolean }[]
  lists: {
    pairings: ListPart<PlacedPairing>
    participants: ListPart<Participant>
    /** Shops that nobody helps while the round continues. */
    left: ListPart<Unhelped>
  }
  /** Shops that could still join. */
  others: readonly { id: string; name: string; side: Side }[]
  inTenDays: string
  tomorrow: string
  isSaved: boolean
  refused: Refused | null
}

export function RoundPage({ viewer, round, shops, lists, others, inTenDays, tomorrow, isSaved, refused }: RoundPageProps) {
  const isOpen = isBeforeAcceptance(round.state)
  const wished = shops.filter((shop) => shop.wished).length
  return (
    <DeskFrame
      viewer={viewer}
      at={paths.rounds()}
      title={round.name}
      crumbs={[{ href: paths.rounds(), label: '结对批次' }]}
      printed={{ place: useBothPlaces(), period: null }}
    >
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
        {round.answersUntil && <> · 双方{round.answersUntil}答复</>}
        <span className="screen-only">
          {' '}
          · <a href={paths.workflow('pairingRound', round.id)}>看流程图</a>
        </span>
      </p>
      <RoundSteps round={round} withoutWishes={shops.length - wished} inTenDays={inTenDays} tomorrow={tomorrow} refused={refused} />
      <RoundLists roundId={round.id} lists={lists} />
      {round.isAccepted && (
        <p className="screen-only">
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
    <PostForm className="filters">
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
    </PostForm>
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
    <p className="row screen-only">
      <ButtonLink kind="plain" href={paths.roundStep(round.id, step)}>
        {label}
      </ButtonLink>
      <span className="soft">{children}</span>
    </p>
  )
}

/** Turning a page of one list leaves the others as they are. */
function RoundLists({ roundId, lists: { pairings, participants, left } }: { roundId: string } & Pick<RoundPageProps, 'lists'>) {
  const ofPairings = toTableParams(pairings.query, roundPairingList.columns)
  const ofShops = toTableParams(participants.query, participantList.columns)
  const ofLeft = toTableParams(left.query, unhelpedList.columns)
  return (
    <>
      {pairings.total > 0 && <PairingsTable part={pairings} roundId={roundId} kept={[...ofLeft, ...ofShops]} />}
      {left.total > 0 && <UnhelpedTable part={left} roundId={roundId} kept={[...ofPairings, ...ofShops]} />}
      <ParticipantsTable part={participants} roundId={roundId} kept={[...ofPairings, ...ofLeft]} />
    </>
  )
}

const PairingsTable = (props: RoundTableProps<PlacedPairing>) => (
  <ListTable
    {...toRoundTable('pairings', props)}
    unit="对"
    definition={roundPairingList}
    rowKey={({ id }) => id}
    empty=""
    cells={{
      west: ({ id, west }) => <a href={paths.pairingAtDesk(id)}>{west.name}</a>,
      state: ({ state }) => <Badge kind={pairingBadgeKind(state)}>{formatPairingState(state)}</Badge>,
    }}
  />
)

/** Western shops that nobody helps. */
const UnhelpedTable = (props: RoundTableProps<Unhelped>) => (
  <ListTable
    {...toRoundTable('left', props)}
    unit="家"
    definition={unhelpedList}
    rowKey={({ west }) => west}
    empty=""
    cells={{ west: ({ west, name }) => <a href={paths.shop(west)}>{name}</a> }}
  />
)

const ParticipantsTable = (props: RoundTableProps<Participant>) => (
  <ListTable
    {...toRoundTable('shops', props)}
    unit="家"
    definition={participantList}
    rowKey={({ id }) => id}
    empty="还没有店参加。"
    cells={{ name: ({ id, name }) => <a href={paths.shop(id)}>{name}</a> }}
  />
)

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
        <PostForm className="filters">
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
        </PostForm>
      )}
    </>
  )
}
