// The door of spreadsheets: reads .xlsx and .csv row by row, writes .xlsx. Contains nothing about the domain.
import { readCsv } from './csv-reader.server.ts'
import { UnreadableFile } from './unreadable.ts'
import { readInflatedSize, readXlsx, readSheetNames } from './xlsx-reader.server.ts'
import type { SheetRow } from './cells.ts'

export { type Cell, formatColumn, type SheetRow } from './cells.ts'
export { UnreadableFile, type UnreadableCode } from './unreadable.ts'
export { type CellValue, type SheetToWrite, type StyledRow, emitWorkbook, encodeWorkbook, writeWorkbook } from './xlsx-writer.server.ts'

export const maxBytes = 30 * 1024 * 1024

const startsWith = (bytes: Uint8Array, ...signature: number[]) => signature.every((byte, place) => bytes[place] === byte)
const encryptedPackage = Buffer.from('EncryptedPackage', 'utf16le')
const isZip = (bytes: Uint8Array) => startsWith(bytes, 0x50, 0x4b)

/** The type is detected by content and not by the file's name. */
function refuseUnlessReadable(bytes: Buffer) {
  if (bytes.length === 0) throw new UnreadableFile('empty')
  if (bytes.length > maxBytes) throw new UnreadableFile('too-large')
  if (startsWith(bytes, 0xd0, 0xcf, 0x11, 0xe0)) throw new UnreadableFile(bytes.includes(encryptedPackage) ? 'encrypted' : 'old-workbook')
}

/**
 * Yields all rows of all sheets, in order; with `hiddenLast`, those of hidden sheets after the others. Throws
 * UnreadableFile if the file is no workbook, is old, encrypted, a zip bomb, too large or damaged; with `atOnce`,
 * InlineLimitExceeded if it is too much work for the main thread.
 */
export function readSpreadsheet(bytes: Buffer, how: ReadOptions = {}): AsyncGenerator<SheetRow[]> {
  refuseUnlessReadable(bytes)
  return isZip(bytes) ? readXlsx(bytes, how) : readCsv(bytes, how)
}

export interface ReadOptions {
  hiddenLast?: boolean
  atOnce?: boolean
}

/** Lists the names of the sheets, in order. Throws UnreadableFile like `readSpreadsheet`. */
export async function listSheets(bytes: Buffer): Promise<string[]> {
  refuseUnlessReadable(bytes)
  return isZip(bytes) ? readSheetNames(bytes) : ['CSV']
}

/** Bytes that are read in some hundredths of a second: a class of fifty is a tenth of it. */
const smallSize = 256 * 1024

/**
 * Whether the file looks small enough to be read without delaying others. A file that inflates to more than it declares
 * is damaged, which is found out in time.
 */
export async function isSmall(bytes: Buffer): Promise<boolean> {
  if (bytes.length > smallSize) return false
  return !isZip(bytes) || (await readInflatedSize(bytes)) <= smallSize * 2
}
