// The door of the access log: who opened lists, exported files, or was refused.
export {
  type Access,
  type AccessQuestion,
  flushAccessRecords,
  listAccess,
  recordAccess,
  recordReading,
  recordSettings,
} from './records.server.ts'
