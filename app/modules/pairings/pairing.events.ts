// The events of a pairing and their data.
import { z } from 'zod'
import { count, id, longText, moment } from '#app/fields.ts'
import { usualTerms } from './pairing.machine.ts'
import { maxLengths } from '#app/text/max-lengths.ts'

const side = z.enum(['west', 'east'])
const anyone = z.enum(['west', 'east', 'coordinator'])
const reason = z.string().trim().min(2, '请写原因').max(maxLengths.account, `原因最多 ${maxLengths.account} 字`)

/** Events that people may send; the policy decides whose side they are on, not the sent data. */
export const pairingEvents = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('AGREE'), side }),
  z.strictObject({ type: z.literal('DECLINE'), side, reason }),
  z.strictObject({ type: z.literal('PAUSE'), side: anyone, reason, until: moment() }),
  z.strictObject({ type: z.literal('RESUME') }),
  z.strictObject({ type: z.literal('DISSOLVE'), side: anyone, reason }),
  z.strictObject({ type: z.literal('EVALUATE'), by: z.enum(['round', 'coordinator']).optional() }),
  z.strictObject({ type: z.literal('REOPEN'), reason }),
  z.strictObject({
    type: z.literal('NOTE'),
    words: z.string().trim().min(2, '请写清楚，至少 2 个字').max(maxLengths.account, `最多 ${maxLengths.account} 字`),
  }),
  z.strictObject({ type: z.literal('ASSESS'), side }),
  z.strictObject({ type: z.literal('REPLACE'), pairingId: id().min(1) }),
])

/** Events that only the system sends: deadlines, and a contact that both sides have reported. */
export const pairingSystemEvents = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('LAPSE') }),
  z.strictObject({ type: z.literal('CONTACT') }),
  z.strictObject({ type: z.literal('NUDGE') }),
  z.strictObject({ type: z.literal('ESCALATE') }),
  z.strictObject({ type: z.literal('ENDANGER') }),
  z.strictObject({ type: z.literal('WAKE') }),
  z.strictObject({ type: z.literal('TERM_ENDS') }),
  z.strictObject({ type: z.literal('ASSESSMENT_DUE') }),
])

export const pairingContext = z.strictObject({
  answerUntil: moment(),
  westAcceptedAt: moment().nullable(),
  eastAcceptedAt: moment().nullable(),
  contactDue: moment().nullable(),
  contacts: count(),
  endsAt: moment().nullable(),
  pausedAt: moment().nullable().default(null),
  pausedUntil: moment().nullable(),
  evaluateUntil: moment().nullable(),
  westAssessedAt: moment().nullable(),
  eastAssessedAt: moment().nullable(),
  ending: z.enum(['declined', 'lapsed', 'dissolved', 'unmet']).nullable(),
  endedBy: z.enum(['west', 'east', 'coordinator', 'term']).nullable(),
  reason: longText().nullable(),
  replacedBy: id().nullable(),
  before: z
    .strictObject({
      state: z.enum(['alive.active.onTrack', 'alive.active.nudged', 'alive.active.escalated', 'alive.atRisk', 'paused']),
      by: z.enum(['round', 'coordinator']),
      at: moment(),
      contactDue: moment().nullable(),
      pausedAt: moment().nullable(),
      pausedUntil: moment().nullable(),
    })
    .nullable()
    .default(null),
  note: z.strictObject({ words: longText(), at: moment() }).nullable().default(null),
  terms: z
    .strictObject({
      answerDays: count(),
      pairingDays: count(),
      checkInDays: count(),
      escalateAfterDays: count(),
      atRiskAfterDays: count(),
      assessmentDays: count(),
    })
    .default(usualTerms),
})
