// Rosters in the form of offices, and who hands them in. All invented.
import type { Viewer } from '#app/access/viewer.ts'
import { checkCharacter } from '#app/modules/households/id-number.ts'
import { findRegion } from '#app/modules/regions/regions.server.ts'
import { loadProgramme } from '#app/programme/programme.server.ts'
import { uploadRoster, importRosterFile, previewRoster, readRosterImport } from '#app/modules/rosters/rosters.server.ts'
import { type CellValue, writeWorkbook } from '#app/spreadsheet/spreadsheet.server.ts'
import { anAdmin, aViewer } from '#tests/support/makers.ts'
import type { TestSite } from '#tests/support/site.ts'

/** The county of the programme that ships. */
export const county = { code: loadProgramme(null).west.county, name: '咸丰县', exampleAddress: '清坪镇把界村' }

export const header = '姓名,身份证号,手机号,乡镇,村,户编号,与户主关系,贫困户属性'

/** A roster as .csv; with `day`, that day is the 填报日期 above its header. */
export const aRoster = ({ day, head = header }: { day?: string; head?: string }, ...lines: string[]) =>
  Buffer.from([...(day ? [`填报日期：${day}`] : []), head, ...lines].join('\n'))

/** A workbook with a roster on each sheet. */
export async function aWorkbook(...sheets: { name: string; day?: string; lines: string[] }[]): Promise<Buffer> {
  const chunks: Uint8Array[] = []
  const asRow = (line: string): CellValue[] => line.split(',')
  for await (const chunk of writeWorkbook(
    sheets.map(({ name, day, lines }) => ({
      name,
      columns: [
        { head: day ? `填报日期：${day}` : '花名册' },
        ...header
          .split(',')
          .slice(1)
          .map(() => ({ head: '' })),
      ],
      rows: [header, ...lines].map(asRow),
    })),
  ))
    chunks.push(chunk)
  return Buffer.concat(chunks)
}

/** An ID number of somebody born on that day. */
export const idNumberOf = (birthday: string) => {
  const digits = `422826${birthday.replaceAll('-', '')}000`
  return digits + checkCharacter(digits)
}

export const townshipCode = (township: string) => findRegion({ county: county.code, township, day: '2019-03-04' })!.code
export const officerOf = (township: string): Viewer => ({
  ...aViewer('townshipOfficer', { kind: 'region', code: townshipCode(township) }),
  accountId: `officer-${township}`,
})

export const take = (site: TestSite, bytes: Buffer, viewer: Viewer = anAdmin, cohortId?: string) =>
  importRosterFile(site, viewer, { fileName: '名单', bytes, cohortId, dryRun: false })

/** What the preview tells of the rows with this outcome, row after row. */
export async function previewed(
  site: TestSite,
  bytes: Buffer,
  outcome: 'new' | 'known' | 'changed' | 'refused',
  viewer: Viewer = anAdmin,
): Promise<string[]> {
  const importId = await uploadRoster(site, viewer, { fileName: '名单', bytes })
  await previewRoster(site, viewer, { importId })
  return (await readRosterImport(site, viewer, { importId, outcome })).rows.map(({ message }) => message)
}
