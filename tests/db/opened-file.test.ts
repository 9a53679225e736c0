// Whether the file of an open database still looks like one.
import { mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { watchDatabaseFile } from '#db/dialect/sqlite/opened-file.ts'

const pageSize = 4096

/** A file whose header tells of so many pages, of which so many are there, and so many in the log beside it. */
function aFile({ told, there, logged }: { told: number; there: number; logged: number }) {
  const folder = mkdtempSync(join(tmpdir(), 'tidui-file-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const file = join(folder, 'tidui.db')
  const pages = Buffer.alloc(told * pageSize)
  pages.write('SQLite format 3\0', 'latin1')
  pages.writeUInt16BE(pageSize, 16)
  pages.writeUInt32BE(told, 28)
  writeFileSync(file, pages)
  if (logged > 0) writeFileSync(`${file}-wal`, Buffer.alloc(32 + logged * (24 + pageSize)))
  const watched = watchDatabaseFile(file)
  onTestFinished(() => watched.close())
  truncateSync(file, there * pageSize)
  return watched
}

test('a file that is shorter than its header says was cut off', () => {
  expect(aFile({ told: 10, there: 10, logged: 0 }).fault()).toBeNull()
  expect(aFile({ told: 10, there: 4, logged: 0 }).fault()).toBe('cutShort')
})

test('pages that found no room on a full disk are in the log still: nothing was cut off', () => {
  expect(aFile({ told: 10, there: 4, logged: 6 }).fault()).toBeNull()
  expect(aFile({ told: 10, there: 4, logged: 5 }).fault()).toBe('cutShort')
})
