// The door of households: persons, households, and what was true of them when.
export {
  addNameVariant,
  addPerson,
  changePhone,
  changeResidence,
  ensureHousehold,
  joinHousehold,
  type MaskedField,
  monitorHousehold,
  type NewPerson,
  registerHousehold,
  unmask,
} from './commands.server.ts'
export { type ListedPerson, listPersons, type Look, looksAtMe, readHousehold, readPerson } from './queries.server.ts'
export { addHouseholds, addPersons, mostAtOnce, type NewMember, type StandingHousehold, type StandingPerson, type Standings, standingsOf } from './register.server.ts'
