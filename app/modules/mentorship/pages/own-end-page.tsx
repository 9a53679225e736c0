// Ending a pairing on the owner's phone: whom it touches, what is unfinished, that it cannot be undone; it is done here.
import type { Viewer } from '#app/access/viewer.ts'
import type { Refused } from '#app/http/refused.ts'
import { ownerNav } from '#app/shell/owner-nav.ts'
import { paths } from '#app/shell/paths.ts'
import { PhonePage } from '#app/shell/phone-page.tsx'
import { Button, ButtonLink } from '#app/ui/button.tsx'
import { WhatItDoes } from '#app/ui/consequences.tsx'
import { TextField } from '#app/ui/field.tsx'
import { ErrorSummary } from '#app/ui/notice.tsx'
import type { OwnEnd } from '../own-end.server.ts'
import { WaitingForms } from '#app/shell/outbox-form.tsx'
import { OwnerScript } from './owner-script.tsx'
import { PairingForm } from './pairing-form.tsx'

interface OwnEndPageProps {
  viewer: Viewer
  script: string
  end: OwnEnd
  refused: Refused | null
}

export function OwnEndPage({ viewer, script, end, refused }: OwnEndPageProps) {
  const back = paths.pairing(end.pairingId)
  return (
    <PhonePage title={end.title} back={{ href: back, label: '结对' }} nav={ownerNav(viewer)}>
      <ErrorSummary refused={refused?.refused} />
      <h1>{end.title}</h1>
      <WaitingForms />
      <div className="consequences">
        <WhatItDoes touched={end.touched} missing={end.missing} />
      </div>
      <p>{end.undo}</p>
      <PairingForm pairing={{ id: end.pairingId }} words={end.title} does={{ do: end.does }}>
        <input type="hidden" name="version" value={end.version} />
        <TextField
          label={end.reason}
          name="reason"
          rows={2}
          required
          defaultValue={refused?.entered.reason}
          errors={refused?.refused.fields.reason}
        />
        <Button kind="danger" wide>
          {end.action}
        </Button>
      </PairingForm>
      <p>
        <ButtonLink kind="plain" wide href={back}>
          不做，回去
        </ButtonLink>
      </p>
      <OwnerScript account={viewer.accountId} keep={[paths.myShops(), back]} src={script} />
    </PhonePage>
  )
}
