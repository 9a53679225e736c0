// The navigation of desks: every place is told apart at a glance, at 1024 px by its icon first.
import { expect, test } from 'vitest'
import { duties } from '#app/access/roles.ts'
import type { Grant } from '#app/access/viewer.ts'
import { listDeskPlaces, nameWhatIsFound } from '#app/shell/desk-nav.ts'

const roles = [...new Set(Object.values(duties).flat())]

test('every place of the desk has an icon of its own', () => {
  const grants: Grant[] = roles.map((role) => ({ role, scope: { kind: 'everything' } }))
  const places = listDeskPlaces({ accountId: 'all', personId: null, name: '余全责', grants }).flatMap(({ places }) => places)
  expect(places.length).toBeGreaterThan(12)
  const labelsByIcon = new Map<string, string[]>()
  for (const { icon, label } of places) labelsByIcon.set(icon, [...(labelsByIcon.get(icon) ?? []), label])
  expect([...labelsByIcon.values()].filter((labels) => labels.length > 1)).toEqual([])
})

test.each([
  ['instructor', '学员、班、课程、证书'],
  ['coordinator', '网店'],
  ['townshipOfficer', '人、户、班、证书、网店'],
] as const)('the search of a desk of the %s promises only what it finds: %s', (role, words) => {
  const grants: Grant[] = [{ role, scope: { kind: 'everything' } }]
  expect(nameWhatIsFound({ accountId: 'one', personId: null, name: '余小网', grants })).toBe(words)
})
