// Pausing a pairing for a while; ending it for good has a page of its own.
import { formatDay } from '#app/calendar.ts'
import { paths } from '#app/shell/paths.ts'
import type { Refused } from '#app/http/refused.ts'
import { Button, ButtonLink } from '#app/ui/button.tsx'
import { Field, TextField } from '#app/ui/field.tsx'
import type { MyPairing } from './my-pairing.ts'
import { PairingForm, getRefusedForm } from './pairing-form.tsx'
import { isAlive } from '#app/modules/pairings/pairing.states.ts'

export function PauseSection({ pairing, refused }: { pairing: MyPairing; refused: Refused | null }) {
  const pause = getRefusedForm(refused, 'pause')
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
      <ButtonLink kind="plain" wide href={paths.endPairing(pairing.id)}>
        解除结对…
      </ButtonLink>
      {pairing.endsOn && <p className="soft">这次结对到{formatDay(pairing.endsOn)}期满。</p>}
    </>
  )
}
