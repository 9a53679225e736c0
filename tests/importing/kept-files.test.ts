// Files that were handed in, in pieces.
import { expect, test } from 'vitest'
import { claimFile, fileOf, forgetUnclaimedFiles, keepFile } from '#app/importing/kept-files.server.ts'
import type { Viewer } from '#app/access/viewer.ts'
import { keptFilePieces, keptFiles } from '#db/schema/kept-files.ts'
import { aSite } from '#tests/support/site.ts'

const viewer: Viewer = { accountId: 'a', personId: null, name: '专干', grants: [] }
const bytes = Buffer.from(Array.from({ length: 2_000_001 }, (_, at) => at % 251))

test('a file comes back as it came, whatever its length', async () => {
  const site = await aSite()
  for (const file of [Buffer.alloc(0), bytes, bytes.subarray(0, 768 * 1024)])
    expect((await fileOf(site, await keepFile(site, viewer, file))).equals(file)).toBe(true)
})

test('each piece has a commit of its own, so that nobody waits for the whole file', async () => {
  const site = await aSite()
  const before = site.condition().commits
  await keepFile(site, viewer, bytes)
  expect(site.condition().commits - before).toBe(1 + 3)
})

test('a file that no import claimed is forgotten after a while, and one that was claimed stays', async () => {
  const site = await aSite()
  const [, claimed] = [await keepFile(site, viewer, bytes), await keepFile(site, viewer, bytes)]
  await site.write('a', 'import', (tx) => claimFile(tx, claimed))
  await forgetUnclaimedFiles(site)
  expect(await site.read.$count(keptFiles)).toBe(2) // its import may be about to begin
  site.clock.forward(2 * 60 * 60 * 1000)
  await forgetUnclaimedFiles(site)
  expect(await site.read.select({ id: keptFiles.id }).from(keptFiles)).toEqual([{ id: claimed }])
  expect(await site.read.selectDistinct({ id: keptFilePieces.fileId }).from(keptFilePieces)).toEqual([{ id: claimed }])
  expect((await fileOf(site, claimed)).equals(bytes)).toBe(true)
})
