// The demo county as the built command line loads it, made once for each build and day and shared by all that only need a copy: it takes
// half a minute of a core.
import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { toDay } from '#app/calendar.ts'
import { inTurn } from './built.ts'

/** Puts a copy of the county's data folder in place of `target`. Throws if the command did not load it. */
export async function copyDemoCounty(target: string): Promise<void> {
  const build = createHash('sha256').update(readFileSync('build/program/.tidui-built')).digest('hex').slice(0, 16)
  const county = join('.cache/demo-county', `${build}-${toDay(new Date())}`)
  await inTurn(async () => {
    if (existsSync(county)) return
    rmSync('.cache/demo-county', { recursive: true, force: true })
    const loading = `${county}.loading`
    mkdirSync(loading, { recursive: true })
    const env = { ...process.env, TIDUI_DATA: loading }
    const { stdout } = await promisify(execFile)(process.execPath, ['build/program/tidui.js', 'demo', '--json'], { env })
    if (!(JSON.parse(stdout) as { loaded?: boolean }).loaded) throw new Error(`The demo county was not loaded: ${stdout}`)
    renameSync(loading, county)
  })
  cpSync(county, target, { recursive: true })
}
