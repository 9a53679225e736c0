// A workbook of texts, of which sheets and rows may be hidden: what our own writer never makes.
import { strToU8, zipSync } from 'fflate'

export interface SheetMade {
  name: string
  hidden?: boolean
  /** Lines with commas, as in a .csv. */
  lines: readonly string[]
  /** Numbers of hidden rows, from 1. */
  hiddenRows?: readonly number[]
}

const ns = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'

const rowXml = (line: string, row: number, hidden: boolean) =>
  `<row r="${row}"${hidden ? ' hidden="1"' : ''}>${line
    .split(',')
    .map((text) => (text === '' ? '<c/>' : `<c t="inlineStr"><is><t>${text}</t></is></c>`))
    .join('')}</row>`

/** The workbook with these sheets, in their order. */
export const workbookOf = (...sheets: readonly SheetMade[]) =>
  Buffer.from(
    zipSync({
      'xl/workbook.xml': strToU8(
        `<workbook ${ns} xmlns:r="r"><sheets>${sheets.map(({ name, hidden }, at) => `<sheet name="${name}" sheetId="${at + 1}" state="${hidden ? 'hidden' : 'visible'}" r:id="rId${at}"/>`).join('')}</sheets></workbook>`,
      ),
      'xl/_rels/workbook.xml.rels': strToU8(
        `<Relationships>${sheets.map((_, at) => `<Relationship Id="rId${at}" Type="x/worksheet" Target="worksheets/sheet${at}.xml"/>`).join('')}</Relationships>`,
      ),
      ...Object.fromEntries(
        sheets.map(({ lines, hiddenRows = [] }, at) => [
          `xl/worksheets/sheet${at}.xml`,
          strToU8(
            `<worksheet ${ns}><sheetData>${lines.map((line, place) => rowXml(line, place + 1, hiddenRows.includes(place + 1))).join('')}</sheetData></worksheet>`,
          ),
        ]),
      ),
    }),
  )
