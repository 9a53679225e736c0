// Files that were handed in, in pieces.
import { join } from 'node:path'
import { eq } from 'drizzle-orm'
import { expect, test, vi } from 'vitest'
import { claimStoredFile, readStoredFile, deleteUnclaimedFiles, storeFile } from '#app/importing/stored-files.server.ts'
import type { Viewer } from '#app/access/viewer.ts'
import { uploadRoster } from '#app/modules/rosters/rosters.server.ts'
import { Sqlite } from '#db/dialect/sqlite/driver.ts'
import { storedFilePieces, storedFiles } from '#db/schema/stored-files.ts'
import { aSite, type TestSite } from '#tests/support/site.ts'

const viewer: Viewer = { accountId: 'a', personId: null, name: '专干', grants: [] }
const aKeptFile = async (site: TestSite, file: Buffer) => {
  const id = await storeFile(site, viewer, file)
  await site.write(viewer.accountId, 'import', (tx) => claimStoredFile(tx, id))
  return id
}

const bytes = Buffer.from(Array.from({ length: 2_000_001 }, (_, at) => at % 251))

test('a file comes back as it came, whatever its length', async () => {
  const site = await aSite()
  for (const file of [Buffer.alloc(0), bytes, bytes.subarray(0, 768 * 1024)])
    expect((await readStoredFile(site, await aKeptFile(site, file))).equals(file)).toBe(true)
})

test('each piece has a commit of its own, so that nobody waits for the whole file', async () => {
  const site = await aSite()
  const before = site.condition().commits
  await storeFile(site, viewer, bytes)
  expect(site.condition().commits - before).toBe(1 + 3)
})

test('a file that no import claimed is forgotten after a while, and one that was claimed stays', async () => {
  const site = await aSite()
  const [, claimed] = [await storeFile(site, viewer, bytes), await storeFile(site, viewer, bytes)]
  await site.write('a', 'import', (tx) => claimStoredFile(tx, claimed))
  await deleteUnclaimedFiles(site)
  expect(await site.read.$count(storedFiles)).toBe(2) // its import may be about to begin
  site.clock.forward(2 * 60 * 60 * 1000)
  await deleteUnclaimedFiles(site)
  expect(await site.read.select({ id: storedFiles.id }).from(storedFiles)).toEqual([{ id: claimed }])
  expect(await site.read.selectDistinct({ id: storedFilePieces.fileId }).from(storedFilePieces)).toEqual([{ id: claimed }])
  expect((await readStoredFile(site, claimed)).equals(bytes)).toBe(true)
})

test('a file of which a piece is gone is not read at all, and the audit trail tells', async () => {
  const site = await aSite()
  const id = await aKeptFile(site, bytes)
  expect(site.verify().fault).toBeNull()
  const raw = new Sqlite(join(site.dataFolder, 'tidui.db'))
  raw.prepare('DELETE FROM kept_file_pieces WHERE file_id = ? AND place = 2').run(id)
  raw.close()
  await expect(readStoredFile(site, id)).rejects.toMatchObject({ status: 409, message: expect.stringContaining('缺了一块') })
  expect(site.verify().fault).toMatchObject({ kind: 'rows', tables: [{ table: 'kept_file_pieces' }] })
})

test('nothing is left of a file that could not be kept whole', async () => {
  const site = await aSite()
  let writes = 0
  const full: TestSite = Object.assign(Object.create(site), {
    write: ((actor, why, work, choices) =>
      why === 'keep a piece of a file' && ++writes === 3
        ? Promise.reject(new Error('the disk is full'))
        : site.write(actor, why, work, choices)) as TestSite['write'],
  })
  await expect(storeFile(full, viewer, bytes)).rejects.toThrow('the disk is full')
  expect(await site.read.$count(storedFiles)).toBe(0)
  expect(await site.read.$count(storedFilePieces)).toBe(0)
})

test('a file that an import stands on stays, whatever is said of it', async () => {
  const site = await aSite()
  const id = await uploadRoster(
    site,
    { ...viewer, grants: [{ role: 'administrator', scope: { kind: 'everything' } }] },
    { fileName: 'a.csv', bytes },
  )
  await site.write(
    'operator',
    'tampering',
    async (tx) => void (await tx.update(storedFiles).set({ pieces: null }).where(eq(storedFiles.id, id))),
  )
  site.clock.forward(2 * 60 * 60 * 1000)
  const complaint = vi.spyOn(console, 'error').mockImplementation(() => {})
  await deleteUnclaimedFiles(site)
  complaint.mockRestore()
  expect(await site.read.$count(storedFiles)).toBe(1)
})
