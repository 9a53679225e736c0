// The head of the audit chain, noted outside of the database once a day: a chain that was cut off or written anew lacks it.
import { appendFile, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { log } from '#app/log.server.ts'
import { Refusal } from '#app/refusal.ts'
import type { Site } from '#app/site.ts'
import { type Head, parseHead, formatHead } from '#db/ledger/verify.ts'
import { present } from '#app/present.ts'

type WithHeads = Pick<Site, 'dataFolder' | 'head' | 'markHead' | 'now'>

const fileOf = ({ dataFolder }: Pick<Site, 'dataFolder'>) => join(dataFolder, 'audit-heads.log')

type Marking = Pick<WithHeads, 'head' | 'markHead' | 'now'>

/** The line of the head as it is now; null while there is nothing in the chain. */
function formatLine(site: Marking, what: 'noted' | 'restored'): string | null {
  const head = site.head()
  if (head.sequence === 0) return null
  const said = `${site.now().toISOString()} ${what} ${formatHead(head)}`
  return `${said} ${site.markHead(said)}\n`
}

/** Adds a line to the heads of a data folder. */
export const appendHead = (dataFolder: string, line: string) => appendFile(fileOf({ dataFolder }), line, { mode: 0o600 })

/** Notes the head in the data folder. Gives it. */
export async function recordHead(site: WithHeads): Promise<Head> {
  const line = formatLine(site, 'noted')
  if (line) await appendHead(site.dataFolder, line)
  return site.head()
}

/** The line that says that a backup was put back: heads that are younger than it are not to be expected any more. */
export const formatRestoredLine = (site: Marking): string | null => formatLine(site, 'restored')

/** The heads that are noted in the data folder and to be expected in the chain. Refuses with 409 lines that are not ours. */
export async function readRecordedHeads(site: WithHeads): Promise<Head[]> {
  const text = await readFile(fileOf(site), 'utf8').catch((fault: unknown) => {
    if ((fault as NodeJS.ErrnoException).code === 'ENOENT') return ''
    throw fault
  })
  let heads: Head[] = []
  for (const [at, line] of text.split('\n').entries()) {
    if (line === '') continue
    const [moment = '', what = '', head = '', mark = ''] = line.split(' ')
    if (mark !== site.markHead(`${moment} ${what} ${head}`))
      throw new Refusal(409, `${fileOf(site)} 第 ${at + 1} 行不是系统写下的，或是用别的密钥写的。`)
    const { sequence, hash } = parseHead(head)
    // What was put back goes on from its own past, and earlier heads may be of another: of what came after the backup, or of one that was put
    // back before it. Nothing is lost: its head stands for all that is before it.
    if (what === 'restored') heads = []
    heads.push({ sequence: present(sequence, 'sequence number of a noted head'), hash })
  }
  return heads
}

const anHour = 60 * 60 * 1000

/** Notes the head now and once a day from now on in the data folder, and says it. What it gives ends it. */
export function startRecordingHeads(site: WithHeads, say: (sentence: string) => void): () => void {
  let day = ''
  const look = async () => {
    const today = site.now().toISOString().slice(0, 10)
    if (today === day) return
    day = today
    const head = await recordHead(site)
    if (head.sequence > 0) say(`审计链头 ${formatHead(head)}`)
  }
  const watched = () => void look().catch((fault: unknown) => log.error('the head of the audit chain could not be noted', { fault }))
  const timer = setInterval(watched, anHour)
  timer.unref()
  watched()
  return () => clearInterval(timer)
}
