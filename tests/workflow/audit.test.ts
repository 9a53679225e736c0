// What `audit verify` finds, when somebody was at the database with other tools.
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { cohortWorkflow } from '#app/modules/cohorts/cohorts.server.ts'
import { verifyAudit } from '#app/workflow/audit.server.ts'
import { advanceWorkflow, startWorkflow } from '#app/workflow/kernel.server.ts'
import { Sqlite } from '#db/dialect/sqlite/driver.ts'
import { aSite } from '#tests/support/site.ts'

async function aSiteWithAClass() {
  const site = await aSite()
  await site.write('operator', 'a class', (tx) => startWorkflow(tx, cohortWorkflow, { id: 'class-1' }))
  await site.write('operator', 'opened', (tx) =>
    advanceWorkflow(tx, cohortWorkflow, { id: 'class-1', version: 0, event: { type: 'OPEN', sessions: 2 } }),
  )
  return site
}

test('what happened by itself holds', async () => {
  const site = await aSiteWithAClass()
  expect(verifyAudit(site)).toMatchObject({ entries: 2, events: 2, broken: null })
})

test.each([
  ['an entry was changed', "UPDATE audit_entries SET actor = 'else' WHERE sequence = 2", '第 2 条审计记录'],
  ['the last entry was removed', 'DELETE FROM audit_entries WHERE sequence = 2', '第 1 条审计记录后面少了 1 条'],
  ['an entry in the middle was removed', 'DELETE FROM audit_entries WHERE sequence = 1', '第 2 条审计记录'],
  [
    'an event was changed',
    `UPDATE workflow_events SET event = '{"type":"OPEN","sessions":9}' WHERE version = 1`,
    '流程 class-1 的第 1 个事件和审计记录不符',
  ],
  ['another did it', "UPDATE workflow_events SET actor = 'nobody' WHERE version = 1", '流程 class-1 的第 1 个事件和审计记录不符'],
  [
    'it was done for another reason',
    "UPDATE workflow_events SET why = 'made up' WHERE version = 1",
    '流程 class-1 的第 1 个事件和审计记录不符',
  ],
  ['it was done at another time', 'UPDATE workflow_events SET at = at - 1 WHERE version = 1', '流程 class-1 的第 1 个事件和审计记录不符'],
  [
    'it came from another state',
    `UPDATE workflow_events SET "from" = 'closed' WHERE version = 1`,
    '流程 class-1 的第 1 个事件和它前面的事件接不上',
  ],
  [
    'it began from a state',
    `UPDATE workflow_events SET "from" = 'closed' WHERE version = 0`,
    '流程 class-1 的第 0 个事件和它前面的事件接不上',
  ],
  ['an event was removed', 'DELETE FROM workflow_events WHERE version = 1', '流程 class-1 的第 1 个事件不见了'],
  [
    'a workflow was moved without an event',
    `UPDATE workflows SET state = 'closed', value = '"closed"'`,
    '流程 class-1 现在的状态和它的最后一个事件不符',
  ],
  ['a workflow was taken a version back', 'UPDATE workflows SET version = 0', '流程 class-1 现在的状态'],
])('%s', async (_, tampering, said) => {
  const site = await aSiteWithAClass()
  const raw = new Sqlite(join(site.dataFolder, 'tidui.db'))
  for (const { name } of raw.prepare("SELECT name FROM sqlite_master WHERE type = 'trigger'").all() as { name: string }[])
    raw.exec(`DROP TRIGGER ${name}`)
  raw.exec(tampering)
  raw.close()
  expect(verifyAudit(site).broken).toContain(said)
})
