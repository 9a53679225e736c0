// The installation as a thread sees it: the same doors, but nothing can be written.
import { join } from 'node:path'
import { keysFrom, loadKeys } from '#app/keys.server.ts'
import { loadProgramme } from '#app/programme/programme.server.ts'
import type { Site, SiteAddress } from '#app/site.ts'
import { untouched } from '#db/condition.ts'
import { openReader } from '#db/reader.ts'

/** A `Site` whose writes fail. */
export type ThreadSite = Site

const refuseAtOnce = () => {
  throw new Error('A thread only reads.')
}

const noThreads: Site['threads'] = {
  run: () => Promise.reject(new Error('A thread starts no other.')),
  stream() {
    throw new Error('A thread starts no other.')
  },
  close: () => Promise.resolve(),
}

/** Opens the installation for reading while `work` goes on; all that it asks is answered from one commit. */
export async function withSite<T>(address: SiteAddress, work: (site: ThreadSite) => Promise<T>): Promise<T> {
  const { dataFolder, contentFolder } = address
  const reader = openReader(join(dataFolder, 'tidui.db'))
  const refuse = () => Promise.reject(new Error('A thread only reads.'))
  const now = new Date(address.now)
  const keyCheck = reader.keyCheck()
  const keys = address.secret ? keysFrom(Buffer.from(address.secret)) : loadKeys({ keyFile: join(dataFolder, 'secret.key'), keyCheck })
  const site: ThreadSite = {
    read: reader.read,
    write: refuse,
    tally: refuse,
    head: refuseAtOnce,
    markHead: refuseAtOnce,
    verify: refuseAtOnce,
    backup: refuse,
    takeOver: refuse,
    onCommit: () => {},
    file: join(dataFolder, 'tidui.db'),
    strangeness: () => null,
    condition: untouched,
    noteDamage: () => {},
    keyCheck: () => keyCheck,
    proveWriting: refuse,
    close: () => Promise.resolve(),
    threads: noThreads,
    address: () => address,
    now: () => now,
    keys,
    programme: loadProgramme(address.programmeFile),
    contentFolder,
    dataFolder,
  }
  try {
    return await reader.inOneState(() => work(site))
  } finally {
    reader.close()
  }
}
