// Notes the head of the audit chain outside the database once a day: a chain that was cut off or rewritten does not
// contain it.
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

/** Formats the line of the current head; null if the chain is empty. */
function formatLine(site: Marking, what: 'noted' | 'restored'): string | null {
  const head = site.head()
  if (head.sequence === 0) return null
  const said = `${site.now().toISOString()} ${what} ${formatHead(head)}`
  return `${said} ${site.markHead(said)}\n`
}

/** Appends a line to the heads of a data folder. */
export const appendHead = (dataFolder: string, line: string) => appendFile(fileOf({ dataFolder }), line, { mode: 0o600 })

/** Notes the head in the data folder, and returns it. */
export async function recordHead(site: WithHeads): Promise<Head> {
  const line = formatLine(site, 'noted')
  if (line) await appendHead(site.dataFolder, line)
  return site.head()
}

/** Formats the line that records that a backup was restored: later heads are no longer expected in the chain. */
export const formatRestoredLine = (site: Marking): string | null => formatLine(site, 'restored')

/** Reads the noted heads that are expected in the chain. Refuses with 409 if a line is not ours. */
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
    // A restored database continues from its own past, and earlier heads may belong to another: to what came after the
    // backup, or to a backup restored before. Nothing is lost: the restored head covers everything before it.
    if (what === 'restored') heads = []
    heads.push({ sequence: present(sequence, 'sequence number of a noted head'), hash })
  }
  return heads
}

const anHour = 60 * 60 * 1000

/** Notes the head in the data folder and logs it, now and once a day. Returns what stops it. */
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
