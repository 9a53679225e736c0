// Groups of the states of a version of a course, for other code.
import { isOneOf, type StateOf } from '#app/workflow/states.ts'
import type { versionMachine } from './version.machine.ts'

export type VersionState = StateOf<typeof versionMachine>

/** Whether its files can be changed. */
export const canBeWritten = isOneOf<typeof versionMachine>('draft', 'changesAsked')

/** Whether its reviewer is asked to decide. */
export const isInReview = isOneOf<typeof versionMachine>('inReview')

/** Whether it waits for its author again. */
export const wantsChanges = isOneOf<typeof versionMachine>('changesAsked')

/** Whether it only has to be published. */
export const isApproved = isOneOf<typeof versionMachine>('approved')

/** Whether new classes get it. */
export const isPublished = isOneOf<typeof versionMachine>('published')

/** It was published, and has not been put away since: classes study it. */
export const wasPublished = isOneOf<typeof versionMachine>('published', 'superseded')

/** Whether somebody still works on it: a course has at most one such version. */
export const isInWork = isOneOf<typeof versionMachine>('draft', 'inReview', 'changesAsked', 'approved')
