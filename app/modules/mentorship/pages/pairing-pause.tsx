// Pausing a pairing for a while, and ending it for good.
import { formatDay } from '#app/calendar.ts'
import type { Refused } from '#app/http/refused.ts'
import { Button } from '#app/ui/button.tsx'
import { Field, TextField } from '#app/ui/field.tsx'
import type { MyPairing } from './my-pairing.ts'
import { PairingForm, getRefusedForm } from './pairing-form.tsx'
import { isAlive } from '#app/modules/pairings/pairing.states.ts'

export function PauseSection({ pairing, refused }: { pairing: MyPairing; refused: Refused | null }) {
  const pause = getRefusedForm(refused, 'pause')
  const dissolve = getRefusedForm(refused, 'dissolve')
  return (
    <>
      <h2>有事要停一停</h2>
      {isAlive(pairing.state) && (
        <details open={pause.entered !== undefined}>
          <summary>暂停一段时间</summary>
          <PairingForm pairing={pairing} words="暂停结对" does={{ do: 'pause' }}>
            <input type="hidden" name="version" value={pairing.version} />
            <Field
              id="pause-until"
              label="到哪天恢复"
              name="until"
              type="date"
              min={pairing.tomorrow}
              required
              defaultValue={pause.entered?.until ?? pairing.pauseUntil}
              errors={pause.errors?.until}
            />
            <TextField
              id="pause-reason"
              label="原因"
              name="reason"
              rows={2}
              required
              defaultValue={pause.entered?.reason}
              errors={pause.errors?.reason}
            />
            <Button kind="plain" wide>
              暂停
            </Button>
          </PairingForm>
        </details>
      )}
      <details open={dissolve.entered !== undefined}>
        <summary>解除结对</summary>
        <PairingForm pairing={pairing} words="解除结对" does={{ do: 'dissolve' }}>
          <input type="hidden" name="version" value={pairing.version} />
          <TextField
            id="dissolve-reason"
            label="原因"
            hint="解除后不能再恢复，协调员会另找合适的店"
            name="reason"
            rows={2}
            required
            defaultValue={dissolve.entered?.reason}
            errors={dissolve.errors?.reason}
          />
          <Button kind="danger" wide>
            解除结对
          </Button>
        </PairingForm>
      </details>
      {pairing.endsOn && <p className="soft">这次结对到{formatDay(pairing.endsOn)}期满。</p>}
    </>
  )
}
