// The door of spreadsheets: reads .xlsx and .csv row by row, writes .xlsx. Knows no word of the domain.
import { readCsv } from './csv-reader.server.ts'
import { UnreadableFile } from './unreadable.ts'
import { inflatedSizeOf, readXlsx, sheetNamesOf } from './xlsx-reader.server.ts'
import type { SheetRow } from './cells.ts'

export { type Cell, columnLetters, type SheetRow } from './cells.ts'
export { UnreadableFile, type UnreadableCode } from './unreadable.ts'
export { type CellValue, type SheetToWrite, emitWorkbook, writeWorkbook } from './xlsx-writer.server.ts'

export const mostBytes = 30 * 1024 * 1024

const startsWith = (bytes: Uint8Array, ...signature: number[]) => signature.every((byte, place) => bytes[place] === byte)
const encryptedPackage = Buffer.from('EncryptedPackage', 'utf16le')
const isZip = (bytes: Uint8Array) => startsWith(bytes, 0x50, 0x4b)

/** Told apart by content and not by the file's name. */
function refuseUnlessReadable(bytes: Buffer) {
  if (bytes.length === 0) throw new UnreadableFile('empty')
  if (bytes.length > mostBytes) throw new UnreadableFile('too-large')
  if (startsWith(bytes, 0xd0, 0xcf, 0x11, 0xe0)) throw new UnreadableFile(bytes.includes(encryptedPackage) ? 'encrypted' : 'old-workbook')
}

/**
 * All rows of all sheets, in order; with `hiddenLast`, those of hidden sheets after the others.
 * Throws UnreadableFile if the file is no workbook, is old, encrypted, a zip bomb, too large or damaged; with `atOnce`,
 * TooMuchAtOnce if it is more work than can be done in the midst of other work.
 */
export function readSpreadsheet(bytes: Buffer, how: ReadingHow = {}): AsyncGenerator<SheetRow[]> {
  refuseUnlessReadable(bytes)
  return isZip(bytes) ? readXlsx(bytes, how) : readCsv(bytes, how)
}

export interface ReadingHow {
  hiddenLast?: boolean
  atOnce?: boolean
}

/** The names of the sheets, in order. Throws UnreadableFile as `readSpreadsheet` does. */
export async function sheetsOf(bytes: Buffer): Promise<string[]> {
  refuseUnlessReadable(bytes)
  return isZip(bytes) ? sheetNamesOf(bytes) : ['CSV']
}

/** Bytes that are read in some hundredths of a second: a class of fifty is a tenth of it. */
const smallSize = 256 * 1024

/** Whether it looks so small that reading it keeps nobody waiting. What inflates to more than it declares is damage, and found out in time. */
export async function isSmall(bytes: Buffer): Promise<boolean> {
  if (bytes.length > smallSize) return false
  return !isZip(bytes) || (await inflatedSizeOf(bytes)) <= smallSize * 2
}
