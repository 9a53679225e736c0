// Reads a list of shops: directly if it is small, in a thread otherwise.
import { listChildren, getCountyName, findRegionOn } from '#app/modules/regions/regions.server.ts'
import type { Programme } from '#app/programme/programme.ts'
import { loadProgramme } from '#app/programme/programme.server.ts'
import { Refusal } from '#app/refusal.ts'
import type { Site } from '#app/site.ts'
import { toUnreadable, readInline, fileLimits } from '#app/spreadsheet/in-thread.server.ts'
import { readSpreadsheet } from '#app/spreadsheet/spreadsheet.server.ts'
import { withoutExamples } from '#app/spreadsheet/template.ts'
import { readTables, type Table, trackUnread } from '#app/spreadsheet/tables.ts'
import type { UnreadPart } from '#app/spreadsheet/unread.ts'
import { type Column, columnLabels, shopHeaderRules } from './columns.ts'
import type { Places } from './places.ts'
import { validateShop, type ValidatedShop } from './validate-shop.ts'
import { createVocabulary } from './vocabulary.ts'

/** Lists have tens or hundreds of shops; a longer file is a mistake. */
const maxRows = 5_000

export interface ShopList {
  validated: ValidatedShop[]
  /** Parts of the file that are not read. */
  unread: UnreadPart[]
}

const wrongFile = (sentence: string) => new Refusal(422, sentence, { file: [sentence] })

function placesOn(programme: Programme, day: string): Places {
  const { county } = programme.west
  const west = [
    ...listChildren(county, day).map(({ code, name }) => [name, code] as const),
    [getCountyName(programme, day), county] as const,
  ]
  const east = programme.east.counties.flatMap((code) => {
    const region = findRegionOn(code, day)
    return region ? [[region.name, code] as const, ...listChildren(code, day).map((child) => [child.name, code] as const)] : []
  })
  return { west: new Map(west), east: new Map(east) }
}

/** Finds the columns whose header says 万元, or 万单. */
const inTenThousands = ({ blocks, heads }: Table<Column>) =>
  new Set([...blocks[0]!].filter(([, place]) => heads.get(place)?.includes('万')).map(([column]) => column))

/**
 * Reads and validates every table, yielding to other work after each piece. Throws 422 if a file cannot be read, has no header, or is too
 * long.
 */
async function* parseShops(bytes: Buffer, programme: Programme, day: string, { atOnce = false } = {}): AsyncGenerator<null, ShopList> {
  const places = placesOn(programme, day)
  const words = createVocabulary(programme, day)
  const validated: ValidatedShop[] = []
  const unread: UnreadPart[] = []
  const watch = trackUnread(columnLabels, unread)
  let table: Table<Column> | null = null
  let tenThousands: ReadonlySet<Column> = new Set()
  for await (const { table: of, rows } of readTables(readSpreadsheet(bytes, { hiddenLast: true, atOnce }), shopHeaderRules, unread)) {
    if (of !== table) {
      table = of
      watch.begin(of)
      tenThousands = inTenThousands(of)
    }
    for (const row of withoutExamples(rows, unread)) {
      const said = of.blocks.flatMap((block) => validateShop(row, block, { places, words, tenThousands }) ?? [])
      watch.see(row, said)
      validated.push(...said)
      if (validated.length > maxRows) throw wrongFile(`一份名录最多 ${maxRows} 行。请确认这是网店名录。`)
    }
    yield null
  }
  if (!table) throw wrongFile('表里没有找到表头，或者表头下面一行也没有。请确认有一行写着“店名”“店主”“手机号”等列名。')
  return { validated, unread: watch.tell() }
}

/** Reads the whole list; runs in a thread. */
export async function readShopList({
  bytes,
  programmeFile,
  day,
}: {
  bytes: Uint8Array
  programmeFile: string | null
  day: string
}): Promise<ShopList> {
  const reading = parseShops(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), loadProgramme(programmeFile), day)
  for (;;) {
    const { done, value } = await reading.next()
    if (done) return value
  }
}

/** A list of five thousand shops takes a tenth of it. */
const maxBytes = 5 * 1024 * 1024

/** Reads the whole list without blocking. Throws 422. */
export async function readShopListFile(
  { threads, programme }: Pick<Site, 'threads' | 'programme'>,
  owner: string,
  bytes: Buffer,
  day: string,
): Promise<ShopList> {
  if (bytes.length > maxBytes) throw wrongFile('名录文件太大，最多 5 MB。请只留名录，去掉图片，再上传。')
  const small = await readInline(bytes, () => parseShops(bytes, programme, day, { atOnce: true }))
  if (small) return small.end
  return threads.run('shops.read', { bytes, programmeFile: programme.file, day }, fileLimits(owner)).catch((fault: unknown) => {
    throw toUnreadable(fault)
  })
}
