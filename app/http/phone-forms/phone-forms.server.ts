// Carries out forms from a phone's outbox, each once, however often it arrives.
import type { Viewer } from '#app/access/viewer.ts'
import { handleOnce } from '#app/modules/sent-forms/sent-forms.server.ts'
import { notFound } from '#app/refusal.ts'
import type { Site } from '#app/site.ts'
import type { PhoneFormKind } from './kinds.ts'
import { officerForms } from './officer-forms.server.ts'
import { type FormHandler, ownerForms } from './owner-forms.server.ts'
import { traineeForms } from './trainee-forms.server.ts'

const formHandlers: Record<PhoneFormKind, FormHandler> = { ...ownerForms, ...traineeForms, ...officerForms }

/** Carries out a form from a phone's outbox, once, however often it arrives. Refuses like the form's own page. */
export async function handlePhoneForm(site: Site, viewer: Viewer, form: FormData): Promise<void> {
  const what = String(form.get('what') ?? '')
  if (!Object.hasOwn(formHandlers, what)) throw notFound('这张表')
  const named = { device: form.get('device'), sequence: form.get('sequence') }
  await handleOnce(site, viewer, named, (noting) =>
    formHandlers[what as PhoneFormKind](noting, viewer, String(form.get('about') ?? ''), form),
  )
}
