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
  correctHousehold,
  discloseIdNumbers,
  ensureHousehold,
  joinHousehold,
  listDisclosedLately,
  setMonitoring,
  moveHousehold,
  setRegistration,
  unmask,
} from './commands.server.ts'
export { isInReach, listOwnDisclosures, listCorrectionPlaces, listVisiblePlaces } from './queries.server.ts'
export {
  findNamesakes,
  listHouseholds,
  listPersons,
  readHousehold,
  readPerson,
  readPersonToMend,
  searchPeople,
  searchRegister,
} from './recorded.server.ts'
export { countGivenNumber } from './number-searches.server.ts'
export { mendPerson } from './mend-person.server.ts'
export { canCorrectHousehold } from './policy.ts'
export { maxAtOnce, loadRegisterRecords } from './register.server.ts'
export { indexMissing, resetSearchIndex, startSearchIndexer } from './search-data.server.ts'
/** Phone numbers for those who judge the right themselves, as one name. */
export * as phoneLooks from './looks/phone-looks.server.ts'
