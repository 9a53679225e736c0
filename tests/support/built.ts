// A test that starts the program as a process of its own, or reads what was built, imports this file: it is loaded once the
// build is of these very sources. So tests of rules alone do not wait for a build.
import { execFile } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'
import { promisify } from 'node:util'
import { Sqlite } from '#db/dialect/sqlite/driver.ts'

/** Does the work while no other test process builds. Holds a lock over it: SQLite's lock of a file is let go even if its process is killed. */
export async function inTurn(work: () => Promise<unknown>) {
  mkdirSync('.cache', { recursive: true })
  const lock = new Sqlite('.cache/building', { timeout: 0 })
  for (;;) {
    try {
      lock.exec('BEGIN EXCLUSIVE')
      break
    } catch (fault) {
      if ((fault as { code?: string }).code !== 'SQLITE_BUSY') throw fault
      await pause(100)
    }
  }
  try {
    await work()
  } finally {
    lock.close()
  }
}

// Workers run beside each other: the first builds, the others wait and find it done.
await inTurn(() => promisify(execFile)(process.execPath, ['app/cli/prepare.js', 'build']))
