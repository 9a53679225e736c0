// The viewer of a request, and how far each of their duties reaches.
import { type Duty, duties, placelessDuties, type Role, type Scope } from './roles.ts'
import { liesIn } from './region-codes.ts'

export interface Grant {
  role: Role
  scope: Scope
}

export interface Viewer {
  accountId: string
  /** The natural person behind the account, if the register has one. */
  personId: string | null
  name: string
  grants: readonly Grant[]
  /** An administrator who must set up the second step of signing in before anything else; has no grants until then. */
  mustSetUpSecondStep?: boolean | undefined
}

/** How far a duty reaches: the union of the viewer's grants. All empty means that it reaches nothing. */
export interface Reach {
  everything: boolean
  /** Region codes; each reaches all codes that begin with it. */
  regions: readonly string[]
  cohorts: readonly string[]
  /** Reaches what belongs to this person. */
  personId: string | null
}

/** Where a thing belongs, as far as it belongs anywhere. */
export interface Place {
  region?: string | null
  cohort?: string | null
  person?: string | null
}

export const isRole = (viewer: Viewer, role: Role) => viewer.grants.some((grant) => grant.role === role)

/** Computes how far the duty reaches for this viewer. */
export function getReach(viewer: Viewer, duty: Duty): Reach {
  const holders: readonly Role[] = duties[duty]
  const scopes = viewer.grants.filter((grant) => holders.includes(grant.role)).map((grant) => grant.scope)
  return {
    everything: scopes.some((scope) => scope.kind === 'everything') || (scopes.length > 0 && placelessDuties.includes(duty)),
    regions: scopes.flatMap((scope) => (scope.kind === 'region' ? [scope.code] : [])),
    cohorts: scopes.flatMap((scope) => (scope.kind === 'cohort' ? [scope.id] : [])),
    personId: scopes.some((scope) => scope.kind === 'own') ? viewer.personId : null,
  }
}

/** Whether the viewer has the duty for anything at all. */
export const hasDuty = (viewer: Viewer, duty: Duty) => reachesAnything(getReach(viewer, duty))

export const reachesAnything = ({ everything, regions, cohorts, personId }: Reach) =>
  everything || regions.length > 0 || cohorts.length > 0 || personId !== null

/** Whether a reach covers a thing. Its twin for queries is `within`. */
export function covers(reach: Reach, { region, cohort, person }: Place) {
  return (
    reach.everything ||
    (typeof region === 'string' && reach.regions.some((code) => liesIn(region, code))) ||
    (typeof cohort === 'string' && reach.cohorts.includes(cohort)) ||
    (typeof person === 'string' && reach.personId === person)
  )
}
