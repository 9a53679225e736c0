// A message that one side reported, with how it was settled, or the form to settle it.
import { Button } from '#app/ui/button.tsx'
import { Field } from '#app/ui/field.tsx'
import { Badge } from '#app/ui/notice.tsx'
import { PostForm } from '#app/ui/forms/post-form.tsx'

interface ReportedMessageProps {
  message: {
    id: string
    text: string
    at: string
    reportReason: string | null
    settledAt: string | null
    settlement: { by: string; reason: string } | null
  }
  /** The shop whose owner sent it. */
  from: string
  picture: string | null
  canSettle: boolean
  refused?: { entered?: string | undefined; errors?: string[] | undefined } | undefined
}

export function ReportedMessage({ message, from, picture, canSettle, refused }: ReportedMessageProps) {
  const { id, text, at, reportReason, settledAt, settlement } = message
  return (
    <div className="card">
      <p>
        <Badge kind={settledAt ? 'good' : 'warn'}>{settledAt ? '已处理' : '等处理'}</Badge> <strong>{from}</strong>{' '}
        <span className="soft">{at}</span>
      </p>
      {text && <p>{text}</p>}
      {picture && (
        <p>
          <a href={picture}>看图片</a>
        </p>
      )}
      <p>对方反映：{reportReason}</p>
      {settlement && (
        <p>
          怎么处理的：{settlement.reason}{' '}
          <span className="soft">
            {settlement.by}，{settledAt}
          </span>
        </p>
      )}
      {!settledAt && canSettle && (
        <PostForm className="filters">
          <input type="hidden" name="messageId" value={id} />
          <Field
            id={`settlement-${id}`}
            label="怎么处理的"
            hint="留作记录，双方只看到“已处理”"
            name="settlement"
            size={48}
            required
            defaultValue={refused?.entered}
            errors={refused?.errors}
          />
          <Button kind="plain" name="do" value="settle">
            处理好了
          </Button>
        </PostForm>
      )}
    </div>
  )
}
