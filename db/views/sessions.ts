// What other domains may read of sessions.
import { subqueries } from '../dialect/dialect.ts'
import * as own from '../schema/sessions.ts'

/** Since when an account is signed in; not the session itself. */
export const sessions = subqueries
  .select({ userId: own.sessions.userId, createdAt: own.sessions.createdAt })
  .from(own.sessions)
  .as('sessions')

/** Whether an account has a second step: since when it was confirmed. */
export const secondSteps = subqueries
  .select({ accountId: own.secondSteps.accountId, confirmedAt: own.secondSteps.confirmedAt })
  .from(own.secondSteps)
  .as('second_steps')
