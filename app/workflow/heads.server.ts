// The head of the audit chain, noted outside of the database once a day: a chain that was cut off or written anew lacks it.
import { appendFile, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Refusal } from '#app/refusal.ts'
import type { Site } from '#app/site.ts'
import { type Head, readHead, sayHead } from '#db/ledger/verify.ts'

type WithHeads = Pick<Site, 'dataFolder' | 'head' | 'markHead' | 'now'>

const fileOf = ({ dataFolder }: Pick<Site, 'dataFolder'>) => join(dataFolder, 'audit-heads.log')

async function add(site: WithHeads, what: 'noted' | 'restored') {
  const head = site.head()
  if (head.sequence === 0) return head
  const said = `${site.now().toISOString()} ${what} ${sayHead(head)}`
  await appendFile(fileOf(site), `${said} ${site.markHead(said)}\n`, { mode: 0o600 })
  return head
}

/** Notes the head in the data folder. Gives it. */
export const noteHead = (site: WithHeads): Promise<Head> => add(site, 'noted')

/** Notes that a backup was put back: heads that are younger than it are not to be expected any more. */
export const noteRestored = (site: WithHeads): Promise<Head> => add(site, 'restored')

/** The heads that are noted in the data folder and to be expected in the chain. Refuses with 409 lines that are not ours. */
export async function readNotedHeads(site: WithHeads): Promise<Head[]> {
  const text = await readFile(fileOf(site), 'utf8').catch((fault: NodeJS.ErrnoException) => {
    if (fault.code === 'ENOENT') return ''
    throw fault
  })
  let heads: Head[] = []
  for (const [at, line] of text.split('\n').entries()) {
    if (line === '') continue
    const [moment = '', what = '', head = '', mark = ''] = line.split(' ')
    if (mark !== site.markHead(`${moment} ${what} ${head}`)) throw new Refusal(409, `${fileOf(site)} 第 ${at + 1} 行不是系统写下的，或是用别的密钥写的。`)
    const { sequence, hash } = readHead(head)
    if (what === 'restored') heads = heads.filter((earlier) => earlier.sequence <= sequence!)
    heads.push({ sequence: sequence!, hash })
  }
  return heads
}

const anHour = 60 * 60 * 1000

/** Notes the head now and once a day from now on in the data folder, and says it. What it gives ends it. */
export function startNotingHeads(site: WithHeads, say: (sentence: string) => void): () => void {
  let day = ''
  const look = async () => {
    const today = site.now().toISOString().slice(0, 10)
    if (today === day) return
    day = today
    const head = await noteHead(site)
    if (head.sequence > 0) say(`审计链头 ${sayHead(head)}`)
  }
  const watched = () => void look().catch((fault: unknown) => console.error('The head of the audit chain could not be noted', fault))
  const timer = setInterval(watched, anHour)
  timer.unref()
  watched()
  return () => clearInterval(timer)
}
