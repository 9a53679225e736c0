// The one list of all columns that hold something sealed or fingerprinted with the installation's key. Key rotation
// walks it, and it binds a sealed value to its row. A test asserts that no such column is missing here.
import type { Table } from './dialect/dialect.ts'
import { accounts } from './schema/accounts.ts'
import { secondSteps } from './schema/sessions.ts'
import { persons } from './schema/households.ts'
import { installation } from './schema/installation.ts'
import { storedFilePieces } from './schema/stored-files.ts'
import { shopImports } from '#db/schema/shops.ts'
import { rosterEntries } from './schema/rosters.ts'

/**
 * Where a sealed value belongs. The place is authenticated with the value: copied to another row or column, it cannot
 * be opened.
 */
export const sealPlace = {
  idNumberOfPerson: (personId: string) => `persons.id_number/${personId}`,
  phoneOfPerson: (personId: string) => `persons.phone/${personId}`,
  phoneOfAccount: (accountId: string) => `accounts.phone/${accountId}`,
  secondStepOf: (accountId: string) => `second_steps.secret/${accountId}`,
  ledger: () => 'installation.ledger',
  /** Named after the table that first held such pieces: under another name they could not be opened. */
  pieceOfKeptFile: (fileId: string, place: number) => `roster_files/${fileId}/${place}`,
  batchOfRoster: (importId: string, place: number) => `roster_entries/${importId}/${place}`,
  fileOfShopImport: (importId: string) => `shop_imports.file/${importId}`,
} as const

/** A sealed column, as drizzle names it. */
export interface SealedColumn {
  table: Table
  /** The columns that identify a row. */
  key: readonly string[]
  column: string
  place(row: Record<string, unknown>): string
  /** The column with the fingerprint of the same text, if there is one. */
  fingerprint?: string
}

const text = (value: unknown) => String(value)

export const sealedColumns: readonly SealedColumn[] = [
  {
    table: persons,
    key: ['id'],
    column: 'idNumberSealed',
    place: ({ id }) => sealPlace.idNumberOfPerson(text(id)),
    fingerprint: 'idNumberFingerprint',
  },
  {
    table: persons,
    key: ['id'],
    column: 'phoneSealed',
    place: ({ id }) => sealPlace.phoneOfPerson(text(id)),
    fingerprint: 'phoneFingerprint',
  },
  {
    table: accounts,
    key: ['id'],
    column: 'phoneSealed',
    place: ({ id }) => sealPlace.phoneOfAccount(text(id)),
    fingerprint: 'phoneFingerprint',
  },
  { table: secondSteps, key: ['accountId'], column: 'secretSealed', place: ({ accountId }) => sealPlace.secondStepOf(text(accountId)) },
  { table: installation, key: ['id'], column: 'ledgerSealed', place: () => sealPlace.ledger() },
  {
    table: storedFilePieces,
    key: ['fileId', 'place'],
    column: 'sealed',
    place: ({ fileId, place }) => sealPlace.pieceOfKeptFile(text(fileId), Number(place)),
  },
  {
    table: rosterEntries,
    key: ['importId', 'place'],
    column: 'sealed',
    place: ({ importId, place }) => sealPlace.batchOfRoster(text(importId), Number(place)),
  },
  { table: shopImports, key: ['id'], column: 'fileSealed', place: ({ id }) => sealPlace.fileOfShopImport(text(id)) },
]

/**
 * Keyed hashes of texts that are stored nowhere, so that they cannot be recomputed with another key: they are looked up
 * under the retired keys too, until they have expired. By table and column, as SQL names them.
 */
export const lastingFingerprints: readonly string[] = [
  'slips.code_hash',
  'recovery_codes.code_hash',
  'wrong_tries.key',
  'sign_in_tries.who',
  'access_records.who',
]
