// Handles what officers post on the way, from a plain form or from the phone's outbox: the same fields, parsed once.
import { followUpForm } from '#app/modules/follow-ups/follow-up-form.ts'
import { recordFollowUp } from '#app/modules/follow-ups/follow-ups.server.ts'
import { parseForm } from '../bodies/forms.server.ts'
import type { OfficerFormKind } from './kinds.ts'
import type { FormHandler } from './owner-forms.server.ts'
import { withoutFiles } from './pairing-forms.server.ts'

/** What came of a call or visit. Refuses like `recordFollowUp`. */
export const handleFollowUpForm: FormHandler = (site, viewer, followUpId, form) =>
  recordFollowUp(site, viewer, { followUpId, entry: parseForm(withoutFiles(form), followUpForm) })

export const officerForms: Record<OfficerFormKind, FormHandler> = { followUp: handleFollowUpForm }
