// The life cycle of a version of a course: written, reviewed, published, replaced by the next.
import { assign, setup } from 'xstate'

export type VersionEvent = { at: string } & (
  | { type: 'SUBMIT'; reviewer: string }
  | { type: 'WITHDRAW' }
  | { type: 'ASK_CHANGES'; reason: string }
  | { type: 'APPROVE'; reason: string | null }
  | { type: 'REOPEN' }
  | { type: 'PUBLISH' }
  | { type: 'SHIP' }
  | { type: 'SUPERSEDE' }
  | { type: 'ARCHIVE'; reason: string }
  | { type: 'RESTORE' }
)

export interface VersionContext {
  /** The account that is asked to review it. */
  reviewer: string | null
  /** Why changes were asked for, why somebody approved a version of their own, or why it was archived. */
  reason: string | null
  /** When it was published first. */
  publishedAt: string | null
}

export const versionMachine = setup({
  types: { context: {} as VersionContext, events: {} as VersionEvent },
  actions: {
    nameReviewer: assign(({ event }) => ({ reviewer: event.type === 'SUBMIT' ? event.reviewer : null, reason: null })),
    giveReason: assign(({ event }) => ({ reason: 'reason' in event ? event.reason : null })),
    forgetReason: assign({ reason: null }),
    stampPublished: assign(({ context, event }) => ({ publishedAt: context.publishedAt ?? event.at })),
  },
  guards: {
    wasPublished: ({ context }) => context.publishedAt !== null,
  },
}).createMachine({
  id: 'courseVersion',
  context: { reviewer: null, reason: null, publishedAt: null },
  initial: 'draft',
  states: {
    draft: {
      on: {
        SUBMIT: { target: 'inReview', actions: 'nameReviewer' },
        SHIP: { target: 'published', actions: 'stampPublished' },
        ARCHIVE: { target: 'archived', actions: 'giveReason' },
      },
    },
    inReview: {
      on: {
        WITHDRAW: 'draft',
        ASK_CHANGES: { target: 'changesAsked', actions: 'giveReason' },
        APPROVE: { target: 'approved', actions: 'giveReason' },
      },
    },
    changesAsked: {
      on: {
        SUBMIT: { target: 'inReview', actions: 'nameReviewer' },
        ARCHIVE: { target: 'archived', actions: 'giveReason' },
      },
    },
    approved: {
      on: {
        PUBLISH: { target: 'published', actions: 'stampPublished' },
        REOPEN: { target: 'draft', actions: 'forgetReason' },
      },
    },
    published: {
      on: {
        SUPERSEDE: 'superseded',
        ARCHIVE: { target: 'archived', actions: 'giveReason' },
      },
    },
    superseded: { on: { PUBLISH: 'published' } },
    archived: {
      on: {
        RESTORE: [
          { guard: 'wasPublished', target: 'superseded', actions: 'forgetReason' },
          { target: 'draft', actions: 'forgetReason' },
        ],
      },
    },
  },
})
