// Gives all stories the demo county; each file of stories lives in a copy of it.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { copyDemoCounty } from '#tests/support/demo-county.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** The data folder of the demo county. */
    county: string
  }
}

export default async function provideCounty(project: TestProject) {
  const county = mkdtempSync(join(tmpdir(), 'tidui-county-'))
  await copyDemoCounty(county)
  project.provide('county', county)
  return () => rmSync(county, { recursive: true, force: true })
}
