// The door of the access log: who looked at lists, took files away, or was refused.
export {
  type Access,
  type AccessQuestion,
  flushAccessRecords,
  listAccess,
  recordAccess,
  recordReading,
  recordSettings,
} from './records.server.ts'
