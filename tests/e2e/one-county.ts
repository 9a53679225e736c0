// Loads the demo county once for all stories; each file of stories lives in a copy of it.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { loadDemoCounty } from '#app/demo/county.server.ts'
import { openSite } from '#app/site.server.ts'
import '#tests/support/built.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** The data folder of the demo county. */
    county: string
  }
}

export default async function loadCounty(project: TestProject) {
  const county = mkdtempSync(join(tmpdir(), 'tidui-county-'))
  const site = openSite({ dataFolder: county })
  await loadDemoCounty(site)
  await site.close()
  project.provide('county', county)
  return () => rmSync(county, { recursive: true, force: true })
}
