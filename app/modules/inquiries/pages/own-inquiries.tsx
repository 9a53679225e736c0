// A trainee's own questions, each with what became of it.
import { formatMoment } from '#app/calendar.ts'
import { Attached } from '#app/modules/attachments/pages/attached.tsx'
import { OutboxForm } from '#app/shell/outbox-form.tsx'
import { paths } from '#app/shell/paths.ts'
import { Button } from '#app/ui/button.tsx'
import { Badge, Empty } from '#app/ui/notice.tsx'
import type { OwnInquiry } from '../inquiries.server.ts'
import { Paragraphs } from './paragraphs.tsx'

export function OwnInquiries({ inquiries }: { inquiries: readonly OwnInquiry[] }) {
  if (inquiries.length === 0) return <Empty>还没有问过。</Empty>
  return (
    <ul className="list">
      {inquiries.map((inquiry) => (
        <li key={inquiry.id} className="card">
          <p>
            <a href={paths.lesson(inquiry.course, inquiry.lesson, inquiry.section)}>{inquiry.heading}</a>{' '}
            <span className="soft small">{formatMoment(inquiry.askedAt)}</span>
          </p>
          <Paragraphs text={inquiry.text} />
          <Attached picture={inquiry.pictureId} voice={inquiry.voice} of="您问的" />
          {inquiry.answer ? (
            <div className="reply">
              <strong>老师答</strong>
              <Paragraphs text={inquiry.answer.text} />
              <Attached voice={inquiry.answer.voice} of="老师回答" />
            </div>
          ) : (
            <Badge kind="info">等老师回答</Badge>
          )}
          <Withdraw inquiry={inquiry} />
        </li>
      ))}
    </ul>
  )
}

const Withdraw = ({ inquiry: { id, course } }: { inquiry: OwnInquiry }) => (
  <details>
    <summary className="soft small">收回这个问题</summary>
    <OutboxForm
      what="ask"
      about={course}
      words="收回一个问题"
      next={`${paths.ask(course)}#own`}
      action={paths.ask(course)}
      does={{ do: 'withdraw', inquiry: id }}
    >
      <p className="small">收回以后老师看不到它。不能再拿回来，可以重新问。</p>
      <Button kind="plain">收回</Button>
    </OutboxForm>
  </details>
)
