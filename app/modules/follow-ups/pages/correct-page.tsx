// Correcting what came of a follow-up, or taking it back, each with a reason.
import type { Viewer } from '#app/access/viewer.ts'
import type { Refused } from '#app/http/refused.ts'
import { DeskFrame } from '#app/shell/desk-frame.tsx'
import { paths } from '#app/shell/paths.ts'
import { Button } from '#app/ui/button.tsx'
import { Consequences } from '#app/ui/consequences.tsx'
import { Field } from '#app/ui/field.tsx'
import { PostForm } from '#app/ui/forms/post-form.tsx'
import { ErrorSummary } from '#app/ui/notice.tsx'
import { isClosed, isAnswered } from '../follow-up.states.ts'
import type { FollowUpView } from '../follow-ups.server.ts'
import { AnswerFields } from './answer-fields.tsx'
import { Status } from './my-follow-up-page.tsx'

interface CorrectPageProps {
  viewer: Viewer
  followUp: FollowUpView
  refused: Refused | null
}

export function CorrectFollowUpPage({ viewer, followUp, refused }: CorrectPageProps) {
  const { id, name, state, month, answers, version } = followUp
  const before = answers.find(({ supersededAt }) => !supersededAt) ?? null
  const isTakingBack = refused?.entered.do === 'takeBack'
  return (
    <DeskFrame
      viewer={viewer}
      at={paths.followUpList()}
      title={`更正回访：${name}`}
      crumbs={[
        { href: paths.followUpList(), label: '回访' },
        { href: paths.followUpAtDesk(id), label: name },
      ]}
    >
      <ErrorSummary refused={refused?.refused} />
      <Status followUp={followUp} />
      <section className="card">
        <h2>{isAnswered(state) ? '改成问到的' : '后来问到了'}</h2>
        <PostForm>
          <input type="hidden" name="do" value="answer" />
          <AnswerFields month={before?.month ?? month} before={before} refused={refused} />
          {isAnswered(state) && (
            <Field
              label="更正的原因"
              name="reason"
              required
              maxLength={100}
              defaultValue={isTakingBack ? undefined : refused?.entered.reason}
              errors={isTakingBack ? undefined : refused?.refused.fields.reason}
            />
          )}
          <Button>{isAnswered(state) ? '更正' : '记下来'}</Button>
        </PostForm>
      </section>
      {isClosed(state) && (
        <section className="card">
          <h2>退回，重新回访</h2>
          <Consequences
            touched={[{ outcome: '会回到要回访的名单里，没找到人的记录从头算', names: [name], total: 1, unit: '人' }]}
            undo="原来记的留着，看得到，不再算数。再问一次就又办完了。"
            action="退回重新回访"
            back={paths.followUpAtDesk(id)}
          >
            <input type="hidden" name="do" value="takeBack" />
            <input type="hidden" name="version" value={version} />
            <Field
              id="take-back-reason"
              label="退回的原因"
              name="reason"
              required
              maxLength={100}
              defaultValue={isTakingBack ? refused.entered.reason : undefined}
              errors={isTakingBack ? refused.refused.fields.reason : undefined}
            />
          </Consequences>
        </section>
      )}
    </DeskFrame>
  )
}
