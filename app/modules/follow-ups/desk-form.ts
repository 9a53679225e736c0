// What is done with follow-ups beside recording them: asking for a number, giving several to an officer.
import { z } from 'zod'
import { boundedText, id, severalOf } from '#app/fields.ts'
import { maxLengths } from '#app/text/max-lengths.ts'

export const callForm = z.object({ reason: boundedText(maxLengths.reason, '原因') })

/** More are not given away at once. */
export const maxAssigned = 500

export const assignForm = z.object({ followUp: severalOf(id(), maxAssigned), to: id().default('') })
