// The menus of the form of a role.
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { accountDesk } from '#app/modules/accounts/accounts.server.ts'
import { Sqlite } from '#db/dialect/sqlite/driver.ts'
import { aCohort } from '#tests/support/makers.ts'
import { aSite } from '#tests/support/site.ts'

test('of thousands of classes the newest are offered to an instructor, and to nobody else any', async () => {
  const site = await aSite()
  const { id } = await aCohort(site, { days: ['2019-03-04'] })
  const database = new Sqlite(join(site.dataFolder, 'tidui.db'))
  database.pragma('foreign_keys = off') // copies without life cycles are enough for a menu
  const columns = (database.pragma('table_info(cohorts)') as { name: string }[]).map(({ name }) => name)
  const copied = columns.map((name) =>
    name === 'id' ? `'k' || nth` : name === 'number' ? 'nth' : name === 'starts_on' ? `date('1990-01-01', nth || ' days')` : name,
  )
  database
    .prepare(
      `with recursive numbers(nth) as (select 100 union all select nth + 1 from numbers where nth < 900)
       insert into cohorts (${columns.join()}) select ${copied.join()} from cohorts, numbers where id = ?`,
    )
    .run(id)
  database.close()
  const offered = (await accountDesk.listRoleChoices(site, 'instructor')).cohorts
  expect([offered.length, offered[0]!.id, offered[1]!.id]).toEqual([300, id, 'k900'])
  expect((await accountDesk.listRoleChoices(site, 'official')).cohorts).toEqual([])
})
