// Loads the programme of an installation: the file that `TIDUI_PROGRAMME` names, or the one that ships.
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { z } from 'zod'
import shipped from '#db/programmes/xianfeng-yuhang.json' with { type: 'json' }
import shippedRegions from '#db/programmes/xianfeng-yuhang.regions.json' with { type: 'json' }
import { isCategory } from '#app/modules/shops/categories.ts'
import { addRegions } from '#db/regions/table.ts'
import { type Programme, programmeSchema } from './programme.ts'
import { Refusal } from '#app/refusal.ts'
import { readSettings } from '#app/settings.server.ts'

const day = z.iso.date().exactOptional()
/** Twenty helping counties and a county with all its villages have some thousands. */
const maxRegions = 20_000

const regionsSchema = z.object({
  regions: z
    .array(
      z.object({
        code: z.string().regex(/^(\d{2}|\d{4}|\d{6}|\d{9}|\d{12})$/),
        name: z.string().min(1).max(60),
        id: z.string().max(40).exactOptional(),
        from: day,
        to: day,
        after: z.array(z.string().max(40)).max(20).exactOptional(),
        parent: z.string().max(40).exactOptional(),
      }),
    )
    .max(maxRegions),
})

/** Returns the file with the regions of a programme: beside it, under its name. */
export const getRegionsFile = (file: string) => file.replace(/(\.json)?$/, '.regions.json')

const known = new Map<string | null, Programme>()

/**
 * Loads the programme of a file, or with null the one that ships; by default the configured one. Its regions are known
 * from then on. Refuses with 422 a file that is missing or invalid.
 */
export function loadProgramme(file: string | null = readSettings().programmeFile): Programme {
  const path = file === null ? null : resolve(file)
  const before = known.get(path)
  if (before) return before
  const data = path === null ? shipped : read(path)
  const regions = path === null ? shippedRegions : read(getRegionsFile(path))
  const programme = { ...parsed(programmeSchema, data, path ?? 'shipped'), file: path }
  const { regions: rows } = parsed(regionsSchema, regions, getRegionsFile(path ?? 'shipped'))
  const codes = new Set(rows.map(({ code }) => code))
  const missing = [programme.west.county, ...programme.east.counties].find((county) => !codes.has(county))
  if (missing)
    throw new Refusal(
      422,
      `地区表 ${getRegionsFile(path ?? 'shipped')} 里没有代码是 ${missing} 的地区：请用 npm run regions:generate 重新生成。`,
    )
  if (programme.east.counties.includes(programme.west.county))
    throw new Refusal(422, `项目文件 ${file} 不对：east.counties 里有西部的县 ${programme.west.county}。写法见 docs/how-to/programme.md。`)
  const ownParent = rows.find(({ code, id = code, parent }) => parent === id)
  if (ownParent)
    throw new Refusal(
      422,
      `地区表 ${getRegionsFile(path ?? 'shipped')} 里的 ${ownParent.code} 是它自己的上级。请用 npm run regions:generate 重新生成。`,
    )
  const unknown = Object.keys(programme.goods).find((code) => !isCategory(code))
  if (unknown) throw new Refusal(422, `项目文件 ${file} 不对：goods.${unknown}，没有这个品类。写法见 docs/how-to/programme.md。`)
  addRegions(rows)
  known.set(path, programme)
  return programme
}

function read(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8').replace(/^\ufeff/, '')) // editors on Windows begin a file with this mark
  } catch (fault) {
    throw new Refusal(
      422,
      `读不到项目文件 ${file}：${fault instanceof SyntaxError ? '它不是 JSON' : '没有这个文件，或不能读'}。请检查 TIDUI_PROGRAMME。`,
    )
  }
}

function parsed<T>(schema: z.ZodType<T>, data: unknown, file: string): T {
  const { success, data: good, error } = schema.safeParse(data)
  if (success) return good
  const { path, message } = error.issues[0]!
  throw new Refusal(
    422,
    `项目文件 ${file} 不对：${path.join('.') || '整个文件'}，${message.replace(/。$/, '')}。写法见 docs/how-to/programme.md。`,
  )
}
