// The installation as a thread sees it: the same doors, but read-only.
import { join } from 'node:path'
import { deriveKeys, loadKeys } from '#app/keys.server.ts'
import { holdProgramme } from '#app/programme/current-programme.ts'
import { loadProgramme } from '#app/programme/programme.server.ts'
import type { Site, SiteAddress } from '#app/site.ts'
import { createIdleCondition } from '#db/write-condition.ts'
import { openReader } from '#db/reader.ts'

/** A `Site` whose writes fail. */
export type ThreadSite = Site

const refuseWrites = () => {
  throw new Error('A thread only reads.')
}

const noThreads: Site['threads'] = {
  run: () => Promise.reject(new Error('A thread starts no other.')),
  stream() {
    throw new Error('A thread starts no other.')
  },
  close: () => Promise.resolve(),
}

/** Opens the installation for reading while `work` runs; all its queries are answered from one commit. */
export async function withThreadSite<T>(address: SiteAddress, work: (site: ThreadSite) => Promise<T>): Promise<T> {
  const { dataFolder, contentFolder, keyFile } = address
  const reader = openReader(join(dataFolder, 'tidui.db'))
  const refuse = () => Promise.reject(new Error('A thread only reads.'))
  const now = new Date(address.now)
  const keyCheck = reader.keyCheck()
  const keys = address.secret ? deriveKeys(Buffer.from(address.secret)) : loadKeys({ keyFile, keyCheck })
  const held = holdProgramme(loadProgramme(address.programmeFile), reader.read)
  const site: ThreadSite = {
    read: reader.read,
    write: refuse,
    writeUnaudited: refuse,
    head: refuseWrites,
    markHead: refuseWrites,
    verify: refuseWrites,
    backup: refuse,
    adoptState: refuse,
    onCommit: () => {},
    file: join(dataFolder, 'tidui.db'),
    fileFault: () => null,
    condition: createIdleCondition,
    noteDamage: () => {},
    keyCheck: () => keyCheck,
    probeWrite: refuse,
    close: () => Promise.resolve(),
    threads: noThreads,
    address: () => address,
    now: () => now,
    keys,
    programme: held.programme,
    programmeSource: held,
    contentFolder,
    dataFolder,
  }
  try {
    return await reader.inOneState(() => work(site))
  } finally {
    reader.close()
  }
}
