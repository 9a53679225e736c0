import { mkdtempSync } from 'node:fs'
import { join } from 'node:path'
import { operatorViewer } from '#app/cli/answer.ts'
import { listHouseholds, listPersons } from '#app/modules/households/households.server.ts'
import { openSite } from '#app/site.server.ts'
import { fill } from '#tests/bench/reports.ts'
import { waitDuring } from '#tests/bench/times.ts'
const site = await openSite({ dataFolder: process.env.DATA ?? mkdtempSync('/tmp/h-lists-bench-') } as never)
if (!process.env.DATA) await fill(site, { people: 300_000, completed: 5_000 })
const works: Record<string, () => Promise<unknown>> = {}
for (const sort of ['name', 'sex', 'place', 'household'] as const)
  for (const dir of ['asc', 'desc'] as const) {
    works[`persons ${sort} ${dir}`] = () => listPersons(site, operatorViewer, { filter: { sort, dir } })
    works[`persons ${sort} ${dir} last`] = () =>
      listPersons(site, operatorViewer, { filter: { sort, dir }, position: { page: 1, last: true } })
  }
for (const sort of ['number', 'head', 'members', 'place', 'status'] as const)
  works[`households ${sort}`] = () => listHouseholds(site, operatorViewer, { filter: { sort } })
works['persons registered by name'] = () => listPersons(site, operatorViewer, { filter: { sort: 'name', status: 'registered' } })
works['households lifted by head'] = () => listHouseholds(site, operatorViewer, { filter: { sort: 'head', status: 'registered' } })
for (const [what, work] of Object.entries(works)) {
  await work()
  const { longest, took } = await waitDuring(work)
  console.log(what, longest.toFixed(0), 'ms wait;', took.toFixed(0), 'ms')
}
await site.close?.()
process.exit(0)
