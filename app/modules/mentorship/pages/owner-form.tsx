// Forms on an owner's phone. With scripts the phone stores the values until the server has them; without, they are plain forms.
import { Form } from '@remix-run/react'
import type { ReactNode } from 'react'
import { Island } from '#app/http/island.tsx'
import type { OwnerFormKind } from '#app/http/owner-forms.server.ts'
import { paths } from '#app/shell/paths.ts'

interface OwnerFormProps {
  what: OwnerFormKind
  /** The id of the shop, round and shop, pairing, or message. */
  about: string
  /** The form's title while it waits on the phone. */
  words: string
  /** The page after saving. */
  next: string
  /** Further values that distinguish it from other forms of the same kind. */
  does?: Record<string, string>
  /** At least one of these fields is required; otherwise these words are shown. */
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

/** The forms that wait on this phone, for the page's top or elsewhere. */
export function WaitingForms() {
  return (
    <>
      <p id="saved" role="status" className="soft" />
      <div id="waiting" />
    </>
  )
}

/** Loads the script of the page's forms, and caches these pages for offline use. */
export const OwnerScript = ({ account, keep, src }: { account: string; keep: readonly string[]; src: string }) => (
  <>
    <div hidden data-owner={account} data-keep={keep.join(' ')} />
    <Island src={src} />
  </>
)
