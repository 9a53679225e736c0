// The phone numbers of the two of a pairing: each decides whether the other may see the number.
import { Form } from '@remix-run/react'
import { paths } from '#app/shell/paths.ts'
import { useProgramme } from '#app/shell/programme-context.ts'
import { Button } from '#app/ui/button.tsx'
import { Notice } from '#app/ui/notice.tsx'
import type { MyPairing } from './my-pairing.ts'
import { PairingForm } from './pairing-form.tsx'

interface PhoneSectionProps {
  pairing: MyPairing
  /** Identifies the submission, so that the address to return to differs each time. */
  form: string
  /** The other side's number, if it was just requested; null if there is none. */
  phone: string | null | undefined
}

export function PhoneSection({ pairing, form, phone }: PhoneSectionProps) {
  const { other, showsPhone } = pairing
  const { texts } = useProgramme()
  return (
    <>
      <h2 id="phone">电话</h2>
      {phone !== undefined && (
        <Notice kind="good">
          <p>{phone ? <a href={`tel:${phone}`}>{phone}</a> : '对方没有登记电话。'}</p>
        </Notice>
      )}
      {pairing.otherShowsPhone ? (
        <Form method="post" action="?index#phone">
          <Button kind="plain" wide name="do" value="lookAtPhone">
            看{other.name}的电话
          </Button>
        </Form>
      ) : (
        <p>{other.name}没有同意给您看电话，可以先留言。</p>
      )}
      <p>{showsPhone ? '您同意了对方看您的电话。' : `对方现在看不到您的电话。${texts.phoneConsent}`}</p>
      <PairingForm
        pairing={pairing}
        words={showsPhone ? '不再给对方看电话' : '同意给对方看电话'}
        next={`${paths.pairing(pairing.id)}?to=${form}#phone`}
        does={{ do: showsPhone ? 'hidePhone' : 'showPhone' }}
      >
        <Button kind="plain" wide>
          {showsPhone ? '不再给对方看' : '同意给对方看我的电话'}
        </Button>
      </PairingForm>
    </>
  )
}
