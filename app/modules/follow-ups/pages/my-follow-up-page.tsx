// One follow-up on an officer's phone: not reached, her answers, or that she declines.
import type { Viewer } from '#app/access/viewer.ts'
import { formatDay } from '#app/calendar.ts'
import type { Refused } from '#app/http/refused.ts'
import { officerNav } from '#app/shell/officer-nav.ts'
import { OutboxForm } from '#app/shell/outbox-form.tsx'
import { paths } from '#app/shell/paths.ts'
import { PhonePage } from '#app/shell/phone-page.tsx'
import { Button } from '#app/ui/button.tsx'
import { Field, TextField } from '#app/ui/field.tsx'
import { ErrorSummary, Notice } from '#app/ui/notice.tsx'
import { acceptsAnswer, acceptsDecline, isDeclined, isAnswered, isNotReached, isPlanned } from '../follow-up.states.ts'
import type { FollowUpView } from '../follow-ups.server.ts'
import { answeredByLabels, tryLabels } from '../labels.ts'
import { AnswerFields } from './answer-fields.tsx'
import { Answers } from './answers.tsx'
import { PhoneScript } from './my-follow-ups-page.tsx'

export interface MyFollowUpPageProps {
  viewer: Viewer
  script: string
  followUp: FollowUpView
  /** Her phone number, if it was just asked for. */
  shown: string | null
  refused: Refused | null
}

export function MyFollowUpPage(props: MyFollowUpPageProps) {
  const { viewer, script, followUp, refused } = props
  const { name, place, cohort, months, dueOn, state } = followUp
  return (
    <PhonePage title="回访" back={{ href: paths.followUps(), label: '名单' }} nav={officerNav()}>
      <ErrorSummary refused={refused?.refused} />
      <h1>{name}</h1>
      <p>
        {place.join(' ')}，{cohort}，结业 {months} 个月。{formatDay(dueOn)}回访。
      </p>
      <Status followUp={followUp} />
      <p id="saved" role="status" className="soft" />
      {followUp.mayDo && acceptsAnswer(state) && <TryForm followUp={followUp} />}
      {followUp.mayCall && <PhoneNumber {...props} />}
      {followUp.mayDo && acceptsAnswer(state) && <AnswerForm {...props} />}
      {followUp.mayDo && isAnswered(state) && (
        <details open={Boolean(refused)}>
          <summary>问到的不一样，要更正</summary>
          <AnswerForm {...props} />
        </details>
      )}
      {followUp.mayDo && acceptsDecline(state) && <DeclineForm {...props} />}
      <div id="waiting" />
      <PhoneScript account={viewer.accountId} keep={[paths.followUps(), paths.followUp(followUp.id)]} src={script} />
    </PhonePage>
  )
}

/** Where it stands, if it is not simply waiting. */
export function Status({ followUp: { state, answers, context } }: { followUp: FollowUpView }) {
  const [latest] = answers
  if (isPlanned(state)) return <Notice>还没到日子，到了会自己出现在名单里。</Notice>
  if (isAnswered(state) && latest && !latest.supersededAt)
    return (
      <Notice kind="good">
        <Answers answers={latest} />
      </Notice>
    )
  if (isAnswered(state)) return <Notice kind="good">{context.answeredBy ? answeredByLabels[context.answeredBy] : '已经回访过了'}。</Notice>
  if (isDeclined(state)) return <Notice>本人不愿说。{context.reason} 后来愿意说了，可以在下面填。</Notice>
  if (isNotReached(state)) return <Notice kind="warn">在三天里都没有找到人。后来找到了，可以在下面填。</Notice>
  return null
}

/** The day on which a form is filled in: the phone puts its own in when the form is sent off. */
const Today = ({ today }: { today: string }) => <input type="hidden" name="on" value={today} data-today="" />

const TryForm = ({ followUp: { id, name, today, context } }: { followUp: FollowUpView }) => (
  <OutboxForm what="followUp" about={id} words={`没找到${name}`} next={paths.followUps()} does={{ do: 'try' }} leavesWhenKept>
    <Today today={today} />
    <fieldset id="field-outcome">
      <legend>没找到人？</legend>
      <div className="choices in-3">
        {Object.entries(tryLabels).map(([value, words]) => (
          <Button key={value} kind="plain" name="outcome" value={value}>
            {words}
          </Button>
        ))}
      </div>
      {context.tries.length > 0 && (
        <p className="soft">
          已经记了：
          {context.tries.map(({ on, how }) => `${formatDay(on)}${tryLabels[how]}`).join('；')}。在三天里都没找到，就不再找了。
        </p>
      )}
    </fieldset>
  </OutboxForm>
)

function AnswerForm({ followUp, refused }: MyFollowUpPageProps) {
  const { id, name, month, today, state, answers } = followUp
  const isCorrection = isAnswered(state)
  return (
    <OutboxForm
      what="followUp"
      about={id}
      words={`回访${name}`}
      next={paths.followUps()}
      does={{ do: 'answer' }}
      needs={{ names: ['selling'], words: '请点一下：她在不在卖。' }}
      leavesWhenKept
    >
      <Today today={today} />
      <AnswerFields
        month={month}
        before={isCorrection ? (answers.find(({ supersededAt }) => !supersededAt) ?? null) : null}
        refused={refused}
      />
      {isCorrection && (
        <Field
          label="更正的原因"
          name="reason"
          required
          maxLength={100}
          defaultValue={refused?.entered.reason}
          errors={refused?.refused.fields.reason}
        />
      )}
      <p data-form-status="" role="status" className="soft" />
      <Button wide>{isCorrection ? '更正' : '问好了，存下'}</Button>
    </OutboxForm>
  )
}

const DeclineForm = ({ followUp: { id, name, today }, refused }: MyFollowUpPageProps) => {
  const isRefused = refused?.entered.do === 'decline'
  return (
    <details open={isRefused}>
      <summary>她不愿意说</summary>
      <OutboxForm what="followUp" about={id} words={`${name}不愿说`} next={paths.followUps()} does={{ do: 'decline' }} leavesWhenKept>
        <Today today={today} />
        <TextField
          id="decline-words"
          label="她怎么说的"
          hint="可以不写"
          name="words"
          rows={2}
          maxLength={200}
          defaultValue={isRefused ? refused.entered.words : undefined}
        />
        <Button kind="plain" wide>
          记下来，不再问
        </Button>
      </OutboxForm>
    </details>
  )
}

/** Her number is shown only over the network, with a reason that she can read. */
const PhoneNumber = ({ shown, refused }: Pick<MyFollowUpPageProps, 'shown' | 'refused'>) => {
  const isRefused = refused?.entered.do === 'call'
  if (shown !== null)
    return (
      <Notice kind="good">
        电话：<a href={`tel:${shown}`}>{shown}</a>。已记下这次查看。
      </Notice>
    )
  return (
    <details open={isRefused}>
      <summary>看她的电话</summary>
      <form method="post">
        <input type="hidden" name="do" value="call" />
        <Field
          id="call-reason"
          label="原因"
          hint="有网才能看。每看一次都记下来，本人能看到是谁、为什么看的。"
          name="reason"
          required
          maxLength={100}
          defaultValue={isRefused ? refused.entered.reason : '打电话回访'}
          errors={isRefused ? refused.refused.fields.reason : undefined}
        />
        <Button kind="plain" wide>
          看电话
        </Button>
      </form>
    </details>
  )
}
