// A remark at its paragraph, with answers; and the form for a new one.
import { formatMoment } from '#app/calendar.ts'
import type { Refused } from '#app/http/refused.ts'
import { Button, ButtonLink } from '#app/ui/button.tsx'
import { TextField } from '#app/ui/field.tsx'
import { Badge } from '#app/ui/notice.tsx'
import { PostForm } from '#app/ui/forms/post-form.tsx'
import type { Remark } from '../remarks.server.ts'
import { formatRemarkFate } from '../review/remark-fate.ts'
import { type CompareChoice, placeOf, toComparePath } from '../review/remark-place.ts'

interface RemarkCardProps {
  remark: Remark
  versionId: string
  choice: CompareChoice
  /** Whether the viewer may answer. */
  canAnswer: boolean
  refused: Refused | null
}

export function RemarkCard({ remark, versionId, choice, canAnswer, refused }: RemarkCardProps) {
  const { id, says, by, at, done, answers } = remark
  const became = formatRemarkFate(remark)
  return (
    <article className={done ? 'remark done' : 'remark'} id={`remark-${id}`} aria-label={`${by}的意见`}>
      <p className="remark-by">
        <strong>{by}</strong> <span className="soft">{formatMoment(at)}</span>
        {done && <Badge kind="good">改好了</Badge>}
      </p>
      <p className="remark-says">{says}</p>
      {became && <p className="remark-became">{became}</p>}
      {answers.map((answer) => (
        <p key={`${answer.by} ${answer.at.getTime()}`} className="remark-answer">
          <strong>{answer.by}</strong> <span className="soft">{formatMoment(answer.at)}</span>
          <br />
          {answer.says}
        </p>
      ))}
      {canAnswer && <AnswerForms {...{ remark, versionId, choice, refused }} />}
    </article>
  )
}

function AnswerForms({ remark: { id, done }, versionId, choice, refused }: Omit<RemarkCardProps, 'canAnswer'>) {
  const isRefused = refused?.entered.remark === id
  const action = toComparePath(versionId, { ...choice, at: undefined }, `remark-${id}`)
  return (
    <div className="screen-only remark-forms">
      <PostForm action={action}>
        <input type="hidden" name="do" value="answer" />
        <input type="hidden" name="remark" value={id} />
        <Button kind="plain" name="done" value={done ? 'no' : 'yes'}>
          {done ? '还没改好' : '改好了'}
        </Button>
      </PostForm>
      <details open={isRefused}>
        <summary>回复</summary>
        <PostForm action={action}>
          <input type="hidden" name="do" value="answer" />
          <input type="hidden" name="remark" value={id} />
          <TextField
            label="回复这条意见"
            name="says"
            rows={2}
            maxLength={2000}
            required
            defaultValue={isRefused ? refused.entered.says : undefined}
            errors={isRefused ? refused.refused.fields.says : undefined}
          />
          <Button kind="plain">发出回复</Button>
        </PostForm>
      </details>
    </div>
  )
}

interface NewRemarkProps {
  versionId: string
  choice: CompareChoice
  name: string
  revision: number
  block: number
  refused: Refused | null
}

export function NewRemark({ versionId, choice, name, revision, block, refused }: NewRemarkProps) {
  const place = placeOf(name, block)
  const entered = refused?.entered.do === 'remark' ? refused : null
  return (
    <PostForm action={toComparePath(versionId, choice, place)} className="remark new-remark">
      <input type="hidden" name="name" value={name} />
      <input type="hidden" name="revision" value={revision} />
      <input type="hidden" name="block" value={block} />
      <TextField
        label="对这一段的意见"
        name="says"
        required
        rows={3}
        maxLength={2000}
        autoFocus
        defaultValue={entered?.entered.says}
        errors={entered?.refused.fields.says}
      />
      <div className="row">
        <Button name="do" value="remark">
          写上
        </Button>
        <ButtonLink kind="plain" href={toComparePath(versionId, { ...choice, at: undefined }, place)}>
          不写了
        </ButtonLink>
      </div>
    </PostForm>
  )
}
