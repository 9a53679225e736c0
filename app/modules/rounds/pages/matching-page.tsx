// The proposed matching with its reasons, before it is accepted; what a change would do to it; and afterwards, what was accepted.
import type { Viewer } from '#app/access/viewer.ts'
import type { Refused } from '#app/http/refused.ts'
import type { RoundOutcome } from '#app/modules/matching/round-types.ts'
import type { Weights } from '#app/modules/matching/score.ts'
import type { WhatIf } from '#app/modules/matching/what-if.ts'
import { DeskFrame } from '#app/shell/desk-frame.tsx'
import { paths } from '#app/shell/paths.ts'
import { useBothPlaces, useProgramme } from '#app/shell/programme-context.ts'
import { Button } from '#app/ui/button.tsx'
import { ErrorSummary, Notice } from '#app/ui/notice.tsx'
import { PostForm } from '#app/ui/forms/post-form.tsx'
import { ListTable } from '#app/ui/tables/list-table.tsx'
import { type ListPart, type Params, toTableParams } from '#app/ui/tables/table-query.ts'
import { freeList, type FreeLine, type ProposedLine, proposedList, type Unhelped, unhelpedList } from '../lists.ts'
import { changeParams } from '../matching-forms.ts'
import { type RoundTableProps, toRoundTable } from './round-table.ts'
import { WhatIfSection } from './what-if-section.tsx'
import { isMatching } from '../round.states.ts'

interface MatchingPageProps {
  viewer: Viewer
  round: {
    id: string
    name: string
    state: string
    version: number
    weights: Weights
    /** The western shops that are pinned. */
    pins: readonly string[]
  }
  names: Readonly<Record<string, string>>
  west: readonly { id: string; name: string }[]
  east: readonly { id: string; name: string }[]
  /** The current proposal, or the accepted matching; null if there is neither. */
  outcome: RoundOutcome | null
  /** What the address asks for of its lists; null if there is none. */
  lists: { pairs: ListPart<ProposedLine>; unmatched: ListPart<Unhelped>; free: ListPart<FreeLine> } | null
  /** Whether the replay gave the accepted pairs. */
  isTheSame: boolean
  /** The parameters of a change, as they were entered. */
  wanted: Readonly<Record<string, string>>
  isMistaken: boolean
  answer: WhatIf | null
  refused: Refused['refused'] | null
}

export function MatchingPage({
  viewer,
  round,
  names,
  west,
  east,
  outcome,
  lists,
  isTheSame,
  wanted,
  isMistaken,
  answer,
  refused,
}: MatchingPageProps) {
  const nameOf = (id: string) => names[id] ?? id
  const isOpen = isMatching(round.state)
  const { terms } = useProgramme()
  const bothPlaces = useBothPlaces()
  return (
    <DeskFrame
      viewer={viewer}
      at={paths.rounds()}
      title="匹配结果"
      crumbs={[
        { href: paths.rounds(), label: '结对批次' },
        { href: paths.round(round.id), label: round.name },
      ]}
      printed={outcome && { place: bothPlaces, period: round.name }}
    >
      <ErrorSummary refused={refused} />
      {!outcome ? (
        <Notice>
          <p>
            这个批次现在不在匹配。<a href={paths.round(round.id)}>回到批次</a>
          </p>
        </Notice>
      ) : (
        <>
          {!isOpen && (
            <Notice kind={isTheSame ? 'info' : 'bad'}>
              <p>
                {isTheSame
                  ? '这是当时采用的结果：按那时记下的店、志愿、权重和抽签数重算了一遍，一对不差。'
                  : '按当时记下的店、志愿、权重和抽签数重算，和采用的对子不一样。请告诉管理员。'}
              </p>
            </Notice>
          )}
          <OutcomeSummary outcome={outcome} nameOf={nameOf} />
          {lists && <MatchingLists roundId={round.id} lists={lists} wanted={answer ? wanted : {}} />}

          {isOpen && (
            <WhatIfSection round={round} west={west} east={east} wanted={wanted} isMistaken={isMistaken} answer={answer} nameOf={nameOf} />
          )}
          {isOpen && outcome.pairs.length > 0 && (
            <PostForm className="row">
              <input type="hidden" name="version" value={round.version} />
              <input type="hidden" name="expected" value={outcome.pairs.map((pair) => `${pair.west}/${pair.east}`).join(' ')} />
              <Button>采用这个结果，请双方答复</Button>
              <span className="soft">双方有 {terms.answerDays} 天答复。</span>
            </PostForm>
          )}
        </>
      )}
    </DeskFrame>
  )
}

interface OutcomeProps {
  outcome: RoundOutcome
  nameOf(id: string): string
}

/** How many are paired, and whether that is stable and without faults. */
const OutcomeSummary = ({ outcome, nameOf }: OutcomeProps) => (
  <>
    <p>
      配成 {outcome.pairs.length} 对，{outcome.unmatched.length} 家西部店没有配上，东部还空{' '}
      {outcome.free.reduce((sum, { places }) => sum + places, 0)} 个名额。
    </p>
    <Notice kind={outcome.blocking.length === 0 ? 'good' : 'bad'}>
      <p>
        {outcome.blocking.length === 0
          ? '另一套程序核对过：没有一对店宁愿撇开现在的结果、自己结对（不稳定的对子 0 对，指定的不算）。'
          : `不稳定的对子 ${outcome.blocking.length} 对：${outcome.blocking.map(([one, other]) => `${nameOf(one)} 和 ${nameOf(other)}`).join('；')}。请不要采用，并告诉管理员。`}
      </p>
    </Notice>
    {outcome.faults.length > 0 && (
      <Notice kind="bad">
        <p>{outcome.faults.join('')}上面的结果没有算这样的指定。请先到批次里取消，才能采用。</p>
      </Notice>
    )}
  </>
)

/** Turning a page of one list leaves the others, and the change that is tried out, as they are. */
function MatchingLists({
  roundId,
  lists: { pairs, unmatched, free },
  wanted,
}: { roundId: string; lists: NonNullable<MatchingPageProps['lists']> } & Pick<MatchingPageProps, 'wanted'>) {
  const tried = changeParams.flatMap((name): Params => (wanted[name] ? [[name, wanted[name]]] : []))
  const ofPairs = toTableParams(pairs.query, proposedList.columns)
  const ofUnmatched = toTableParams(unmatched.query, unhelpedList.columns)
  const ofFree = toTableParams(free.query, freeList.columns)
  return (
    <>
      <PairsTable part={pairs} roundId={roundId} kept={[...tried, ...ofUnmatched, ...ofFree]} />
      <UnmatchedTable part={unmatched} roundId={roundId} kept={[...tried, ...ofPairs, ...ofFree]} />
      <FreePlacesTable part={free} roundId={roundId} kept={[...tried, ...ofPairs, ...ofUnmatched]} />
    </>
  )
}

const PairsTable = (props: RoundTableProps<ProposedLine>) => (
  <ListTable
    {...toRoundTable('pairs', props)}
    unit="对"
    definition={proposedList}
    rowKey={({ west }) => west}
    empty="一对也没有配成。"
    cells={{ why: (pair) => <Reasons pair={pair} /> }}
  />
)

/** Why two shops are paired, and the parts of their score. */
const Reasons = ({ pair }: { pair: RoundOutcome['pairs'][number] }) => (
  <>
    {pair.why}
    <details>
      <summary>分数怎么算的</summary>
      <ul>
        {pair.score.parts.map(({ part, name, value, weight, words, counts }) => (
          <li key={part}>
            {name}（权重 {weight}
            {counts.west && counts.east ? '' : counts.west ? '，只算西部' : '，只算东部'}）：{Math.round(value * 100)} 分，
            {words}
          </li>
        ))}
      </ul>
    </details>
  </>
)

const UnmatchedTable = (props: RoundTableProps<Unhelped>) => (
  <ListTable {...toRoundTable('unmatched', props)} unit="家" definition={unhelpedList} rowKey={({ west }) => west} empty="都配上了。" />
)

const FreePlacesTable = (props: RoundTableProps<FreeLine>) => (
  <ListTable {...toRoundTable('free', props)} unit="家" definition={freeList} rowKey={({ east }) => east} empty="名额都用上了。" />
)
