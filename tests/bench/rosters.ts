// The bench rows of rosters: 100,000 rows read, previewed and accepted; 100,000 rows written.
import { createWriteStream, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { fileURLToPath } from 'node:url'
import { operatorViewer } from '#app/cli/answer.ts'
import { checkCharacter } from '#app/modules/households/id-number.ts'
import { listChildren } from '#app/modules/regions/regions.server.ts'
import { loadProgramme } from '#app/programme/programme.server.ts'
import { importRosterFile } from '#app/modules/rosters/rosters.server.ts'
import { openSite } from '#app/site.server.ts'
import type { Site } from '#app/site.ts'
import { type CellValue, writeWorkbook } from '#app/spreadsheet/spreadsheet.server.ts'
import { runApart } from './apart.ts'
import type { Row } from './exams.ts'

const { county } = loadProgramme(null).west

const rows = 100_000
const megabytes = () => process.resourceUsage().maxRSS / 1024

/** Invented people: sequence 000, 030, 060 … which no two of a day share. */
function* people(): Generator<CellValue[]> {
  const villages = listChildren(county, '2019-01-01').flatMap((township) =>
    listChildren(township.code, '2019-01-01').map((village) => [township.name, village.name] as const),
  )
  for (let place = 0; place < rows; place++) {
    const birthday = new Date(Date.UTC(1950, 0, 1 + (place % 16_000))).toISOString().slice(0, 10).replaceAll('-', '')
    const digits = `422826${birthday}${String(Math.floor(place / 16_000) * 2).padStart(3, '0')}`
    const [township, village] = villages[place % villages.length]!
    yield [
      `向${String.fromCodePoint(0x4e00 + (place % 20_000))}`,
      digits + checkCharacter(digits),
      `199${String(place).padStart(8, '0')}`,
      township,
      village,
      `H${Math.floor(place / 3)}`,
      place % 3 === 0 ? '户主' : '之女',
      Math.floor(place / 3) % 4 === 0 ? '建档立卡贫困户' : '一般户',
    ]
  }
}

const columns = ['姓名', '身份证号', '手机号', '乡镇', '村', '户编号', '与户主关系', '贫困户属性'].map((head) => ({ head }))

async function writeRoster(file: string) {
  const begun = performance.now()
  let first: number | null = null
  const chunks = writeWorkbook([{ name: '名单', columns, rows: people() }])
  async function* timed() {
    for await (const chunk of chunks) {
      first ??= performance.now() - begun
      yield chunk
    }
  }
  await pipeline(Readable.from(timed()), createWriteStream(file))
  return { seconds: (performance.now() - begun) / 1000, first: first! / 1000, megabytes: megabytes() }
}

/** Somebody else writes a little all the while: how long that takes at worst, in seconds. */
async function longestWait(site: Site, goesOn: () => boolean) {
  let longest = 0
  while (goesOn()) {
    const asked = performance.now()
    await site.write('system', 'bench', () => Promise.resolve())
    longest = Math.max(longest, performance.now() - asked)
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
  return longest / 1000
}

async function importRoster(file: string, dataFolder: string) {
  const site = openSite({ dataFolder })
  const begun = performance.now()
  let importing = true
  let log = 0
  const looking = setInterval(
    () => (log = Math.max(log, statSync(join(dataFolder, 'tidui.db-wal'), { throwIfNoEntry: false })?.size ?? 0)),
    20,
  )
  const waits = longestWait(site, () => importing)
  const outcome = await importRosterFile(site, operatorViewer, { fileName: '名单.xlsx', bytes: readFileSync(file), dryRun: false })
  const seconds = (performance.now() - begun) / 1000
  importing = false
  clearInterval(looking)
  const wait = await waits
  await site.close()
  return { seconds, wait, log: log / 1024 ** 2, accepted: outcome.accepted, refused: outcome.refused.length, megabytes: megabytes() }
}

/** Writes and imports 100,000 rows, and gives the lines of the bench. */
export async function rosterBench(): Promise<Row[]> {
  const folder = mkdtempSync(join(tmpdir(), 'tidui-bench-'))
  try {
    const file = join(folder, 'roster.xlsx')
    const written = await runApart<Awaited<ReturnType<typeof writeRoster>>>(import.meta.url, 'write', file)
    const read = await runApart<Awaited<ReturnType<typeof importRoster>>>(import.meta.url, 'import', file, join(folder, 'data'))
    return [
      {
        what: 'roster: 100,000 rows .xlsx, previewed and accepted',
        figure: `${read.seconds.toFixed(1)} s, peak ${Math.round(read.megabytes)} MB, ${read.accepted} accepted; others wait ${Math.round(read.wait * 1000)} ms at most to write; the log at most ${Math.round(read.log)} MB`,
        budget: '≤ 30 s, peak ≤ 300 MB, others ≤ 100 ms, log ≤ 64 MB',
        ok: read.seconds <= 30 && read.megabytes <= 300 && read.accepted === rows && read.wait <= 0.1 && read.log <= 64,
      },
      {
        what: 'export of 100,000 rows .xlsx',
        figure: `${written.seconds.toFixed(1)} s, peak ${Math.round(written.megabytes)} MB, starts after ${written.first.toFixed(2)} s`,
        budget: '≤ 20 s, peak ≤ 300 MB, starts within 1 s',
        ok: written.seconds <= 20 && written.megabytes <= 300 && written.first <= 1,
      },
    ]
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [, , what, file = '', folder = ''] = process.argv
  if (what === 'write') console.log(JSON.stringify(await writeRoster(file)))
  else if (what === 'import') console.log(JSON.stringify(await importRoster(file, folder)))
  else console.table(await rosterBench())
}
