// The lists of people and households while their filter is refused.
import type { PageLinks } from '#app/paging.ts'
import type { HouseholdList, PeopleList } from './types.ts'

const onePage: PageLinks = { page: 1, pages: 1, first: null, previous: null, next: null, last: null }

export const nobody: PeopleList = { rows: [], count: 0, isCounted: true, waiting: 0, turns: onePage }
export const noHouseholds: HouseholdList = { rows: [], count: 0, isCounted: true, turns: onePage }
