// Parameters of addresses are parsed where they come in.
import fc from 'fast-check'
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { param } from '#app/http/params.server.ts'
import { type ParamName, paramSchemas } from '#app/shell/params.ts'
import { newId } from '#db/id.ts'

const names = Object.keys(paramSchemas) as ParamName[]

test('each parameter of an address has a schema, and each schema a parameter', () => {
  const inAddresses = [...readFileSync('app/routes.ts', 'utf8').matchAll(/:(\w+)/g)].map(([, name]) => name)
  expect([...new Set(inAddresses)].sort()).toEqual([...names].sort())
})

test('what the system gave out is taken as it is', () => {
  fc.assert(
    fc.property(fc.constantFrom(...names), fc.integer({ min: 0, max: 2 ** 45 - 1 }), (name, at) => {
      const id = newId(at)
      expect(param({ params: { [name]: id } }, name)).toBe(id)
    }),
  )
})

test.each([undefined, '', 'a'.repeat(61), 'a b', '张', "' or 1=1", 'a\u0000', 'a/b', '../a'])('%j names no cohort: 404', async (cohort) => {
  const read = () => param({ params: { cohort } }, 'cohort')
  expect(read).toThrow(Response)
  const answer = await Promise.resolve()
    .then(read)
    .catch((thrown: unknown) => thrown)
  expect((answer as Response).status).toBe(404)
})
