// A whole installation for a test: a real SQLite file in a folder of its own, a clock that stands still until told.
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { deriveKeys } from '#app/keys.server.ts'
import { holdProgramme } from '#app/programme/current-programme.ts'
import type { Programme } from '#app/programme/programme.ts'
import { loadProgramme } from '#app/programme/programme.server.ts'
import type { Site } from '#app/site.ts'
import { type Limits, openThreads, type Threads } from '#app/threads/threads.server.ts'
import { type RegisteredWorkflow, runUntilIdle } from '#app/workflow/follow-ups.server.ts'
import { workflows } from '#app/workflows.server.ts'
import { writeOf } from '#app/writes.server.ts'
import { openDatabase } from '#db/database.ts'

export interface TestSite extends Site {
  clock: { set(moment: string | Date): void; forward(milliseconds: number): void }
  /** Carries out all effects and deadlines that are due. */
  settle(): Promise<void>
  /** Closes and opens the same database file again, as after a crash of the server. */
  restart(): Promise<TestSite>
}

const secret = Buffer.alloc(32, 7)

interface Choices {
  now?: string
  workflows?: readonly RegisteredWorkflow[]
  contentFolder?: string
  programme?: Programme
  /** A backup of another site to begin with. */
  from?: string
}

/** An empty database whose schema is up to date: making one takes longer than most tests do. */
let empty: Buffer | undefined

async function anEmptyDatabase() {
  const folder = mkdtempSync(join(tmpdir(), 'tidui-'))
  const file = join(folder, 'tidui.db')
  await openDatabase(file, { now: () => new Date(0), ledgerKey: () => Buffer.alloc(32, 7) }).close()
  const bytes = readFileSync(file)
  rmSync(folder, { recursive: true })
  return bytes
}

let sharedThreads: Threads | undefined

/** Threads for one site that are taken over by the next: starting one, which loads its task from the sources, takes longer than most tests. */
function useSharedThreads(): Threads {
  const threads = (sharedThreads ??= openThreads())
  const closing = new AbortController()
  const whileOpen = <L extends Limits>(limits: L): L => ({
    ...limits,
    signal: AbortSignal.any([closing.signal, ...(limits.signal ? [limits.signal] : [])]), // one to each job, which listens to it
  })
  return {
    run: (task, input, limits) => threads.run(task, input, whileOpen(limits)),
    stream: (task, input, limits) => threads.stream(task, input, whileOpen(limits)),
    close: () => Promise.resolve(closing.abort(new Error('The server is stopping.'))),
  }
}

/** Opens a site that lasts as long as the test. `now` is 2019-03-04 09:00 in China unless told otherwise. */
export async function aSite({
  now = '2019-03-04T09:00:00+08:00',
  workflows: known = workflows,
  contentFolder = 'content',
  programme = loadProgramme(null),
  from,
}: Choices = {}): Promise<TestSite> {
  const dataFolder = mkdtempSync(join(tmpdir(), 'tidui-'))
  if (from) copyFileSync(from, join(dataFolder, 'tidui.db'))
  else writeFileSync(join(dataFolder, 'tidui.db'), (empty ??= await anEmptyDatabase()), { mode: 0o600 })
  let moment = new Date(now)
  const clock = {
    set: (next: string | Date) => void (moment = new Date(next)),
    forward: (milliseconds: number) => void (moment = new Date(moment.getTime() + milliseconds)),
  }
  const open = (): TestSite => {
    const database = openDatabase(join(dataFolder, 'tidui.db'), { now: () => moment, ledgerKey: () => deriveKeys(secret).ledger })
    const threads = useSharedThreads()
    const held = holdProgramme(programme, database.read)
    const site: TestSite = {
      ...database,
      write: writeOf(database.write),
      async close() {
        await threads.close()
        await database.close()
      },
      threads,
      address: () => ({
        dataFolder,
        contentFolder,
        programmeFile: programme.file,
        now: moment.getTime(),
        keyFile: join(dataFolder, 'secret.key'),
        secret,
      }),
      now: () => moment,
      keys: deriveKeys(secret),
      get programme() {
        return held.programme
      },
      programmeSource: held,
      contentFolder,
      dataFolder,
      clock,
      settle: () => runUntilIdle(site, known),
      restart: async () => {
        await site.close()
        current = open()
        return current
      },
    }
    return site
  }
  let current = open()
  onTestFinished(async () => {
    await current.close()
    rmSync(dataFolder, { recursive: true, force: true })
  })
  return current
}
