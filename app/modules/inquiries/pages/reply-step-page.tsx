// Hiding a reply from the class, or taking it back: what it does, and doing it.
import type { Viewer } from '#app/access/viewer.ts'
import type { Refused } from '#app/http/refused.ts'
import { DeskFrame } from '#app/shell/desk-frame.tsx'
import { paths } from '#app/shell/paths.ts'
import { formatCohort } from '#app/text/cohort-label.ts'
import { Consequences } from '#app/ui/consequences.tsx'
import { ReasonField } from '#app/ui/forms/reason-field.tsx'
import { ErrorSummary } from '#app/ui/notice.tsx'
import { replySteps, type ReplyStepName } from '../inquiry-form.ts'
import type { ReplyDetail } from '../inquiries.server.ts'
import { isShown, isTakenBack } from '../reply.states.ts'

interface ReplyStepPageProps {
  viewer: Viewer
  reply: ReplyDetail
  step: ReplyStepName
  refused: Refused | null
}

export function ReplyStepPage({ viewer, reply, step, refused }: ReplyStepPageProps) {
  const { id, heading, cohort, inquiries, state, version } = reply
  const label = replySteps[step]
  const isPossible = step === 'hide' ? isShown(state) : !isTakenBack(state)
  const names = inquiries.map(({ name }) => name)
  return (
    <DeskFrame
      viewer={viewer}
      at={paths.inquiries()}
      title={label}
      crumbs={[
        { href: paths.inquiries(), label: '学员提问' },
        { href: paths.reply(id), label: heading },
      ]}
    >
      <ErrorSummary refused={refused?.refused} />
      <Consequences
        touched={[
          ...(isShown(state) ? [{ outcome: '在课文里不再看到这个问题和回答', names: [formatCohort(cohort)], total: 1, unit: '个班' }] : []),
          ...(step === 'take-back' ? [{ outcome: '看不到回答，问题又排进等您回答', names, total: names.length, unit: '人' }] : []),
        ]}
        missing={isPossible ? [] : ['这个回答已经不给全班看，或者收回了。']}
        undo={step === 'hide' ? '问的人还看得到。以后可以再给全班看。' : '收回的回答不能拿回来，可以重新回答。'}
        action={isPossible ? label : null}
        back={paths.reply(id)}
      >
        <input type="hidden" name="version" value={version} />
        <ReasonField label="原因" size={48} refused={refused} />
      </Consequences>
    </DeskFrame>
  )
}
