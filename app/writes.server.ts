// What becomes of a write for which there is no room.
import { type Database, DatabaseFault } from '#db/database.ts'
import { comeBack } from './refusal.ts'

/** The same writing, which refuses with 503 where too many wait for it (db/lanes.ts). */
export const saysComeBack =
  (write: Database['write']): Database['write'] =>
  (actor, why, work, choices) =>
    write(actor, why, work, choices).catch((fault: unknown) => {
      throw fault instanceof DatabaseFault && fault.code === 'DATABASE_CROWDED' ? comeBack() : fault
    })
