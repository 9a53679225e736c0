// Forms on phones that wait without a network. With scripts the phone stores the values, with files, until the server has them; without,
// they are plain forms.
import type { ReactNode } from 'react'
import type { PhoneFormKind } from '#app/http/phone-forms/kinds.ts'
import { paths } from './paths.ts'

interface OutboxFormProps {
  what: PhoneFormKind
  /** The id of what it is about. */
  about: string
  /** The form's title while it waits on the phone. */
  words: string
  /** The page after saving. */
  next: string
  /** Further values that distinguish it from other forms of the same kind. */
  does?: Record<string, string>
  /** At least one of these fields is required; otherwise these words are shown. */
  needs?: { names: readonly string[]; words: string } | undefined
  /** Whether the page is left for the next one as soon as the phone has stored it: there are others to be filled in. */
  leavesWhenKept?: boolean
  /** Where it is posted without scripts, if not at the page's own address. */
  action?: string
  children: ReactNode
}

export function OutboxForm({ what, about, words, next, does = {}, needs, leavesWhenKept = false, action, children }: OutboxFormProps) {
  return (
    <form
      method="post"
      {...(action === undefined ? {} : { action })}
      encType="multipart/form-data"
      data-outbox={paths.sent()}
      data-next={next}
      data-words={words}
      data-leaves-when-kept={leavesWhenKept || undefined}
      data-needs={needs?.names.join(' ')}
      data-needs-words={needs?.words}
    >
      <input type="hidden" name="what" value={what} data-about="" />
      <input type="hidden" name="about" value={about} data-about="" />
      {Object.entries(does).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} data-about="" />
      ))}
      {children}
    </form>
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
