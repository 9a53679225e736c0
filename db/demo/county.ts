// The demo county as a plan: who lives where, how their households' status changed, which cohorts ran and how each
// trainee did. It contains no figures: they result from carrying the plan out through the domains' public functions.
import { idNumbers, names, phones } from './people.ts'
import { type Random, createRandom } from './random.ts'

export type Status = 'none' | 'registered' | 'lifted' | 'returned'
export type Tier = 'leadership' | 'township' | 'entrepreneur'

export interface PlannedSpell<T> {
  value: T
  from: string
  to?: string
}

export interface PlannedHousehold {
  number: string
  village: string
  status: PlannedSpell<Status>[]
}

export interface PlannedPerson {
  key: string
  name: string
  idNumber: string
  birthday: string
  phone: string | null
  village: string
  homes: PlannedSpell<{ household: string; relation: string }>[]
}

/**
 * `completes`; `failsExam`: sat it and did not pass; `misses`: attended too few sessions; `leaves`: left after the
 * first day.
 */
export type Outcome = 'completes' | 'failsExam' | 'misses' | 'leaves'

export interface PlannedCohort {
  number: number
  name: string
  tier: Tier
  region: string
  place: string
  days: string[]
  /** Day of the exam: the last day of class. */
  trainees: { person: string; fate: Outcome }[]
}

export interface DemoCounty {
  households: PlannedHousehold[]
  persons: PlannedPerson[]
  cohorts: PlannedCohort[]
  /** The trainees of the cohort that meets on the day the county is loaded. */
  today: string[]
}

/** 唐崖镇, where the demo's township officer works. */
export const homeTownship = '422826105'

/** The cohort that meets there on the day the county is loaded. */
export const classOfToday = { name: '唐崖镇电商创业班', place: '唐崖镇文化站' }

/** A class that ended on a day, half a year before the county is loaded: people of 2019 who learn more. */
export function planClassOfHalfAYearAgo(
  { cohorts, persons }: Pick<DemoCounty, 'cohorts' | 'persons'>,
  days: [string, string],
): PlannedCohort {
  const completed = new Set(cohorts.flatMap(({ trainees }) => trainees.flatMap(({ person, fate }) => (fate === 'completes' ? person : []))))
  const isFar = ({ village }: PlannedPerson) => Number(!village.startsWith(homeTownship))
  const those = persons.filter(({ key }) => completed.has(key)).sort((one, other) => isFar(one) - isFar(other))
  return {
    number: cohorts.length + 2,
    name: '唐崖镇电商提高班',
    tier: 'entrepreneur',
    region: homeTownship,
    place: classOfToday.place,
    days,
    trainees: those.slice(0, 14).map(({ key }) => ({ person: key, fate: 'completes' })),
  }
}

interface Village {
  code: string
}

const registryBegan = '2014-10-01'

/**
 * The cohorts of the first seven months of 2019. `poor`: first-time completers of registered households, including the
 * `lifted` ones.
 */
const programme: { name: string; tier: Tier; days: string[]; poor: number; lifted: number; others: number; place: string }[] = [
  {
    name: '电商创业普及班（一）',
    tier: 'entrepreneur',
    days: ['2019-02-25', '2019-02-26', '2019-02-27'],
    poor: 10,
    lifted: 1,
    others: 6,
    place: '县职教中心 201 教室',
  },
  {
    name: '村播带头人班',
    tier: 'entrepreneur',
    days: ['2019-03-11', '2019-03-12', '2019-03-13', '2019-03-14'],
    poor: 9,
    lifted: 1,
    others: 5,
    place: '余杭咸丰电商产业园',
  },
  {
    name: '领导班子电商政策研讨班',
    tier: 'leadership',
    days: ['2019-03-28', '2019-03-29'],
    poor: 0,
    lifted: 0,
    others: 14,
    place: '县委党校',
  },
  {
    name: '茶叶上行班',
    tier: 'entrepreneur',
    days: ['2019-04-15', '2019-04-16', '2019-04-17'],
    poor: 11,
    lifted: 2,
    others: 4,
    place: '镇政府会议室',
  },
  {
    name: '乡镇电商骨干班（一）',
    tier: 'township',
    days: ['2019-05-06', '2019-05-07', '2019-05-08'],
    poor: 4,
    lifted: 1,
    others: 12,
    place: '余杭咸丰电商产业园',
  },
  {
    name: '土豆与山货网上卖',
    tier: 'entrepreneur',
    days: ['2019-05-27', '2019-05-28', '2019-05-29'],
    poor: 11,
    lifted: 1,
    others: 4,
    place: '镇文化站',
  },
  {
    name: '乡镇电商骨干班（二）',
    tier: 'township',
    days: ['2019-06-17', '2019-06-18', '2019-06-19'],
    poor: 4,
    lifted: 0,
    others: 11,
    place: '县职教中心 203 教室',
  },
  {
    name: '电商创业普及班（二）',
    tier: 'entrepreneur',
    days: ['2019-07-15', '2019-07-16', '2019-07-17', '2019-07-18'],
    poor: 7,
    lifted: 1,
    others: 7,
    place: '县职教中心 201 教室',
  },
]

/** Trainees of the cohort that meets today: all of one township, from households lifted long ago. */
const traineesOfToday = 14

/** Plans the county from its villages and a seed. The same villages and seed give the same county. */
export function planCounty(villages: readonly Village[], seed = 422826): DemoCounty {
  const random = createRandom(seed)
  const people = peopleIn(villages, random)
  const cohorts = programme.map((entry, index): PlannedCohort => {
    const poor = Array.from({ length: entry.poor }, (_, i) => people.inOwnHousehold(i < entry.lifted ? 'lifted' : 'registered'))
    const others = Array.from({ length: entry.others }, () => people.inOwnHousehold('none', { office: entry.tier !== 'entrepreneur' }))
    return {
      number: index + 1,
      name: entry.name,
      tier: entry.tier,
      region: index === 3 || index === 5 ? random.pick(villages).code.slice(0, 9) : '422826',
      place: entry.place,
      days: entry.days,
      trainees: [...poor, ...others].map((person) => ({ person: person.key, fate: 'completes' as const })),
    }
  })
  addWhatHappens(cohorts, people)
  const today = Array.from(
    { length: traineesOfToday },
    (_, i) => people.inOwnHousehold(i < 10 ? 'lifted' : 'none', { township: homeTownship }).key,
  )
  return { today, households: people.households, persons: people.persons, cohorts }
}

type People = ReturnType<typeof peopleIn>

/** Adds the histories that make counting hard. Each of them occurs in real registers. */
function addWhatHappens(cohorts: PlannedCohort[], people: People) {
  const cohort = (number: number) => cohorts[number - 1]!
  const add = (number: number, person: PlannedPerson, fate: Outcome = 'completes') =>
    void cohort(number).trainees.push({ person: person.key, fate })
  const poorOf = (number: number, nth: number) => people.personOf(cohort(number).trainees[nth]!.person)

  // Two members of one household, four times: each adds one person, but no household.
  for (const [number, nth, second] of [
    [1, 3, 2],
    [2, 4, 4],
    [4, 5, 5],
    [6, 2, 7],
  ] as const)
    add(second, people.joining(poorOf(number, nth), '女儿', registryBegan))

  // People who attend a second cohort: 人次 grows, 人 and 户 do not.
  for (const [first, nth, second] of [
    [1, 4, 4],
    [1, 5, 6],
    [2, 5, 8],
    [4, 6, 8],
  ] as const)
    add(second, poorOf(first, nth))

  // A household that split in April: mother and daughter both complete after it, so they count as two households.
  const mother = poorOf(6, 5)
  const daughter = people.joining(mother, '女儿', registryBegan)
  people.movesOut(daughter, '2019-04-20', 'registered')
  add(8, daughter)

  // A household lifted during the period: its member completed before, and again after.
  const rising = poorOf(1, 8)
  people.changesStatus(rising, '2019-06-01', 'lifted')
  add(7, rising)

  // One failed, one left, one attended too few sessions; all three are of registered households.
  add(2, people.inOwnHousehold('registered'), 'failsExam')
  add(4, people.inOwnHousehold('registered'), 'leaves')
  add(6, people.inOwnHousehold('registered'), 'misses')

  // One married into a registered household after completing: this does not count as a trained poor household.
  const bride = people.inOwnHousehold('none')
  add(2, bride)
  people.marriesInto(bride, poorOf(1, 6), '2019-05-18')
}

function peopleIn(villages: readonly Village[], random: Random) {
  const newName = names(random)
  const newId = idNumbers(random)
  const newPhone = phones()
  const households: PlannedHousehold[] = []
  const persons: PlannedPerson[] = []

  const householdOf = (person: PlannedPerson) => households.find((household) => household.number === person.homes.at(-1)!.value.household)!
  const addHousehold = (village: string, status: PlannedSpell<Status>[]) => {
    const household = { number: `D${String(households.length + 1).padStart(6, '0')}`, village, status }
    households.push(household)
    return household
  }
  const addPerson = (
    village: string,
    homes: PlannedPerson['homes'],
    { surname, oldest = 1955, youngest = 1996 }: { surname?: string; oldest?: number; youngest?: number } = {},
  ) => {
    const person: PlannedPerson = {
      key: `p${persons.length + 1}`,
      name: newName(surname),
      ...newId(oldest, youngest),
      phone: random.whole(1, 10) === 1 ? null : newPhone(),
      village,
      homes,
    }
    persons.push(person)
    return person
  }
  const endHome = (person: PlannedPerson, day: string) => {
    const home = person.homes.at(-1)
    if (home) home.to = day
  }

  return {
    households,
    persons,
    personOf: (key: string) => persons.find((person) => person.key === key)!,
    /** Creates a person with her own household. Households that are already lifted were lifted in 2018. */
    inOwnHousehold(status: 'none' | 'registered' | 'lifted', { office = false, township = '' } = {}) {
      const village = random.pick(villages.filter(({ code }) => code.startsWith(township))).code
      const spells: PlannedSpell<Status>[] =
        status === 'lifted'
          ? [
              { value: 'registered', from: registryBegan, to: '2018-12-20' },
              { value: 'lifted', from: '2018-12-20' },
            ]
          : [{ value: status, from: registryBegan }]
      const household = addHousehold(village, spells)
      return addPerson(
        village,
        [{ value: { household: household.number, relation: '户主' }, from: registryBegan }],
        office ? { oldest: 1966, youngest: 1994 } : {},
      )
    },
    /** Creates another member of a person's household. */
    joining(of: PlannedPerson, relation: string, from: string) {
      return addPerson(of.village, [{ value: { household: householdOf(of).number, relation }, from }], {
        surname: of.name.slice(0, 1),
        oldest: 1988,
        youngest: 2000,
      })
    },
    /** Moves a person out of her household into a new one of her own. */
    movesOut(person: PlannedPerson, day: string, status: Status) {
      endHome(person, day)
      const household = addHousehold(person.village, [{ value: status, from: day }])
      person.homes.push({ value: { household: household.number, relation: '户主' }, from: day })
    },
    marriesInto(person: PlannedPerson, other: PlannedPerson, day: string) {
      endHome(person, day)
      person.homes.push({ value: { household: householdOf(other).number, relation: '儿媳' }, from: day })
    },
    changesStatus(person: PlannedPerson, day: string, status: Status) {
      const household = householdOf(person)
      household.status.at(-1)!.to = day
      household.status.push({ value: status, from: day })
    },
  }
}
