// The types of what the door returns, for pages and other domains.
export type { Corrected, MaskedField } from './commands.server.ts'
export type { FoundHousehold, HouseholdList, ListedHousehold } from './household-list.server.ts'
export type { Namesake } from './namesakes.server.ts'
export type { HouseholdView, ListedPerson, PeopleList, PersonView } from './queries.server.ts'
export type { HouseholdRecord, PersonRecord, RegisterRecords } from './register.server.ts'
export type { FoundInRegister, FoundPerson } from './register-search.server.ts'
