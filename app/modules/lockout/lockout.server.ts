// The door of lockout: tries to sign in, counted, and how long the next must wait.
export { formatWait, ladders, toAddressKey } from './ladders.ts'
export {
  clearTries,
  countSignIn,
  countTry,
  forgiveTries,
  type HourlyTries,
  isLockedOut,
  listLastSignIns,
  listTries,
  tryOutcomeLabels,
  type TrySource,
} from './tries.server.ts'
