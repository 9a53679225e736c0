// One roster: the result of each row, the choice, and what was imported.
import { Form } from '@remix-run/react'
import type { Viewer } from '#app/access/viewer.ts'
import { formatMoment } from '#app/calendar.ts'
import type { Refused } from '#app/http/refused.ts'
import { outcomeKinds, outcomeLabels, outcomes } from '#app/importing/outcomes.ts'
import { toPositionQuery } from '#app/paging.ts'
import { DeskFrame } from '#app/shell/desk-frame.tsx'
import { paths } from '#app/shell/paths.ts'
import { formatUnread } from '#app/spreadsheet/unread.ts'
import { Button, ButtonLink } from '#app/ui/button.tsx'
import { Choice, ChoiceList } from '#app/ui/choice.tsx'
import { DataTable, Pagination, Tabs } from '#app/ui/data-table.tsx'
import { Badge, ErrorSummary, Notice } from '#app/ui/notice.tsx'
import { UnreadNotice } from '#app/ui/unread-notice.tsx'
import type { RosterView } from '../rosters.server.ts'
import { formatMissingHousehold } from '../sentences.ts'

interface RosterPageProps {
  viewer: Viewer
  roster: RosterView
  /** Name of the class in which its people are enrolled. */
  cohort: string | null
  refused: Refused | null
}

export function RosterPage({ viewer, roster, cohort, refused }: RosterPageProps) {
  const { counts } = roster
  const isWorking = roster.rowsDone !== null
  return (
    <DeskFrame
      viewer={viewer}
      at={paths.rosters()}
      title={roster.fileName}
      crumbs={[{ href: paths.rosters(), label: '花名册' }]}
      actions={
        counts && (
          <ButtonLink kind="plain" href={paths.rosterRefusals(roster.id)}>
            下载带原因的表
          </ButtonLink>
        )
      }
    >
      <p>
        {formatMoment(roster.uploadedAt)} 交{cohort && `，同时报名到${cohort}`}
      </p>
      <ErrorSummary refused={refused?.refused} />
      {isWorking && <ImportProgress roster={roster} />}
      {roster.failure && !isWorking && !refused && <Notice kind="bad">{roster.failure}</Notice>}
      {roster.interruptions > 0 && roster.state !== 'stopped' && (
        <Notice kind="warn">导入的时候服务停过 {roster.interruptions} 次，每次都从停下的那一行接着导入，没有漏行，也没有重复。</Notice>
      )}
      {roster.state === 'withdrawn' && <Notice>这份花名册已经作废，一行也没有收。要用它，请再交一次。</Notice>}
      {roster.state === 'stopped' && counts && <ResumeImport taken={roster.taken?.rows ?? 0} rows={counts.rows} />}
      {roster.state === 'accepted' && counts && (
        <Notice kind="good">
          {roster.acceptedAt && formatMoment(roster.acceptedAt)} 已导入：收下 {counts.rows - counts.refused} 行，退回 {counts.refused} 行。
        </Notice>
      )}
      {counts?.lackingHousehold && !isWorking && <Notice kind="warn">{formatMissingHousehold(counts.lackingHousehold)}</Notice>}
      {!isWorking && <UnreadNotice sentences={roster.unread.map(formatUnread)} />}
      {roster.state === 'previewed' && !isWorking && counts && <ImportChoice counts={counts} />}
      {counts && <RosterRows roster={roster} counts={counts} />}
    </DeskFrame>
  )
}

type Counts = NonNullable<RosterView['counts']>

/** How far reading or importing has come; the page asks again by itself. */
const ImportProgress = ({ roster }: { roster: RosterView }) => (
  <>
    <meta httpEquiv="refresh" content="2" />
    <Notice>
      {roster.state === 'taking' ? '正在导入' : '正在读'}，已到第 {(roster.state === 'taking' ? roster.taken?.rows : roster.rowsDone) ?? 0}{' '}
      行{roster.counts && ` / 共 ${roster.counts.rows} 行`}。这一页每 2 秒自动更新，关掉也会继续。
    </Notice>
    {roster.can.stop && (
      <Form method="post">
        <Button kind="plain" name="act" value="stop">
          停下（已收的行留下，以后可以接着导入）
        </Button>
      </Form>
    )}
  </>
)

/** An import that was stopped, and going on with it. */
const ResumeImport = ({ taken, rows }: { taken: number; rows: number }) => (
  <section className="card">
    <h2>导入停在中途</h2>
    <p>
      已收到第 {taken} 行，还有 {rows - taken} 行没有收。已收的行留在登记册里；没收的行在下面写着“还没收”。
    </p>
    <Form method="post">
      <input type="hidden" name="choice" value="all-good-rows" />
      <Button name="act" value="take">
        接着导入
      </Button>
    </Form>
  </section>
)

/** Whether rows that cannot be taken hold up the others. */
const ImportChoice = ({ counts }: { counts: Counts }) => (
  <section className="card">
    <h2>怎样导入</h2>
    {counts.rows === counts.refused ? (
      <p>没有一行可以收。请照下面的原因改好，再交一次。</p>
    ) : (
      <Form method="post">
        <ChoiceList legend="退回的行怎么办">
          <Choice name="choice" value="all-good-rows" required defaultChecked={counts.refused === 0}>
            收下 {counts.rows - counts.refused} 行，退回 {counts.refused} 行
          </Choice>
          <Choice name="choice" value="none-if-any-refused" required>
            有一行不行就都不收
          </Choice>
        </ChoiceList>
        <Button name="act" value="take">
          导入
        </Button>
      </Form>
    )}
    <Form method="post">
      <Button kind="plain" name="act" value="withdraw">
        作废这份花名册（什么都没有收）
      </Button>
    </Form>
  </section>
)

/** What each row comes to, a tab an outcome. */
const RosterRows = ({ roster, counts }: { roster: RosterView; counts: Counts }) => (
  <>
    <Tabs
      label="按结果看"
      tabs={outcomes.map((one) => ({
        href: `?rows=${one}`,
        label: `${outcomeLabels[one]} ${counts[one]}`,
        current: one === roster.shown,
      }))}
    />
    <DataTable
      caption={`${outcomeLabels[roster.shown]}（${counts[roster.shown]}）`}
      rows={roster.rows}
      rowKey={({ id }) => String(id)}
      empty="没有这样的行。"
      columns={[
        { head: '工作表', kind: 'short', cell: ({ sheet }) => sheet },
        { head: '行', kind: 'number', cell: ({ row }) => row },
        { head: '姓名', kind: 'short', cell: ({ name }) => name || '（空）' },
        {
          head: '结果',
          kind: 'short',
          cell: ({ outcome, isOpen }) =>
            isOpen ? (
              <Badge kind="info">{outcomeLabels[outcome]}（还没收）</Badge>
            ) : (
              <Badge kind={outcomeKinds[outcome]}>{outcomeLabels[outcome]}</Badge>
            ),
        },
        { head: '列', kind: 'short', cell: ({ column }) => column },
        { head: '原因和说明', cell: ({ message }) => message },
      ]}
    />
    <Pagination turns={roster.turns} href={(position) => `?${new URLSearchParams({ rows: roster.shown, ...toPositionQuery(position) })}`} />
  </>
)
