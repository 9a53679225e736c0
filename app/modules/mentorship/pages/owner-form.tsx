// Forms on an owner's phone. With scripts the phone keeps what was filled in until the server has it; without, they are
// plain forms of their page.
import { Form } from '@remix-run/react'
import type { ReactNode } from 'react'
import { Island } from '#app/http/island.tsx'
import type { OwnerFormKind } from '#app/http/owner-forms.server.ts'
import { paths } from '#app/shell/paths.ts'

interface OwnerFormProps {
  what: OwnerFormKind
  /** Of which shop, round and shop, pairing, or message. */
  about: string
  /** What the form is called while it waits on the phone. */
  words: string
  /** Where it leads once it is saved. */
  next: string
  /** What more tells it from other forms of the same. */
  does?: Record<string, string>
  /** Of these fields one must be filled in; what is said otherwise. */
  needs?: { names: readonly string[]; words: string }
  children: ReactNode
}

export function OwnerForm({ what, about, words, next, does = {}, needs, children }: OwnerFormProps) {
  return (
    <Form
      method="post"
      encType="multipart/form-data"
      data-outbox={paths.sent()}
      data-next={next}
      data-words={words}
      data-needs={needs?.names.join(' ')}
      data-needs-words={needs?.words}
    >
      <input type="hidden" name="what" value={what} data-about="" />
      <input type="hidden" name="about" value={about} data-about="" />
      {Object.entries(does).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} data-about="" />
      ))}
      {children}
    </Form>
  )
}

/** What waits on this phone, for the page's top or wherever it is looked for. */
export function WaitingForms() {
  return (
    <>
      <p id="saved" role="status" className="soft" />
      <div id="waiting" />
    </>
  )
}

/** Wakes the page's forms, and keeps these pages for when there is no network. */
export const OwnerScript = ({ account, keep, src }: { account: string; keep: readonly string[]; src: string }) => (
  <>
    <div hidden data-owner={account} data-keep={keep.join(' ')} />
    <Island src={src} />
  </>
)
