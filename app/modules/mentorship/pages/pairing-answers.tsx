// The questions to one of the two at a pairing's beginning and end: agreeing to it, and assessing it.
import { formatTerm } from '#app/calendar.ts'
import type { Refused } from '#app/http/refused.ts'
import { paths } from '#app/shell/paths.ts'
import { Button, ButtonLink } from '#app/ui/button.tsx'
import { Choice, ChoiceList } from '#app/ui/choice.tsx'
import { TextField } from '#app/ui/field.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { helpedLabels } from '#app/modules/pairings/pairing-labels.ts'
import type { MyPairing } from './my-pairing.ts'
import { PairingForm, getRefusedForm } from './pairing-form.tsx'

interface CardProps {
  pairing: MyPairing
  refused: Refused | null
}

export function AgreementCard({ pairing }: Pick<CardProps, 'pairing'>) {
  return (
    <section className="card">
      <h2>{pairing.hasAgreed ? '您同意了，等对方答复' : `和${pairing.other.name}结对，您同意吗？`}</h2>
      <p>{pairing.why}</p>
      <p>双方都同意了才算结对。请在{formatTerm(new Date(pairing.answerUntil))}答复，过了日子没答复，这次就不算了。</p>
      {!pairing.hasAgreed && (
        <>
          <PairingForm pairing={pairing} words="同意结对" does={{ do: 'agree' }}>
            <Button wide>同意结对</Button>
          </PairingForm>
          <ButtonLink kind="plain" wide href={paths.endPairing(pairing.id)}>
            不同意…
          </ButtonLink>
        </>
      )}
    </section>
  )
}

export function AssessmentCard({ pairing, refused }: CardProps) {
  const { entered, errors } = getRefusedForm(refused, 'assess')
  if (pairing.hasAssessed) {
    return (
      <Notice kind="good">
        <p>您写好了。等对方也写了，互相就能看到。</p>
      </Notice>
    )
  }
  return (
    <section className="card">
      <h2>这次帮扶怎么样？</h2>
      {pairing.evaluateUntil && <p>请在{formatTerm(new Date(pairing.evaluateUntil))}写好。</p>}
      <PairingForm pairing={pairing} words="这次帮扶怎么样" does={{ do: 'assess' }}>
        <ChoiceList legend={pairing.side === 'west' ? '对方的帮助大不大' : '您觉得帮上忙没有'} name="helped" errors={errors?.helped}>
          {Object.entries(helpedLabels).map(([value, words]) => (
            <Choice key={value} name="helped" value={value} required defaultChecked={entered?.helped === value}>
              {words}
            </Choice>
          ))}
        </ChoiceList>
        <TextField
          label="想说的话"
          hint="可以不写。双方都写了，才看得到对方写的；协调员看得到"
          name="words"
          defaultValue={entered?.words}
          errors={errors?.words}
        />
        <Button wide>写好了</Button>
      </PairingForm>
    </section>
  )
}
