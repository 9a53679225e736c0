// The coordinator's steps for a pairing: pause, resume, evaluate early, dissolve.
import { Form } from '@remix-run/react'
import type { Refused } from '#app/http/refused.ts'
import { Button } from '#app/ui/button.tsx'
import { Field } from '#app/ui/field.tsx'
import { getRefusedForm } from '../pairing-form.tsx'

interface PairingStepsProps {
  pairing: { version: number; steps: readonly string[] }
  tomorrow: string
  inTwoWeeks: string
  refused: Refused | null
}

export function PairingSteps({ pairing, tomorrow, inTwoWeeks, refused }: PairingStepsProps) {
  const pause = getRefusedForm(refused, 'PAUSE')
  const dissolve = getRefusedForm(refused, 'DISSOLVE')
  const can = (step: string) => pairing.steps.includes(step)
  const plain = (step: string, label: string) =>
    can(step) && (
      <Form method="post" className="card">
        <input type="hidden" name="version" value={pairing.version} />
        <Button kind="plain" name="do" value={step}>
          {label}
        </Button>
      </Form>
    )
  return (
    <div className="columns">
      {can('PAUSE') && (
        <details className="card" open={pause.entered !== undefined}>
          <summary>暂停</summary>
          <Form method="post">
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
          </Form>
        </details>
      )}
      {plain('RESUME', '现在恢复')}
      {plain('EVALUATE', '提前评估')}
      {can('DISSOLVE') && (
        <details className="card" open={dissolve.entered !== undefined}>
          <summary>解除结对</summary>
          <Form method="post">
            <input type="hidden" name="version" value={pairing.version} />
            <Field
              id="dissolve-reason"
              label="原因"
              hint="解除后不能恢复，可以另找一家"
              name="reason"
              required
              defaultValue={dissolve.entered?.reason}
              errors={dissolve.errors?.reason}
            />
            <Button kind="danger" name="do" value="DISSOLVE">
              解除
            </Button>
          </Form>
        </details>
      )}
    </div>
  )
}
