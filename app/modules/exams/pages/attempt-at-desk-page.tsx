// One attempt at the desk: its result, its history, every receipt. Read-only.
import type { Viewer } from '#app/access/viewer.ts'
import { formatMoment, formatTerm } from '#app/calendar.ts'
import { DeskFrame } from '#app/shell/desk-frame.tsx'
import { paths } from '#app/shell/paths.ts'
import { DataTable } from '#app/ui/data-table.tsx'
import { Notice } from '#app/ui/notice.tsx'
import type { AttemptAtDesk } from '../exams.server.ts'
import { attemptStateLabels } from '../attempt-labels.ts'
import { formatStep, answerStatusLabels } from '../labels.ts'
import { ExplainedQuestions, LateAnswers, ResultWord } from './result-sheet.tsx'
import { isGraded } from '../attempt.states.ts'

export function AttemptAtDeskPage({ viewer, attempt }: { viewer: Viewer; attempt: AttemptAtDesk }) {
  return (
    <DeskFrame
      viewer={viewer}
      at={paths.cohorts()}
      title={`${attempt.person}的答卷（第 ${attempt.ordinal} 次）`}
      crumbs={[
        { href: paths.cohorts(), label: '培训班' },
        { href: paths.results(attempt.cohortId), label: '考试成绩' },
      ]}
    >
      {isGraded(attempt.state) ? (
        <ResultWord result={attempt} />
      ) : (
        <Notice>{attemptStateLabels[attempt.state]}。判卷以后才能看题目和答案。</Notice>
      )}
      {attempt.lateUntil && <Notice>还没交卷时间就到了：按时作答、{formatTerm(new Date(attempt.lateUntil))}发到的答案都算分。</Notice>}
      {attempt.withheld && isGraded(attempt.state) && (
        <Notice>您自己正在学这门课，还能参加用同一个题库的考试，所以题目和答案先不给您看。</Notice>
      )}
      <LateAnswers late={attempt.late} />
      <h2>经过</h2>
      <ol className="timeline">
        {attempt.history.map((step) => (
          <li key={step.version}>
            {formatMoment(step.at)}：{formatStep(step)}
            {step.correct !== null && `（答对 ${step.correct} 题）`}
          </li>
        ))}
      </ol>
      <DataTable
        caption={`收到的答案（${attempt.received.length} 条，改过的也在内）`}
        rows={attempt.received}
        rowKey={(answer) => answer.id}
        empty="还没有收到答案。"
        columns={[
          { head: '题', kind: 'number', cell: (answer) => answer.question },
          { head: '作答', kind: 'day', cell: (answer) => formatMoment(answer.givenAt) },
          { head: '收到', kind: 'day', cell: (answer) => formatMoment(answer.receivedAt) },
          { head: '怎么算', cell: (answer) => answerStatusLabels[answer.status] },
          { head: '回执', cell: (answer) => <code>{answer.id}</code> },
        ]}
      />
      {attempt.questions.length > 0 && (
        <>
          <h2>每道题</h2>
          <ExplainedQuestions questions={attempt.questions} chosenBy="学员选的" />
        </>
      )}
      <p className="small soft">抽题种子：{attempt.seed}。同一种子、同样的前几份卷子，抽出的永远是同一份。</p>
    </DeskFrame>
  )
}
