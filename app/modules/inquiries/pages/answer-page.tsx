// Answers the questions about one section: one answer for all that are ticked, in words or by voice.
import type { Viewer } from '#app/access/viewer.ts'
import type { Refused } from '#app/http/refused.ts'
import { AttachmentFields } from '#app/modules/attachments/pages/attachment-fields.tsx'
import { Island } from '#app/http/island.tsx'
import { DeskFrame } from '#app/shell/desk-frame.tsx'
import { paths } from '#app/shell/paths.ts'
import { formatCohort } from '#app/text/cohort-label.ts'
import { Button } from '#app/ui/button.tsx'
import { TextField } from '#app/ui/field.tsx'
import { PostForm } from '#app/ui/forms/post-form.tsx'
import { Written } from '#app/ui/forms/written.tsx'
import { ErrorSummary, Notice } from '#app/ui/notice.tsx'
import { maxText } from '../inquiry-form.ts'
import type { GroupToAnswer } from '../inquiries.server.ts'
import { AskedList } from './asked-list.tsx'
import { ShownFields } from './shown-fields.tsx'

interface AnswerPageProps {
  viewer: Viewer
  group: GroupToAnswer
  script: string
  refused: Refused | null
}

export function AnswerPage({ viewer, group, script, refused }: AnswerPageProps) {
  const { heading, courseTitle, course, lesson, lessonTitle, inquiries, settled } = group
  const [entered, errors] = [refused?.entered, refused?.refused.fields]
  const isTicked = (id: string) => refused === null || (refused.ticked.inquiries ?? []).includes(id)
  return (
    <DeskFrame viewer={viewer} at={paths.inquiries()} title={`回答：${heading}`} crumbs={[{ href: paths.inquiries(), label: '学员提问' }]}>
      <ErrorSummary refused={refused?.refused} />
      {settled && <Settled {...settled} />}
      <p>
        <a href={paths.lesson(course, lesson)}>
          {courseTitle}：{lessonTitle}
        </a>
      </p>
      {inquiries.length === 0 ? (
        <Written text={entered?.text} />
      ) : (
        <PostForm encType="multipart/form-data" className="answering">
          <fieldset id="field-inquiries">
            <legend>一次回答勾上的问题（{inquiries.length}）</legend>
            {errors?.inquiries && <span className="field-error">{errors.inquiries.join('')}</span>}
            <AskedList
              asked={inquiries.map((inquiry) => ({ ...inquiry, of: formatCohort(inquiry.cohort) }))}
              tick={({ id, name }) => (
                <label className="tick">
                  <input type="checkbox" name="inquiries" value={id} defaultChecked={isTicked(id)} /> 回答{name}
                </label>
              )}
            />
          </fieldset>
          <TextField
            label="回答"
            hint="写字、录音都行，也可以都有。"
            name="text"
            rows={4}
            maxLength={maxText}
            defaultValue={entered?.text}
            errors={errors?.text}
          />
          <AttachmentFields kinds={['voice']} errors={errors} />
          <fieldset>
            <legend>给全班看</legend>
            <label className="tick">
              <input type="checkbox" name="show" value="yes" defaultChecked={entered?.show === 'yes'} />{' '}
              回答也给全班看，放在这一节下面，不写是谁问的
            </label>
            <ShownFields asked={inquiries} question="" refused={refused} />
          </fieldset>
          <Button>回答</Button>
        </PostForm>
      )}
      <Island src={script} />
    </DeskFrame>
  )
}

/** The question of the address is answered already, or taken back. */
const Settled = ({ replyId }: NonNullable<GroupToAnswer['settled']>) => (
  <Notice>
    <p>
      {replyId === null ? (
        '这个问题学员收回了，不用再答。'
      ) : (
        <>
          这个问题已经回答过。<a href={paths.reply(replyId)}>看回答</a>
        </>
      )}
    </p>
  </Notice>
)
