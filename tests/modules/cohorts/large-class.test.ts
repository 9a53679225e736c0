// A class of hundreds: what concerns all of its people is done some at a time.
import { expect, test } from 'vitest'
import { enrolPersons } from '#app/modules/cohorts/cohorts.server.ts'
import { auditEntries } from '#db/schema/audit.ts'
import { workflows } from '#db/schema/workflow.ts'
import { eq } from 'drizzle-orm'
import { aCohort, anAdmin, aPerson, step } from '#tests/support/makers.ts'
import { aSite } from '#tests/support/site.ts'

test('no write moves more than fifty people, and all are moved', async () => {
  const site = await aSite()
  const { id: cohortId } = await aCohort(site)
  await step(site, cohortId, 'OPEN')
  const personIds = await Promise.all(Array.from({ length: 120 }, () => aPerson(site)))
  await enrolPersons(site, anAdmin, { cohortId, personIds })
  await step(site, cohortId, 'START')
  await site.settle()
  expect(await site.read.$count(workflows, eq(workflows.state, 'studying'))).toBe(120)
  await step(site, cohortId, 'CANCEL')
  await site.settle()
  expect(await site.read.$count(workflows, eq(workflows.state, 'left'))).toBe(120)
  const moved = (await site.read.select({ lines: auditEntries.lines }).from(auditEntries)).map(({ lines }) => lines.length)
  expect(Math.max(...moved)).toBeLessThanOrEqual(3 * 50) // an enrolment brings an account and its role along
})
