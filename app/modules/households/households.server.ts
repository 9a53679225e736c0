// The door of households: persons, households, and what was true of them when.
export {
  stageHousehold,
  stageMonitoring,
  stagePerson,
  stageRegistration,
  type StagedRecords,
  insertStaged,
  newStagedRecords,
} from './staging.server.ts'
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
  setMonitoring,
  moveHousehold,
  setRegistration,
  unmask,
} from './commands.server.ts'
export {
  type HouseholdView,
  isInReach,
  type ListedPerson,
  listOwnDisclosures,
  type PeopleList,
  type PersonView,
  listCorrectionPlaces,
  listVisiblePlaces,
  nobody,
} from './queries.server.ts'
export {
  listHouseholds,
  listPersons,
  readHousehold,
  readPerson,
  readPersonToMend,
  searchPeople,
  searchRegister,
} from './recorded.server.ts'
export { noHouseholds } from './household-list.server.ts'
export type { HouseholdList, ListedHousehold, FoundHousehold, RegisterFilter, StatusFilter } from './household-list.server.ts'
export type { FoundInRegister, FoundPerson } from './register-search.server.ts'
export { findNamesakes, type Namesake } from './namesakes.server.ts'
export { mendPerson } from './mend-person.server.ts'
export { canCorrectHousehold } from './policy.ts'
export { maxAtOnce, type HouseholdRecord, type PersonRecord, type RegisterRecords, loadRegisterRecords } from './register.server.ts'
export { indexMissing, resetSearchIndex, startSearchIndexer } from './search-data.server.ts'
