/** Why a database cannot be opened or takes no write, as `code`, in the manner of Node's own faults. */
export class DatabaseFault extends Error {
  constructor(
    readonly code: 'DATABASE_NEWER' | 'DATABASE_VIOLATED' | 'DATABASE_CROWDED' | 'DATABASE_MISSING' | 'DATABASE_READ_ONLY',
    message: string,
  ) {
    super(message)
    this.name = 'DatabaseFault'
  }
}
