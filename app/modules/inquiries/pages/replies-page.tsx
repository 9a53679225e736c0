// What was answered, and which of it the classes are shown.
import type { Viewer } from '#app/access/viewer.ts'
import { DeskFrame } from '#app/shell/desk-frame.tsx'
import { paths } from '#app/shell/paths.ts'
import { usePrintedReach } from '#app/shell/printed.tsx'
import { Badge } from '#app/ui/notice.tsx'
import { ListTable } from '#app/ui/tables/list-table.tsx'
import type { ListPart } from '#app/ui/tables/table-query.ts'
import type { ReplyLine } from '../inquiries.server.ts'
import { isShown } from '../reply.states.ts'
import { formatReplyState, replyList } from './question-lists.ts'
import { InquiryTabs } from './waiting-page.tsx'

export const RepliesPage = ({ viewer, list }: { viewer: Viewer; list: ListPart<ReplyLine> }) => (
  <DeskFrame viewer={viewer} at={paths.inquiries()} title="学员提问" printed={usePrintedReach()}>
    <InquiryTabs at="replies" waiting={null} />
    <ListTable
      id="list"
      caption="回答过的，最近的在前"
      unit="个"
      definition={replyList}
      part={list}
      rowKey={({ id }) => id}
      empty="还没有回答过。"
      workbook={paths.repliesWorkbook()}
      cells={{
        section: ({ id, heading }) => <a href={paths.reply(id)}>{heading}</a>,
        state: ({ state }) => <Badge kind={isShown(state) ? 'good' : 'info'}>{formatReplyState(state)}</Badge>,
      }}
    />
  </DeskFrame>
)
