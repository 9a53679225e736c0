// What was answered, and which of it the classes are shown.
import type { Viewer } from '#app/access/viewer.ts'
import { formatMoment } from '#app/calendar.ts'
import { DeskFrame } from '#app/shell/desk-frame.tsx'
import { paths } from '#app/shell/paths.ts'
import { formatCohort } from '#app/text/cohort-label.ts'
import { DataTable } from '#app/ui/data-table.tsx'
import { Badge } from '#app/ui/notice.tsx'
import type { ReplyLine } from '../inquiries.server.ts'
import { isShown } from '../reply.states.ts'
import { replyStateLabels } from '../reply.workflow.ts'
import { InquiryTabs } from './waiting-page.tsx'

export const formatReplyState = (state: string) => replyStateLabels[state as keyof typeof replyStateLabels]

export const RepliesPage = ({ viewer, replies }: { viewer: Viewer; replies: readonly ReplyLine[] }) => (
  <DeskFrame viewer={viewer} at={paths.inquiries()} title="学员提问">
    <InquiryTabs at="replies" waiting={null} />
    <DataTable
      caption="回答过的，最近的在前"
      rows={replies}
      rowKey={({ id }) => id}
      empty="还没有回答过。"
      columns={[
        {
          head: '小节',
          cell: ({ id, heading, courseTitle }) => (
            <>
              <a href={paths.reply(id)}>{heading}</a>
              <br />
              <span className="soft small">{courseTitle}</span>
            </>
          ),
        },
        { head: '回答', cell: ({ text, voice }) => text ?? (voice ? `录音 ${voice.seconds} 秒` : '') },
        { head: '班', cell: ({ cohort }) => formatCohort(cohort) },
        {
          head: '谁看得到',
          kind: 'short',
          cell: ({ state }) => <Badge kind={isShown(state) ? 'good' : 'info'}>{formatReplyState(state)}</Badge>,
        },
        { head: '什么时候', kind: 'day', cell: ({ repliedAt }) => formatMoment(repliedAt) },
      ]}
    />
  </DeskFrame>
)
