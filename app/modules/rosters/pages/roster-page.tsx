// One roster: what was understood of each row, the class, the choice, and what was imported.
import type { Viewer } from '#app/access/viewer.ts'
import { formatDay, formatMoment } from '#app/calendar.ts'
import type { Refused } from '#app/http/refused.ts'
import { expiredNotice, formatExpiry, withdrawnNotice } from '#app/importing/expiry.ts'
import { DeskFrame } from '#app/shell/desk-frame.tsx'
import { paths } from '#app/shell/paths.ts'
import { formatUnread } from '#app/spreadsheet/unread.ts'
import { Button, ButtonLink } from '#app/ui/button.tsx'
import { ErrorSummary, Notice } from '#app/ui/notice.tsx'
import { UnreadNotice } from '#app/ui/unread-notice.tsx'
import { PostForm } from '#app/ui/forms/post-form.tsx'
import type { RosterView } from '../rosters.server.ts'
import { formatMissingHousehold } from '../sentences.ts'
import { CohortChoice, ImportChoice } from './roster-choice.tsx'
import { type CohortOfRoster, RosterNext } from './roster-next.tsx'
import { RosterRows } from './roster-rows.tsx'

interface RosterPageProps {
  viewer: Viewer
  roster: RosterView
  /** The class in which its people are enrolled. */
  cohort: CohortOfRoster | null
  /** Classes to choose from. */
  cohorts: readonly CohortOfRoster[]
  /** Whether another class was chosen by the press that should have imported it. */
  isAssigned: boolean
  refused: Refused | null
}

export function RosterPage({ viewer, roster, cohort, cohorts, isAssigned, refused }: RosterPageProps) {
  const { counts } = roster
  const isWorking = roster.rowsDone !== null
  const isReady = roster.state === 'previewed' && !isWorking && counts !== null && counts.rows > counts.refused
  return (
    <DeskFrame
      viewer={viewer}
      at={paths.rosters()}
      title={roster.fileName}
      crumbs={[{ href: paths.rosters(), label: '花名册' }]}
      actions={<RosterActions roster={roster} />}
    >
      <p>
        {formatMoment(roster.uploadedAt)} 交，{formatCohortChoice(cohort)}。{formatDays(roster.days)} ·{' '}
        <a href={paths.workflow('roster', roster.id)}>看流程图</a>
      </p>
      <ErrorSummary refused={refused?.refused} />
      {isWorking && <ImportProgress roster={roster} />}
      <RosterState roster={roster} isRefused={refused !== null} />
      {roster.state === 'accepted' && <RosterNext roster={roster} cohort={cohort} />}
      {counts?.lackingHousehold && roster.state !== 'accepted' && !isWorking && (
        <Notice kind="warn">{formatMissingHousehold(counts.lackingHousehold)}</Notice>
      )}
      {!isWorking && <UnreadNotice sentences={roster.unread.map(formatUnread)} />}
      {isAssigned && roster.state === 'previewed' && (
        <Notice kind="warn">已经改成{formatCohortChoice(cohort)}，名单照这样重新看了一遍，还没有导入。看过下面再点“导入”。</Notice>
      )}
      {isReady ? (
        <ImportChoice roster={roster} counts={counts} cohorts={cohorts} refused={refused} />
      ) : (
        roster.can.assign && !isWorking && <CohortChoice roster={roster} cohorts={cohorts} refused={refused} />
      )}
      {roster.state === 'previewed' && !isWorking && counts && !isReady && <p>没有一行可以收。请照下面的原因改好，再交一次。</p>}
      {counts && <RosterRows roster={roster} counts={counts} />}
    </DeskFrame>
  )
}

const formatCohortChoice = (cohort: CohortOfRoster | null) => (cohort ? `同时报名到${cohort.name}` : '不报名到班里，只登记')

const RosterActions = ({ roster }: { roster: RosterView }) => (
  <>
    {roster.counts && !roster.isDiscarded && (
      <ButtonLink kind="plain" href={paths.rosterRefusals(roster.id)}>
        下载带原因的表
      </ButtonLink>
    )}
    {roster.can.withdraw && (
      <ButtonLink kind="plain" href={paths.rosterDiscard(roster.id)}>
        作废
      </ButtonLink>
    )}
  </>
)

/** The days of which the sheets speak, in a sentence. */
function formatDays(days: RosterView['days']) {
  const stated = Object.entries(days).flatMap(([sheet, day]) => (day ? [`工作表“${sheet}”说的是${formatDay(day)}的情况`] : []))
  return stated.length > 0 ? `${stated.join('，')}，登记册从那天起改。` : '表上没有填报日期，登记册从导入那天起改。'
}

/** How it stands with the roster, in a notice each. */
function RosterState({ roster, isRefused }: { roster: RosterView; isRefused: boolean }) {
  const { counts, state } = roster
  const isWorking = roster.rowsDone !== null
  return (
    <>
      {roster.failure && !isWorking && !isRefused && <Notice kind="bad">{roster.failure}</Notice>}
      {roster.interruptions > 0 && state !== 'stopped' && (
        <Notice kind="warn">导入的时候服务停过 {roster.interruptions} 次，每次都从停下的那一行接着导入，没有漏行，也没有重复。</Notice>
      )}
      {roster.expiry && !isWorking && <Notice kind={roster.expiry.isSoon ? 'warn' : 'info'}>{formatExpiry(roster.expiry)}</Notice>}
      {roster.isDiscarded && <Notice>这份花名册{state === 'lapsed' ? expiredNotice : withdrawnNotice}</Notice>}
      {state === 'stopped' && counts && <ResumeImport taken={roster.taken?.rows ?? 0} rows={counts.rows} />}
      {state === 'accepted' && counts && (
        <Notice kind="good">
          {roster.acceptedAt && formatMoment(roster.acceptedAt)} 已导入：收下 {counts.rows - counts.refused} 行，退回 {counts.refused} 行。
        </Notice>
      )}
    </>
  )
}

/** How far reading or importing has come; the page asks again by itself. */
const ImportProgress = ({ roster }: { roster: RosterView }) => (
  <>
    <meta httpEquiv="refresh" content="2" />
    <Notice>
      {roster.state === 'taking' ? '正在导入' : '正在读'}，已到第 {(roster.state === 'taking' ? roster.taken?.rows : roster.rowsDone) ?? 0}{' '}
      行{roster.counts && ` / 共 ${roster.counts.rows} 行`}。这一页每 2 秒自动更新，关掉也会继续。
    </Notice>
    {roster.can.stop && (
      <PostForm>
        <Button kind="plain" name="act" value="stop">
          停下（已收的行留下，以后可以接着导入）
        </Button>
      </PostForm>
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
    <PostForm>
      <input type="hidden" name="choice" value="all-good-rows" />
      <Button name="act" value="take">
        接着导入
      </Button>
    </PostForm>
  </section>
)
