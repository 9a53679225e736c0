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
  registerHousehold,
  unmask,
} from './commands.server.ts'
export {
  type HouseholdView,
  isInReach,
  type ListedPerson,
  looksAtMe,
  type PeopleList,
  type PersonView,
  placesToCorrectTo,
} from './queries.server.ts'
export { listPersons, readHousehold, readPerson, searchPeople } from './recorded.server.ts'
export { canCorrectHousehold } from './policy.ts'
export { mostAtOnce, type StandingHousehold, type StandingPerson, type Standings, standingsOf } from './register.server.ts'
export { catchUpSearch, forgetSearch, keepSearchable } from './search-data.server.ts'
