// Passes that the administrator should look at: answers came when the right ones could already be read.
import type { Viewer } from '#app/access/viewer.ts'
import { formatMoment } from '#app/calendar.ts'
import { toPositionQuery, type PageLinks } from '#app/paging.ts'
import { DeskFrame } from '#app/shell/desk-frame.tsx'
import { paths } from '#app/shell/paths.ts'
import { DataTable, Pagination } from '#app/ui/data-table.tsx'
import { Badge } from '#app/ui/notice.tsx'
import type { DoubtfulPass } from '../exams.server.ts'
import { doubtLabels } from '../labels.ts'

interface DoubtfulPassesPageProps {
  viewer: Viewer
  passes: readonly DoubtfulPass[]
  turns: PageLinks
}

export function DoubtfulPassesPage({ viewer, passes, turns }: DoubtfulPassesPageProps) {
  return (
    <DeskFrame viewer={viewer} at={paths.desk()} title="要复查的考试通过" crumbs={[{ href: paths.desk(), label: '工作台' }]}>
      <p>
        以前判卷以后马上给看正确答案，那以后发来的答案也算分。下面这些人原来没有通过，是靠判卷以后才来的答案通过的。现在的规定已经堵住：正确答案要到不再收答案时才给看。
      </p>
      <h2>可以怎么办</h2>
      <ul>
        <li>
          “{doubtLabels.afterTime}”：多半是手机没有网，答案存在手机里，有网才发出来，这是允许的。打开答卷看看每条答案的作答时间和收到时间。
        </li>
        <li>“{doubtLabels.afterHandingIn}”：请打开答卷核对，再问本人、问班主任；可以当面再问几道题。</li>
        <li>核实没有问题：不用做什么。核实是看了答案才答的：打开证书，写明原因，吊销；报表里的数字会跟着变的，请告诉用报表的人。</li>
      </ul>
      <DataTable
        caption={`要复查的（这一页 ${passes.length} 人）`}
        rows={passes}
        rowKey={(pass) => pass.attemptId}
        empty="没有要复查的。"
        columns={[
          { head: '姓名', cell: (pass) => <a href={paths.person(pass.personId)}>{pass.person}</a> },
          { head: '考试', cell: (pass) => <a href={paths.results(pass.cohortId)}>{pass.exam}</a> },
          {
            head: '为什么',
            cell: (pass) => <Badge kind="warn">{doubtLabels[pass.doubt]}</Badge>,
          },
          { head: '先判卷', cell: (pass) => `${formatMoment(pass.gradedAt)}，对 ${pass.before} 题` },
          { head: '后通过', cell: (pass) => `${formatMoment(pass.passedAt)}，来了 ${pass.answers} 条，对 ${pass.after} 题` },
          { head: '答卷', cell: (pass) => <a href={paths.attemptAtDesk(pass.attemptId)}>打开</a> },
          {
            head: '证书',
            cell: (pass) => (pass.certificate ? <a href={paths.certificate(pass.certificate.id)}>{pass.certificate.number}</a> : '没有'),
          },
        ]}
      />
      <Pagination turns={turns} href={(position) => `?${new URLSearchParams(toPositionQuery(position))}`} />
    </DeskFrame>
  )
}
