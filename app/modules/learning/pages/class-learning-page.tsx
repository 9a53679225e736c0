// How a class is learning, so that somebody who is stuck is helped: no times, no points, nobody before anybody.
import { hasDuty, type Viewer } from '#app/access/viewer.ts'
import { formatDay, toDay } from '#app/calendar.ts'
import type { readCohortHead } from '#app/modules/cohorts/cohorts.server.ts'
import { CohortFrame } from '#app/modules/cohorts/pages/cohort-frame.tsx'
import { type PageLinks, toPositionQuery } from '#app/paging.ts'
import { paths } from '#app/shell/paths.ts'
import { DataTable, Pagination, Tabs } from '#app/ui/data-table.tsx'
import { Figures } from '#app/ui/figures.tsx'
import type { CheckFigures, ClassLearning, Learner, LessonDetail } from '../class-learning.server.ts'

interface ClassLearningPageProps extends ClassLearning {
  viewer: Viewer
  cohort: Awaited<ReturnType<typeof readCohortHead>>
  /** The region of the class. */
  where: string
  now: Date
  turns: PageLinks
  /** Which of the trainees are listed: all, those who have not come for some days, those who go on in the lesson. */
  part: 'all' | 'away' | 'here'
  /** The lesson that was asked for. */
  lesson: string | null
  /** How many trainees the viewer may see, and how many of them have not come for some days. */
  seen: number
  away: number
  /** How many tasks that were handed in wait; null if somebody else judges them. */
  tasks: number | null
  /** How many questions of the class wait for an answer. */
  questions: number
  /** Where the shown lesson is changed in the studio; null if the viewer may not. */
  studio: { href: string; label: string } | null
}

export function ClassLearningPage(page: ClassLearningPageProps) {
  const { viewer, cohort, where, now, lessons, detail } = page
  return (
    <CohortFrame viewer={viewer} cohort={cohort} now={now} tab="learning" printed={{ place: where, period: null }}>
      <Figures
        items={[
          { label: '学员', count: page.people, unit: '人' },
          { label: '7 天没有来学', count: page.away, unit: '人', href: '?who=away#who' },
          {
            label: '等回答的问题',
            count: page.questions,
            unit: '个',
            ...(hasDuty(viewer, 'learning.answer') && page.questions > 0 ? { href: paths.inquiries(cohort.id) } : {}),
          },
          { label: '说过“听不懂”', count: lessons.reduce((sum, { stuck }) => sum + stuck, 0), unit: '处' },
          ...(page.tasks === null ? [] : [{ label: '任务等着看', count: page.tasks, unit: '份', href: paths.taskQueue(cohort.id) }]),
        ]}
      />
      <DataTable
        caption="每一课"
        rows={lessons}
        rowKey={({ slug }) => slug}
        empty="这门课还没有课文。"
        columns={[
          { head: '课', cell: ({ slug, title }) => <a href={`?lesson=${slug}#lesson`}>{title}</a> },
          {
            head: '现在学到这里',
            kind: 'number',
            cell: ({ slug, here }) => (here > 0 ? <a href={`?lesson=${slug}&who=here#who`}>{here}</a> : 0),
          },
          { head: '学完', kind: 'number', cell: ({ done }) => done },
          { head: '听不懂', kind: 'number', cell: ({ stuck }) => stuck },
        ]}
      />
      {detail && <Detail detail={detail} isCompared={page.hasVersionBefore} studio={page.studio} />}
      <Learners {...page} />
    </CohortFrame>
  )
}

function Detail({ detail, isCompared, studio }: { detail: LessonDetail; isCompared: boolean } & Pick<ClassLearningPageProps, 'studio'>) {
  return (
    <section id="lesson" aria-label={detail.title}>
      <h2>{detail.title}</h2>
      <p className="soft">
        只有人数，不记是谁。{isCompared && '“上一版”是这门课的上一版，所有学那一版的班合起来；小节按标题对照，标题改了就没有可比的。'}
      </p>
      <DataTable
        caption={`《${detail.title}》的小节`}
        rows={detail.sections}
        rowKey={({ id }) => id}
        empty="这一课没有分小节。"
        columns={[
          { head: '小节', cell: ({ title }) => title },
          { head: '学过', kind: 'number', cell: ({ read }) => read },
          { head: '听不懂', kind: 'number', cell: ({ stuck }) => stuck },
          ...(isCompared ? [{ head: '上一版听不懂', kind: 'number' as const, cell: before }] : []),
          ...(studio
            ? [
                {
                  head: '课文',
                  kind: 'short' as const,
                  cell: ({ title, stuck }: LessonDetail['sections'][number]) =>
                    stuck > 0 && (
                      <a href={studio.href} aria-label={`${studio.label}：${title}`}>
                        {studio.label}
                      </a>
                    ),
                },
              ]
            : []),
        ]}
      />
      {detail.checks.map((check) => (
        <CheckTable key={check.id} check={check} isCompared={isCompared} />
      ))}
    </section>
  )
}

const before = ({ stuckBefore }: { stuckBefore: number | null }) => stuckBefore ?? <span className="zero">没有</span>

const CheckTable = ({ check, isCompared }: { check: CheckFigures; isCompared: boolean }) => (
  <DataTable
    caption={`想一想：${check.question}`}
    rows={check.options}
    rowKey={({ text }) => text}
    columns={[
      { head: '选项', cell: ({ text, isRight }) => (isRight ? `✓ ${text}` : text) },
      { head: '第一次选它', kind: 'number', cell: ({ first }) => first },
      ...(isCompared
        ? [
            {
              head: '上一版第一次选它',
              kind: 'number' as const,
              cell: ({ firstBefore }: CheckFigures['options'][number]) => firstBefore ?? <span className="zero">没有</span>,
            },
          ]
        : []),
    ]}
  />
)

function Learners({ viewer, cohort, lessons, learners, turns, part, lesson, seen, away }: ClassLearningPageProps) {
  const canOpen = hasDuty(viewer, 'households.see')
  const title = lessons.find(({ slug }) => slug === lesson)?.title
  const address = (who: string, position: Record<string, string> = {}) =>
    `?${new URLSearchParams({ ...(lesson ? { lesson } : {}), ...(who === 'all' ? {} : { who }), ...position })}#who`
  return (
    <section id="who" aria-label="学员">
      <Tabs
        label="谁学到哪里"
        tabs={[
          { href: address('all'), label: `所有人（${seen}）`, current: part === 'all' },
          { href: address('away'), label: `7 天没有来学（${away}）`, current: part === 'away' },
          ...(title ? [{ href: address('here'), label: `现在学到《${title}》`, current: part === 'here' }] : []),
        ]}
      />
      <p className="soft">
        按村和姓名排。要打电话问问，写明原因可以看号码，本人看得到是谁看的。
        <a href={paths.cohortPart(cohort.id, 'learning')}>哪天学完哪一课</a>
      </p>
      <DataTable
        caption="谁学到哪里"
        rows={learners}
        rowKey={({ enrolmentId }) => enrolmentId}
        empty={part === 'away' ? '没有人 7 天没来学。' : part === 'here' ? '现在没有人学到这一课。' : '还没有学员。'}
        columns={[
          {
            head: '姓名',
            kind: 'short',
            cell: ({ personId, name }: Learner) => (canOpen ? <a href={paths.person(personId)}>{name}</a> : name),
          },
          {
            head: '学到哪里',
            cell: ({ at }) => (at ? `${at.lessonTitle}，第 ${at.section.slice(1)} 节` : '都学完了'),
          },
          { head: '学完', kind: 'short', cell: ({ lessonsDone }) => `${lessonsDone}/${lessons.length} 课` },
          {
            head: '电话',
            kind: 'short',
            cell: ({ personId, name }) => (
              <a href={paths.callTrainee(cohort.id, personId)} aria-label={`看号码：${name}`}>
                看号码
              </a>
            ),
          },
          { head: '上次来学', kind: 'day', cell: ({ lastAt }) => (lastAt ? formatDay(toDay(lastAt)) : '还没有') },
        ]}
      />
      <Pagination turns={turns} href={(position) => address(part, toPositionQuery(position))} />
    </section>
  )
}
