// The four places of a trainee's phone.
import type { NavItem } from './phone-page.tsx'

const places: readonly NavItem[] = [
  { href: '/', label: '学习', icon: 'book' },
  { href: '/class', label: '我的班', icon: 'calendar' },
  { href: '/exams', label: '考试', icon: 'pen' },
  { href: '/certificates', label: '证书', icon: 'award' },
]

/** Their URLs. */
export const traineePlaces: readonly string[] = places.map(({ href }) => href)

/** Returns the navigation with the current place marked. */
export const traineeNav = (at: string): NavItem[] => places.map((place) => ({ ...place, current: place.href === at }))
