// The plan of the demo county in the places of the programme that ships, and who of it can sign in.
import { listChildren } from '#app/modules/regions/regions.server.ts'
import { present } from '#app/present.ts'
import { getFirstDay } from '#app/programme/programme.ts'
import { loadProgramme } from '#app/programme/programme.server.ts'
import { type DemoCounty, planCounty } from '#db/demo/county.ts'
import { password, pin, users } from '#db/demo/users.ts'
import { listOwnerSignIns } from './mentorship.server.ts'

const roleLabels: Record<string, string> = {
  administrator: '管理员',
  coordinator: '结对协调员',
  official: '人社干部',
  townshipOfficer: '乡镇专干',
  instructor: '讲师',
}

/** Lists how to sign in to the demo, one line per role. */
export const listDemoSignIns = () => [
  ...users.map(({ role, name, phone }) => `${roleLabels[role]}（${name}）：手机号 ${phone}，密码 ${password}`),
  `学员（正在上课的一位）：手机号 ${phoneOfToday()}，密码 ${pin}`,
  ...listOwnerSignIns(),
]

/** Plans the demo for the programme that ships, whatever programme the installation has. */
export function plan(programme = loadProgramme(null)) {
  const day = getFirstDay(programme)
  const villages = listChildren(programme.west.county, day).flatMap(({ code }) => listChildren(code, day))
  return planCounty(villages.sort((one, other) => (one.code < other.code ? -1 : 1))) // a seed draws from them in this order
}

/** Returns the trainee of today's class who can sign in: the first with a phone. */
export const traineeOfToday = (county: DemoCounty) =>
  present(
    county.persons.find(({ key, phone }) => county.today.includes(key) && phone),
    'trainee of today with a phone',
  )
const phoneOfToday = () => present(traineeOfToday(plan()).phone, 'phone')
