// What the coordinator may do with a pairing now: pause it, resume it, evaluate it early, dissolve it.
import { Form } from '@remix-run/react'
import type { Refused } from '#app/http/refused.ts'
import { Button } from '#app/ui/button.tsx'
import { Field } from '#app/ui/field.tsx'

interface PairingStepsProps {
  pairing: { version: number; steps: readonly string[] }
  tomorrow: string
  inTwoWeeks: string
  refused: Refused | null
}

export function PairingSteps({ pairing, tomorrow, inTwoWeeks, refused }: PairingStepsProps) {
  const errors = refused?.refused.fields
  const entered = refused?.entered
  const can = (step: string) => pairing.steps.includes(step)
  return (
    <div className="columns">
      {can('PAUSE') && (
        <details className="card" open={entered?.do === 'PAUSE'}>
          <summary>暂停</summary>
          <Form method="post">
            <input type="hidden" name="version" value={pairing.version} />
            <Field
              label="到哪天恢复"
              name="until"
              type="date"
              min={tomorrow}
              required
              defaultValue={entered?.until ?? inTwoWeeks}
              errors={errors?.until}
            />
            <Field id="pause-reason" label="原因" name="reason" required defaultValue={entered?.reason} errors={errors?.reason} />
            <Button kind="plain" name="do" value="PAUSE">
              暂停
            </Button>
          </Form>
        </details>
      )}
      {can('RESUME') && (
        <Form method="post" className="card">
          <input type="hidden" name="version" value={pairing.version} />
          <Button kind="plain" name="do" value="RESUME">
            现在恢复
          </Button>
        </Form>
      )}
      {can('EVALUATE') && (
        <Form method="post" className="card">
          <input type="hidden" name="version" value={pairing.version} />
          <Button kind="plain" name="do" value="EVALUATE">
            提前评估
          </Button>
        </Form>
      )}
      {can('DISSOLVE') && (
        <details className="card" open={entered?.do === 'DISSOLVE'}>
          <summary>解除结对</summary>
          <Form method="post">
            <input type="hidden" name="version" value={pairing.version} />
            <Field
              id="dissolve-reason"
              label="原因"
              hint="解除后不能恢复，可以另找一家"
              name="reason"
              required
              defaultValue={entered?.reason}
              errors={errors?.reason}
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
