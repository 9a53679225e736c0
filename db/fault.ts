/** Why a database cannot be opened, as `code`, in the manner of Node's own faults. */
export class DatabaseFault extends Error {
  constructor(
    readonly code: 'DATABASE_NEWER' | 'DATABASE_VIOLATED',
    message: string,
  ) {
    super(message)
  }
}
