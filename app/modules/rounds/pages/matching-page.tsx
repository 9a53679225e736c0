// The proposed matching with its reasons, before it is accepted; what a change would do to it; and afterwards, what was accepted.
import { Form } from '@remix-run/react'
import type { Viewer } from '#app/access/viewer.ts'
import type { Refused } from '#app/http/refused.ts'
import type { RoundOutcome } from '#app/modules/matching/round-types.ts'
import type { Weights } from '#app/modules/matching/score.ts'
import type { WhatIf } from '#app/modules/matching/what-if.ts'
import { DeskFrame } from '#app/shell/desk-frame.tsx'
import { paths } from '#app/shell/paths.ts'
import { useProgramme } from '#app/shell/programme-context.ts'
import { Button } from '#app/ui/button.tsx'
import { DataTable } from '#app/ui/data-table.tsx'
import { ErrorSummary, Notice } from '#app/ui/notice.tsx'
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
  isTheSame,
  wanted,
  isMistaken,
  answer,
  refused,
}: MatchingPageProps) {
  const nameOf = (id: string) => names[id] ?? id
  const isOpen = isMatching(round.state)
  const { terms } = useProgramme()
  return (
    <DeskFrame
      viewer={viewer}
      at={paths.rounds()}
      title="匹配结果"
      crumbs={[
        { href: paths.rounds(), label: '结对批次' },
        { href: paths.round(round.id), label: round.name },
      ]}
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
          <PairsTable pairs={outcome.pairs} nameOf={nameOf} />
          <UnmatchedTable unmatched={outcome.unmatched} nameOf={nameOf} />
          <FreePlacesTable free={outcome.free} nameOf={nameOf} />

          {isOpen && (
            <WhatIfSection round={round} west={west} east={east} wanted={wanted} isMistaken={isMistaken} answer={answer} nameOf={nameOf} />
          )}
          {isOpen && outcome.pairs.length > 0 && (
            <Form method="post" className="row">
              <input type="hidden" name="version" value={round.version} />
              <input type="hidden" name="expected" value={outcome.pairs.map((pair) => `${pair.west}/${pair.east}`).join(' ')} />
              <Button>采用这个结果，请双方答复</Button>
              <span className="soft">双方有 {terms.answerDays} 天答复。</span>
            </Form>
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

const PairsTable = ({ pairs, nameOf }: Pick<RoundOutcome, 'pairs'> & Pick<OutcomeProps, 'nameOf'>) => (
  <DataTable
    caption={`配成的对子（${pairs.length}）`}
    rows={pairs}
    rowKey={({ west: id }) => id}
    empty="一对也没有配成。"
    columns={[
      { head: '西部店', kind: 'short', cell: (pair) => nameOf(pair.west) },
      { head: '东部店', kind: 'short', cell: (pair) => nameOf(pair.east) },
      {
        head: '为什么',
        cell: (pair) => <Reasons pair={pair} />,
      },
    ]}
  />
)

/** Why two shops are paired, and the parts of their score. */
const Reasons = ({ pair }: { pair: RoundOutcome['pairs'][number] }) => (
  <>
    {pair.why}
    <details>
      <summary>
        分数：西部 {pair.score.west}‰，东部 {pair.score.east}‰
      </summary>
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

const UnmatchedTable = ({ unmatched, nameOf }: Pick<RoundOutcome, 'unmatched'> & Pick<OutcomeProps, 'nameOf'>) => (
  <DataTable
    caption={`没配上的西部店（${unmatched.length}）`}
    rows={unmatched}
    rowKey={({ west: id }) => id}
    empty="都配上了。"
    columns={[
      { head: '西部店', kind: 'short', cell: (one) => nameOf(one.west) },
      { head: '为什么', cell: ({ why }) => why },
      { head: '怎样能配上', cell: ({ help }) => help },
    ]}
  />
)

const FreePlacesTable = ({ free, nameOf }: Pick<RoundOutcome, 'free'> & Pick<OutcomeProps, 'nameOf'>) => (
  <DataTable
    caption={`还有空名额的东部店（${free.length}）`}
    rows={free}
    rowKey={({ east: id }) => id}
    empty="名额都用上了。"
    columns={[
      { head: '东部店', kind: 'short', cell: (one) => nameOf(one.east) },
      { head: '空几个', kind: 'number', cell: (one) => one.places },
      { head: '为什么', cell: (one) => one.why },
      { head: '怎样能配上', cell: (one) => one.help },
    ]}
  />
)
