/** Why a database cannot be opened or does not accept a write; `code` follows the convention of Node's own errors. */
export class DatabaseFault extends Error {
  constructor(
    readonly code: 'DATABASE_NEWER' | 'DATABASE_VIOLATED' | 'DATABASE_CROWDED' | 'DATABASE_MISSING' | 'DATABASE_READ_ONLY',
    message: string,
  ) {
    super(message)
    this.name = 'DatabaseFault'
  }
}
