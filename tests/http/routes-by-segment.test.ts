// Remix is given the routes that an address may lead to, and finds among them what it finds among all.
import { matchRoutes } from '@remix-run/react'
import type { ServerBuild } from '@remix-run/node'
import { beforeAll, expect, test } from 'vitest'
import { byFirstSegment } from '#app/http/server/routes-by-segment.ts'
import { loadScreens } from '#tests/access/screens.ts'

let build: ServerBuild
beforeAll(async () => void ({ build } = await loadScreens()), 120_000)

const treeOf = ({ routes }: ServerBuild) => {
  const childrenOf = (parent?: string): object[] =>
    Object.values(routes)
      .flatMap((route) => (route && route.parentId === parent ? [route] : []))
      .map(({ id, path, index }) => (index ? { id, path, index } : { id, path, children: childrenOf(id) }))
  return childrenOf() as Parameters<typeof matchRoutes>[0]
}
const found = (all: ServerBuild, pathname: string) => matchRoutes(treeOf(all), pathname)?.map(({ route, params }) => [route.id, params])

test('of every address, in whatever spelling, the same route is found among fewer', () => {
  const reduced = byFirstSegment(build, (fewer) => fewer)
  const patterns = Object.values(build.routes).map((route) => `/${route?.path ?? ''}`)
  const addresses = patterns.flatMap((pattern) => {
    const address = pattern.replace(/:(\w+)\??/g, 'a1').replace('*', 'no/where')
    return [
      address,
      `${address}/`,
      `/${address}`,
      address.toUpperCase(),
      `${address}/more`,
      address.replace(/[a-z]/, '%61'),
      `${address}.x`,
    ]
  })
  for (const address of ['/', '/nowhere', '/icon.svg', '/exams.data', '/__manifest', '/%E4%B8%AD', ...addresses])
    expect(found(reduced(address), address), address).toEqual(found(build, address))
})

test('most addresses have few, and what browsers are told of is what is served', () => {
  const reduced = byFirstSegment(build, (fewer) => fewer)
  for (const address of ['/exams/a1', '/attempts/a1/result', '/courses/a/b', '/class.data']) {
    const { routes, assets } = reduced(address)
    expect(Object.keys(routes).length).toBeLessThan(8)
    expect(Object.keys(assets.routes).sort()).toEqual(Object.keys(routes).sort())
  }
  expect(reduced('/nowhere')).toBe(build)
})
