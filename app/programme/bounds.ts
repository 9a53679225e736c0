// The numbers of a programme that an administrator may set: the least, the most, and the usual value, which holds where
// neither the programme's file nor the administrator says otherwise.
import { usualTerms } from '#app/modules/pairings/pairing.machine.ts'

export interface Bounds {
  least: number
  most: number
  usual: number
}

/** Days, unless the name says otherwise. */
export const termBounds = {
  /** Both sides have to answer a proposed pairing. */
  answerDays: { least: 3, most: 30, usual: usualTerms.answerDays },
  /** The time of a pairing, and of its plan. */
  pairingDays: { least: 60, most: 365, usual: usualTerms.pairingDays },
  /** From one contact to the next. */
  checkInDays: { least: 7, most: 60, usual: usualTerms.checkInDays },
  /** After a contact was due: the township officer is told, then the pairing is at risk. */
  escalateAfterDays: { least: 1, most: 30, usual: usualTerms.escalateAfterDays },
  atRiskAfterDays: { least: 2, most: 60, usual: usualTerms.atRiskAfterDays },
  /** For both sides to assess a pairing whose time is over. */
  assessmentDays: { least: 7, most: 60, usual: usualTerms.assessmentDays },
  /** After a rating, for its owner to appeal. */
  appealDays: { least: 7, most: 90, usual: 30 },
  /** A printed slip can be used. */
  slipDays: { least: 7, most: 180, usual: 60 },
  /** A link for a desk can be used: it opens more, and is handed over at once. */
  deskLinkHours: { least: 1, most: 168, usual: 24 },
  /** An account's own request for a new slip stands. */
  slipRequestDays: { least: 1, most: 30, usual: 7 },
  /** An agreement to be entered as an owner is valid. */
  ownerConsentDays: { least: 7, most: 180, usual: 60 },
  /** Months after a completion at which she is called or visited. */
  firstFollowUpMonths: { least: 1, most: 12, usual: 3 },
  secondFollowUpMonths: { least: 2, most: 24, usual: 6 },
  thirdFollowUpMonths: { least: 3, most: 36, usual: 12 },
} as const satisfies Record<string, Bounds>

export const shareBounds = {
  /** What a new class asks for, in per cent of its sessions. */
  attendancePercent: { least: 1, most: 100, usual: 75 },
  /** How often everybody may sit an exam. */
  attempts: { least: 1, most: 10, usual: 2 },
} as const satisfies Record<string, Bounds>

const weight = (usual: number): Bounds => ({ least: 0, most: 100, usual })

/** What each part of a match weighs in a new round (app/modules/matching/score.ts). */
export const weightBounds = {
  nearness: weight(25),
  skills: weight(25),
  logistics: weight(10),
  platform: weight(10),
  size: weight(10),
  supply: weight(15),
  load: weight(5),
  wish: weight(30),
} satisfies Record<string, Bounds>

export const retentionBounds = {
  /** Records of tries to sign in, in days. The law asks for half a year. */
  signInDays: { least: 183, most: 1_095, usual: 183 },
  /** An uploaded roster, or list of shops, on which nobody decides, in days. */
  undecidedDays: { least: 7, most: 180, usual: 30 },
  /** Backups: of the latest days, weeks and months with one. */
  backupDays: { least: 3, most: 60, usual: 7 },
  backupWeeks: { least: 2, most: 52, usual: 5 },
  backupMonths: { least: 3, most: 60, usual: 12 },
} as const satisfies Record<string, Bounds>

/** Returns the usual value of each. */
export const usualValues = <Name extends string>(bounds: Readonly<Record<Name, Bounds>>): Record<Name, number> =>
  Object.fromEntries(Object.entries<Bounds>(bounds).map(([name, { usual }]) => [name, usual])) as Record<Name, number>
