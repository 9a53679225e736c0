// The door of spreadsheets: reads .xlsx and .csv row by row, writes .xlsx. Knows no word of the domain.
import { readCsv } from './csv-reader.server.ts'
import { UnreadableFile } from './unreadable.ts'
import { readXlsx } from './xlsx-reader.server.ts'
import type { SheetRow } from './cells.ts'

export { type Cell, columnLetters, type SheetRow } from './cells.ts'
export { UnreadableFile, type UnreadableCode } from './unreadable.ts'
export { type CellValue, type SheetToWrite, emitWorkbook, writeWorkbook } from './xlsx-writer.server.ts'

export const mostBytes = 30 * 1024 * 1024

const startsWith = (bytes: Uint8Array, ...signature: number[]) => signature.every((byte, place) => bytes[place] === byte)
const encryptedPackage = Buffer.from('EncryptedPackage', 'utf16le')

/**
 * All rows of all sheets, in order, told apart by content and not by the file's name.
 * Throws UnreadableFile if the file is no workbook, is old, encrypted, a zip bomb, too large or damaged.
 */
export function readSpreadsheet(bytes: Buffer): AsyncIterable<SheetRow[]> {
  if (bytes.length === 0) throw new UnreadableFile('empty')
  if (bytes.length > mostBytes) throw new UnreadableFile('too-large')
  if (startsWith(bytes, 0xd0, 0xcf, 0x11, 0xe0)) throw new UnreadableFile(bytes.includes(encryptedPackage) ? 'encrypted' : 'old-workbook')
  return startsWith(bytes, 0x50, 0x4b) ? readXlsx(bytes) : readCsv(bytes)
}
