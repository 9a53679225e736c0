// The goals of a pairing's first ninety days, each with its proof; the western owner hands the proofs in here.
import { formatLastDay } from '#app/calendar.ts'
import type { Refused } from '#app/http/refused.ts'
import { paths } from '#app/shell/paths.ts'
import { Button } from '#app/ui/button.tsx'
import { Field } from '#app/ui/field.tsx'
import { Badge } from '#app/ui/notice.tsx'
import type { MyPairing } from './my-pairing.ts'
import { PairingForm, getRefusedForm } from './pairing-form.tsx'
import { isAlive } from '#app/modules/pairings/pairing.states.ts'

type Goal = MyPairing['goals'][number]

const proofLabels = { link: '网址', figure: '数字', picture: '图片' } as const

interface PairingGoalsProps {
  pairing: MyPairing
  /** Identifies the submission, so that the address to return to differs each time. */
  form: string
  refused: Refused | null
}

export function PairingGoals({ pairing, form, refused }: PairingGoalsProps) {
  const mayProve = pairing.side === 'west' && isAlive(pairing.state)
  return (
    <>
      <h2>期满以前要做到的</h2>
      <ol className="list">
        {pairing.goals.map((goal) => (
          <li key={goal.goal} id={goal.goal} className="card">
            <strong>{goal.title}</strong>
            <br />
            <GoalBadge goal={goal} />
            {goal.proofFileId && <img src={paths.shopFileContent(goal.proofFileId)} alt={`凭据：${goal.title}`} loading="lazy" />}
            {goal.proof && <p>凭据：{goal.proof}</p>}
            {mayProve && !goal.isConfirmed && <ProofForm pairing={pairing} goal={goal} form={form} refused={refused} />}
          </li>
        ))}
      </ol>
    </>
  )
}

function GoalBadge({ goal }: { goal: Goal }) {
  if (goal.isConfirmed) return <Badge kind="good">做到了，已核实</Badge>
  if (goal.reachedOn) return <Badge kind="info">做到了，等核实</Badge>
  return (
    <Badge kind={goal.isLate ? 'bad' : 'info'}>
      {formatLastDay(goal.dueOn)}
      {goal.isLate ? '，过了日子' : ''}
    </Badge>
  )
}

function ProofForm({ pairing, goal, form, refused: answer }: PairingGoalsProps & { goal: Goal }) {
  const { entered, errors } = getRefusedForm(answer?.entered.goal === goal.goal ? answer : null, 'prove')
  return (
    <details open={entered !== undefined}>
      <summary>{goal.reachedOn ? '换一个凭据' : '做到了，传凭据'}</summary>
      <PairingForm
        pairing={pairing}
        words={`凭据：${goal.title}`}
        next={`${paths.pairing(pairing.id)}?to=${form}#${encodeURIComponent(goal.goal)}`}
        does={{ do: 'prove', goal: goal.goal }}
      >
        {goal.proofKind === 'picture' ? (
          <Field
            id={`proof-${goal.goal}`}
            label="拍一张或选一张图片"
            name="picture"
            type="file"
            accept="image/jpeg,image/png,image/webp"
            required
            errors={errors?.proof}
          />
        ) : (
          <Field
            id={`proof-${goal.goal}`}
            label={proofLabels[goal.proofKind]}
            hint={goal.proofKind === 'link' ? '商品或直播的网址' : undefined}
            name="proof"
            inputMode={goal.proofKind === 'figure' ? 'numeric' : 'url'}
            required
            defaultValue={entered?.proof}
            errors={errors?.proof}
          />
        )}
        <Button wide>交凭据</Button>
      </PairingForm>
    </details>
  )
}
