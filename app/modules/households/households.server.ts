// The door of households: persons, households, and what was true of them when.
export {
  addArrivingHousehold,
  addArrivingMonitoring,
  addArrivingPerson,
  addArrivingStatus,
  type Arrivals,
  enterArrivals,
  noArrivals,
} from './arrivals.server.ts'
export {
  addNameVariant,
  addPerson,
  changePhone,
  changeResidence,
  type Corrected,
  correctHousehold,
  ensureHousehold,
  joinHousehold,
  type MaskedField,
  monitorHousehold,
  moveHousehold,
  type NewPerson,
  registerHousehold,
  unmask,
} from './commands.server.ts'
export {
  type Correction,
  type HouseholdView,
  isInReach,
  type ListedPerson,
  type Look,
  looksAtMe,
  type PeopleList,
  type PersonView,
  placesToCorrectTo,
} from './queries.server.ts'
export { listPersons, readHousehold, readPerson, searchPeople } from './recorded.server.ts'
export { canCorrectHousehold } from './policy.ts'
export { mostAtOnce, type StandingHousehold, type StandingPerson, type Standings, standingsOf } from './register.server.ts'
export { catchUpSearch, forgetSearch, keepSearchable } from './search-data.server.ts'
