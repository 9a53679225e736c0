// The facts of a person from which her stages follow, each with the days for which it holds and the moments between which
// it was believed.
import type { Status } from '#app/modules/households/labels.ts'
import type { Tier } from '#app/modules/courses/tiers.ts'
import type { Leaving, PipelineStage } from './stages.ts'

/** Moments, in milliseconds. */
export interface Believed {
  knownAt: number
  /** Null while it is believed. */
  supersededAt: number | null
}

export interface FactSpell extends Believed {
  /** First day. */
  from: string
  /** First day on which it no longer holds; null while it goes on. */
  to: string | null
}

/** A life cycle came into a state. In the order in which it happened. */
export interface StateChange {
  at: number
  /** The day of the moment. */
  day: string
  to: string
}

export interface StageFacts {
  personId: string
  sex: 'female' | 'male'
  birthday: string
  /** Where she lives, unless she ever moved or belongs to a household. */
  regionCode: string
  /** When she came into the register. */
  knownAt: number
  knownOn: string
  memberships: (FactSpell & { householdId: string; householdRegion: string })[]
  /** Of the households to which she ever belonged. */
  registrations: (FactSpell & { householdId: string; status: Status })[]
  /** Of herself and of these households, as far as they ever moved. */
  residences: (FactSpell & { subjectId: string; regionCode: string })[]
  enrolments: { tier: Tier; enrolledAt: number; day: string; changes: readonly StateChange[] }[]
  completions: (Believed & { day: string; tier: Tier })[]
  certificates: { id: string; issuedOn: string; issuedAt: number; changes: readonly StateChange[] }[]
  /** Her times in shops, each with a pairing that the shop had. */
  help: {
    certificateId: string
    addedAt: number
    addedOn: string
    removedAt: number | null
    removedOn: string | null
    changes: readonly StateChange[]
  }[]
  /** The months of which it is known whether she sold something. */
  months: (Believed & { month: string; sold: boolean })[]
}

/** The days for which everything that is counted of a person stays the same. */
export interface StageSpell {
  stage: PipelineStage
  from: string
  to: string | null
  knownAt: number
  supersededAt: number | null
  regionCode: string
  status: Status
  householdId: string | null
  tiers: number
  done: number
  sinceDay: string
  before: PipelineStage | null
  left: Leaving | null
  ends: boolean
}

/** A tier among those that are summed in `tiers` and `done`. */
export const tierBits: Record<Tier, number> = { leadership: 1, township: 2, entrepreneur: 4 }
