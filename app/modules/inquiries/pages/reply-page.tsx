// One reply: the questions that it answers, correcting it, showing it to the class, and the ways to hide it and to take it back.
import type { Viewer } from '#app/access/viewer.ts'
import { Island } from '#app/http/island.tsx'
import type { Refused } from '#app/http/refused.ts'
import { Attached } from '#app/modules/attachments/pages/attached.tsx'
import { AttachmentFields } from '#app/modules/attachments/pages/attachment-fields.tsx'
import { DeskFrame } from '#app/shell/desk-frame.tsx'
import { paths } from '#app/shell/paths.ts'
import { formatCohort } from '#app/text/cohort-label.ts'
import { Button, ButtonLink } from '#app/ui/button.tsx'
import { TextField } from '#app/ui/field.tsx'
import { PostForm } from '#app/ui/forms/post-form.tsx'
import { Written } from '#app/ui/forms/written.tsx'
import { Badge, ErrorSummary, Notice } from '#app/ui/notice.tsx'
import { maxText } from '../inquiry-form.ts'
import type { ReplyDetail } from '../inquiries.server.ts'
import { isShown, isTakenBack } from '../reply.states.ts'
import { AskedList } from './asked-list.tsx'
import { formatReplyState } from './question-lists.ts'
import { ShownFields } from './shown-fields.tsx'

interface ReplyPageProps {
  viewer: Viewer
  reply: ReplyDetail
  script: string
  refused: Refused | null
}

export function ReplyPage({ viewer, reply, script, refused }: ReplyPageProps) {
  const { id, heading, courseTitle, lessonTitle, cohort, state, version, text, question, voice, inquiries, reason, together } = reply
  const of = refused?.entered.do
  const [correcting, showing] = [of === 'correct' ? refused : null, of === 'show' ? refused : null]
  return (
    <DeskFrame
      viewer={viewer}
      at={paths.inquiries()}
      title={`回答过的：${heading}`}
      crumbs={[
        { href: paths.inquiries(), label: '学员提问' },
        { href: paths.replies(), label: '回答过的' },
      ]}
      trail={['cohort', cohort.id]}
    >
      <ErrorSummary refused={refused?.refused} />
      <p>
        {formatCohort(cohort)}，{courseTitle}：{lessonTitle}{' '}
        <Badge kind={isShown(state) ? 'good' : 'info'}>{formatReplyState(state)}</Badge>
      </p>
      {reason !== null && !isShown(state) && (
        <Notice>
          <p>原因：{reason}</p>
        </Notice>
      )}
      <h2>问的人（{inquiries.length}）</h2>
      <AskedList asked={inquiries} />
      {isTakenBack(state) ? (
        <Written text={correcting?.entered.text} />
      ) : (
        <>
          <h2>回答</h2>
          {together.length > 1 && (
            <p>
              一次回答了 {together.length} 个班，改的时候一起改：{together.map(formatCohort).join('、')}。
            </p>
          )}
          <PostForm encType="multipart/form-data" className="answering">
            <input type="hidden" name="do" value="correct" />
            <input type="hidden" name="version" value={version} />
            <TextField
              label="回答"
              name="text"
              rows={4}
              maxLength={maxText}
              defaultValue={correcting?.entered.text ?? text ?? ''}
              errors={correcting?.refused.fields.text}
            />
            <Attached voice={voice} of="您的回答" />
            <AttachmentFields kinds={['voice']} errors={correcting?.refused.fields} />
            <Button kind="plain">改成这样</Button>
          </PostForm>
          <h2>给全班看</h2>
          {isShown(state) ? (
            <p>全班在这一节下面看得到，问题写的是：{question}</p>
          ) : (
            <PostForm className="answering">
              <input type="hidden" name="do" value="show" />
              <input type="hidden" name="version" value={version} />
              <ShownFields asked={inquiries} question={question ?? ''} refused={showing} />
              <Button>给全班看</Button>
            </PostForm>
          )}
          <div className="row">
            {isShown(state) && (
              <ButtonLink kind="plain" href={paths.replyStep(id, 'hide')}>
                不再给全班看
              </ButtonLink>
            )}
            <ButtonLink kind="plain" href={paths.replyStep(id, 'take-back')}>
              收回回答
            </ButtonLink>
          </div>
        </>
      )}
      <Island src={script} />
    </DeskFrame>
  )
}
