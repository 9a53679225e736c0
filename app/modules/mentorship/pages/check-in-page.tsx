// A check-in: whether the two were in touch, how it goes, and optionally what was done, a picture, a voice note.
import { Form } from '@remix-run/react'
import type { Refused } from '#app/http/refused.ts'
import { paths } from '#app/shell/paths.ts'
import { PhonePage } from '#app/shell/phone-page.tsx'
import { Button } from '#app/ui/button.tsx'
import { Choice, ChoiceList } from '#app/ui/choice.tsx'
import { Field, TextField } from '#app/ui/field.tsx'
import { ErrorSummary } from '#app/ui/notice.tsx'
import { WaitingForms } from '#app/shell/outbox-form.tsx'
import { OwnerScript } from './owner-script.tsx'
import { moodLabels } from '#app/modules/pairings/pairing-labels.ts'

interface CheckInPageProps {
  account: string
  script: string
  /** The pairing. */
  id: string
  /** The other side's shop. */
  other: string
  /** The form's idempotency key: posted twice, it is one check-in. */
  form: string
  refused: Refused | null
}

export function CheckInPage({ account, script, id, other, form, refused }: CheckInPageProps) {
  const entered = refused?.entered
  const errors = refused?.refused.fields
  return (
    <PhonePage title="帮扶记录" back={{ href: paths.pairing(id), label: other }}>
      <ErrorSummary refused={refused?.refused} />
      <h1>说说和{other}的帮扶</h1>
      <Form method="post" encType="multipart/form-data" data-outbox={`/pairings/${id}/sent`} data-next={paths.pairing(id)}>
        <input type="hidden" name="device" value={entered?.device ?? form} />
        <input type="hidden" name="sequence" value="1" />
        <ChoiceList legend={`最近两周，${other}和您联系过吗？`} name="contacted" errors={errors?.contacted}>
          <Choice name="contacted" value="yes" required defaultChecked={entered?.contacted === 'yes'}>
            联系过
          </Choice>
          <Choice name="contacted" value="no" defaultChecked={entered?.contacted === 'no'}>
            没联系
          </Choice>
        </ChoiceList>
        <ChoiceList legend="进展怎么样？" name="mood" errors={errors?.mood}>
          {Object.entries(moodLabels).map(([value, words]) => (
            <Choice key={value} name="mood" value={value} defaultChecked={entered?.mood === value}>
              {words}
            </Choice>
          ))}
        </ChoiceList>
        <TextField label="做了什么" hint="可以不写，可以录音" name="done" defaultValue={entered?.done} errors={errors?.done} />
        <Field label="录音" hint="最多一分钟" name="voice" type="file" accept="audio/*" capture errors={errors?.voice} />
        <Field label="照片" name="picture" type="file" accept="image/jpeg,image/png,image/webp" errors={errors?.picture} />
        <TextField label="下一步做什么" name="next" rows={2} defaultValue={entered?.next} errors={errors?.next} />
        <details open={Boolean(entered?.aboutOther)}>
          <summary>说说对方</summary>
          <TextField
            label="说说对方"
            hint="要等双方都说了，对方才看得到；协调员看得到"
            name="aboutOther"
            rows={2}
            defaultValue={entered?.aboutOther}
            errors={errors?.aboutOther}
          />
        </details>
        <Button wide>说好了</Button>
      </Form>
      <WaitingForms />
      <OwnerScript account={account} keep={[paths.myShops(), paths.pairing(id), paths.checkIn(id)]} src={script} />
    </PhonePage>
  )
}
