// A pairing on the owner's phone: answering, check-ins, goals, pausing or ending it, the assessment.
import type { Viewer } from '#app/access/viewer.ts'
import { formatDay, formatMoment } from '#app/calendar.ts'
import type { Refused } from '#app/http/refused.ts'
import { ownerNav } from '#app/shell/owner-nav.ts'
import { paths } from '#app/shell/paths.ts'
import { PhonePage } from '#app/shell/phone-page.tsx'
import { Button, ButtonLink } from '#app/ui/button.tsx'
import { Badge, ErrorSummary, Notice } from '#app/ui/notice.tsx'
import { OtherShop } from '#app/modules/pairings/pages/other-shop.tsx'
import { WaitingForms } from '#app/shell/outbox-form.tsx'
import { OwnerScript } from './owner-script.tsx'
import { helpedLabels, pairingBadgeKind, formatPairingState } from '#app/modules/pairings/pairing-labels.ts'
import {
  isAlive,
  isEvaluating,
  isPaused,
  isProposed,
  neverBegan,
  acceptsCheckIns,
  acceptsMessages,
  wasEnded,
} from '#app/modules/pairings/pairing.states.ts'
import { CheckInList } from '#app/modules/pairings/pages/check-in-list.tsx'
import { AgreementCard, AssessmentCard } from './pairing-answers.tsx'
import { ContactCard } from './pairing-contact.tsx'
import { PairingForm } from './pairing-form.tsx'
import { PairingGoals } from './pairing-goals.tsx'
import { PauseSection } from './pairing-pause.tsx'
import { PhoneSection } from './pairing-phone.tsx'
import type { MyPairing } from './my-pairing.ts'

interface MyPairingPageProps {
  viewer: Viewer
  script: string
  pairing: MyPairing
  /** Idempotency key of a one-tap check-in: posted twice, it is one. */
  form: string
  /** The other side's phone number, if it was just requested; null if there is none. */
  phone: string | null | undefined
  refused: Refused | null
}

export function MyPairingPage({ viewer, script, pairing, form, phone, refused }: MyPairingPageProps) {
  const { state, other } = pairing
  return (
    <PhonePage title="结对" back={{ href: paths.myShops(), label: '我的店' }} nav={ownerNav(viewer)}>
      <ErrorSummary refused={refused?.refused} />
      <h1>{other.name}</h1>
      <p>
        <Badge kind={pairingBadgeKind(state)}>{formatPairingState(state)}</Badge>
      </p>
      {isProposed(state) && <AgreementCard pairing={pairing} />}
      {isAlive(state) && pairing.contactDue && <ContactCard pairing={pairing} contactDue={pairing.contactDue} form={form} />}
      <WaitingForms />
      {!neverBegan(state) && (
        <p>
          <ButtonLink href={paths.messages(pairing.id)} kind="plain" wide>
            {acceptsMessages(state) ? `给${other.name}留言` : '看留言'}
          </ButtonLink>
        </p>
      )}
      {isPaused(state) && (
        <Notice kind="warn">
          <p>
            暂停，{pairing.pausedUntil && formatDay(pairing.pausedUntil)}恢复。原因：{pairing.ending}
          </p>
          <PairingForm pairing={pairing} words="恢复结对" does={{ do: 'resume' }}>
            <input type="hidden" name="version" value={pairing.version} />
            <Button>现在恢复</Button>
          </PairingForm>
        </Notice>
      )}
      {isEvaluating(state) && <AssessmentCard pairing={pairing} refused={refused} />}
      {wasEnded(state) && pairing.ending && (
        <Notice>
          <p>原因：{pairing.ending}</p>
        </Notice>
      )}
      {pairing.assessments.map(({ who, helped, words }) => (
        <p key={who} className="card">
          <strong>{who}</strong>：{helpedLabels[helped]}。{words}
        </p>
      ))}
      {pairing.goals.length > 0 && <PairingGoals pairing={pairing} form={form} refused={refused} />}
      {pairing.checkIns.length > 0 && <CheckIns checkIns={pairing.checkIns} />}
      <h2>对方的店</h2>
      <OtherShop shop={other} place={pairing.place} />
      {!isProposed(state) && <p>{pairing.why}</p>}
      {acceptsCheckIns(state) && (
        <>
          <PhoneSection pairing={pairing} form={form} phone={phone} />
          <PauseSection pairing={pairing} refused={refused} />
        </>
      )}
      <OwnerScript account={viewer.accountId} keep={pagesToKeep(pairing)} src={script} />
    </PhonePage>
  )
}

/** The pairing's pages that can be opened without a network; ending it is one while that is possible. */
const pagesToKeep = ({ id, state }: MyPairing) => [
  paths.myShops(),
  paths.pairing(id),
  paths.checkIn(id),
  paths.messages(id),
  ...(isProposed(state) || acceptsCheckIns(state) ? [paths.endPairing(id)] : []),
]

/** How many check-ins are shown; earlier ones are collapsed. */
const maxShownCheckIns = 4

function CheckIns({ checkIns }: { checkIns: MyPairing['checkIns'] }) {
  const told = checkIns.map((one) => ({
    ...one,
    when: formatMoment(one.at),
    picture: one.pictureId && paths.shopFileContent(one.pictureId),
    voice: one.voiceId && paths.shopFileContent(one.voiceId),
  }))
  return (
    <>
      <h2>帮扶记录</h2>
      <CheckInList checkIns={told.slice(0, maxShownCheckIns)} />
      {told.length > maxShownCheckIns && (
        <details>
          <summary>更早的 {told.length - maxShownCheckIns} 条</summary>
          <CheckInList checkIns={told.slice(maxShownCheckIns)} />
        </details>
      )}
    </>
  )
}
