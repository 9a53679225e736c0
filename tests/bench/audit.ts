// The bench rows of the audit trail at a desk: its pages over a million entries about the people and classes of the demo county.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import type { Viewer } from '#app/access/viewer.ts'
import { operatorViewer } from '#app/cli/answer.ts'
import { loadDemoCounty } from '#app/demo/county.server.ts'
import { indexTrail, readTrailPage } from '#app/modules/audit/audit.server.ts'
import { parseAuditQuery } from '#app/modules/audit/audit-query.ts'
import { openSite } from '#app/site.server.ts'
import { Sqlite } from '#db/dialect/sqlite/driver.ts'
import type { Row } from './exams.ts'
import { timesOf } from './times.ts'

const wanted = 1_000_000
const whys = [
  'enrol people',
  'take attendance',
  'correct attendance',
  'give answers',
  'look at phone',
  'correct residence',
  'issue slips',
  'sign in',
]

/** Adds entries about what there is; they are not chained, which reading does not look at. */
function addEntries(file: string) {
  const database = new Sqlite(file)
  const idsOf = (query: string) => database.prepare(query).pluck().all() as string[]
  const things = idsOf(
    'SELECT id FROM enrolments UNION SELECT id FROM persons UNION SELECT id FROM households UNION SELECT id FROM accounts',
  )
  const actors = idsOf('SELECT id FROM accounts')
  const { count, at } = database.prepare('SELECT count(*) count, max(at) at FROM audit_entries').get() as { count: number; at: number }
  const insert = database.prepare("INSERT INTO audit_entries (at, actor, why, lines, previous, hash) VALUES (?, ?, ?, ?, '', '')")
  database.exec('BEGIN')
  for (let nth = 0; nth < wanted - count; nth++) {
    const lines = [things[(nth * 7919) % things.length], things[(nth * 104_729) % things.length]].map((id) => `about ${id}`)
    insert.run(at + nth * 50, actors[(nth * 31) % actors.length], whys[nth % whys.length], JSON.stringify(lines))
  }
  database.exec('COMMIT')
  database.close()
}

const viewerOf = (role: 'townshipOfficer' | 'official', code: string): Viewer => ({
  accountId: `bench-${role}`,
  personId: null,
  name: role,
  grants: [{ role, scope: { kind: 'region', code } }],
})

/** Each page five times, the first one cold; the slowest in milliseconds. */
export async function benchAudit(): Promise<Row[]> {
  const dataFolder = mkdtempSync(join(tmpdir(), 'tidui-bench-'))
  const site = openSite({ dataFolder })
  await loadDemoCounty(site)
  addEntries(site.file)
  const begun = performance.now()
  await indexTrail(site)
  const indexing = performance.now() - begun
  const reading = new Sqlite(site.file, { readonly: true })
  const one = (query: string) => reading.prepare(query).pluck().get() as string
  const cohort = one('SELECT id FROM cohorts ORDER BY id LIMIT 1')
  const township = one('SELECT substr(region_code, 1, 9) FROM persons GROUP BY 1 ORDER BY count(*) LIMIT 1')
  const actor = one('SELECT id FROM accounts ORDER BY id LIMIT 1')
  reading.close()
  const county = site.programme.west.county
  const pages: [what: string, viewer: Viewer, params: Record<string, string>][] = [
    ['everything', operatorViewer, {}],
    ['of one class', operatorViewer, { about: `cohort:${cohort}` }],
    ['of one actor, kind and month', operatorViewer, { actor, kind: 'person', from: '2019-01-01', to: '2019-12-31' }],
    ['what was undone', operatorViewer, { view: 'undone' }],
    ['of an official', viewerOf('official', county), {}],
    ['of the officer of the smallest township', viewerOf('townshipOfficer', township), {}],
    ['of an officer who sees nothing of it', viewerOf('townshipOfficer', '330110999'), {}],
  ]
  const rows: Row[] = []
  for (const [what, viewer, params] of pages) {
    const slowest = Math.max(...(await timesOf(5, () => readTrailPage(site, viewer, parseAuditQuery(new URLSearchParams(params))))))
    rows.push({
      what: `audit trail, 1,000,000 entries: ${what}`,
      figure: `${slowest.toFixed(0)} ms`,
      budget: '≤ 200 ms',
      ok: slowest <= 200,
    })
  }
  rows.push({
    what: 'audit trail: describing new entries',
    figure: `${Math.round(wanted / (indexing / 1000)).toLocaleString('en')} a second`,
    budget: '≥ 3,000 a second',
    ok: wanted / (indexing / 1000) >= 3_000,
  })
  await site.close()
  rmSync(dataFolder, { recursive: true, force: true })
  return rows
}
