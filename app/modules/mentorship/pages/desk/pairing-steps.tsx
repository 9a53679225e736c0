// The coordinator's steps for a pairing: pause and resume here, note something; what ends something has a page of its own.
import type { Refused } from '#app/http/refused.ts'
import { paths } from '#app/shell/paths.ts'
import { Button, ButtonLink } from '#app/ui/button.tsx'
import { Field } from '#app/ui/field.tsx'
import { Fold } from '#app/ui/fold.tsx'
import { PostForm } from '#app/ui/forms/post-form.tsx'
import { getRefusedForm } from '../pairing-form.tsx'
import { maxLengths } from '#app/text/max-lengths.ts'

interface PairingStepsProps {
  pairing: { id: string; version: number; steps: readonly string[] }
  tomorrow: string
  inTwoWeeks: string
  refused: Refused | null
}

/** Steps with a page of their own, which says whom they touch. */
const endingSteps = [
  { event: 'EVALUATE', step: 'evaluate', label: '提前评估……' },
  { event: 'REOPEN', step: 'reopen', label: '退回评估以前……' },
  { event: 'DISSOLVE', step: 'dissolve', label: '解除结对……' },
] as const

export function PairingSteps({ pairing, tomorrow, inTwoWeeks, refused }: PairingStepsProps) {
  const pause = getRefusedForm(refused, 'PAUSE')
  const note = getRefusedForm(refused, 'NOTE')
  const can = (step: string) => pairing.steps.includes(step)
  const endings = endingSteps.filter(({ event }) => can(event))
  return (
    <div className="columns">
      {can('PAUSE') && (
        <Fold summary="暂停" open={pause.entered !== undefined}>
          <PostForm>
            <input type="hidden" name="version" value={pairing.version} />
            <Field
              label="到哪天恢复"
              name="until"
              type="date"
              min={tomorrow}
              required
              defaultValue={pause.entered?.until ?? inTwoWeeks}
              errors={pause.errors?.until}
            />
            <Field
              id="pause-reason"
              label="原因"
              name="reason"
              required
              defaultValue={pause.entered?.reason}
              errors={pause.errors?.reason}
            />
            <Button kind="plain" name="do" value="PAUSE">
              暂停
            </Button>
          </PostForm>
        </Fold>
      )}
      {can('NOTE') && (
        <Fold summary="记一笔" open={note.entered !== undefined}>
          <PostForm>
            <input type="hidden" name="version" value={pairing.version} />
            <Field
              id="note-words"
              label="问到了什么"
              hint="例如：打过电话，周五答复。双方看不到"
              name="words"
              maxLength={maxLengths.account}
              required
              defaultValue={note.entered?.words}
              errors={note.errors?.words ?? note.errors?.event}
            />
            <Button kind="plain" name="do" value="NOTE">
              记下
            </Button>
          </PostForm>
        </Fold>
      )}
      {can('RESUME') && (
        <PostForm className="card">
          <input type="hidden" name="version" value={pairing.version} />
          <Button kind="plain" name="do" value="RESUME">
            现在恢复
          </Button>
        </PostForm>
      )}
      {endings.length > 0 && (
        <p className="card row">
          {endings.map(({ step, label }) => (
            <ButtonLink key={step} kind={step === 'dissolve' ? 'danger' : 'plain'} href={paths.pairingStep(pairing.id, step)}>
              {label}
            </ButtonLink>
          ))}
        </p>
      )}
    </div>
  )
}
