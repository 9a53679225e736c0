// However often an account asks, it cannot fill the database: its writes of a day are counted.
import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { maxWritesADay, withWriteQuotas } from '#app/http/server/quotas.ts'
import { aSite } from '#tests/support/site.ts'

const nothing = async () => undefined

test('one account’s writes of a kind end at the table’s number, in a sentence; others go on, and tomorrow so does it', async () => {
  const site = await aSite()
  const outside = withWriteQuotas(site)
  for (let time = 0; time < 30; time++) await outside.write('tian', 'change secret', nothing)
  await expect(outside.write('tian', 'change secret', nothing)).rejects.toMatchObject({
    status: 429,
    message: expect.stringMatching(/30 次.*明天/),
  })
  await outside.write('xiang', 'change secret', nothing)
  await outside.write('tian', 'send message', nothing)
  site.clock.set('2019-03-05T00:10:00+08:00')
  await outside.write('tian', 'change secret', nothing)
})

test('what has no line of its own has a number too, whatever follows the colon', async () => {
  const outside = withWriteQuotas(await aSite())
  for (let time = 0; time < 1000; time++) await outside.write('tian', `something new: ${time}`, nothing)
  await expect(outside.write('tian', 'something new: again', nothing)).rejects.toMatchObject({ status: 429 })
})

test('the system and the operator are nobody’s account', async () => {
  const outside = withWriteQuotas(await aSite())
  for (let time = 0; time < 1100; time++) await outside.write('system', 'something', nothing)
})

test('a roster that was handed in is taken in to its end, however many slices that is', async () => {
  const outside = withWriteQuotas(await aSite())
  for (let slice = 0; slice < 1100; slice++) await outside.write('tian', 'take in rows of roster', nothing)
})

test('each line of the table is about something that is written', () => {
  const sources = readdirSync('app', { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && file !== 'http/server/quotas.ts')
    .map((file) => readFileSync(`app/${file}`, 'utf8'))
    .join('\n')
  const isWritten = (what: string) =>
    sources.includes(`'${what}'`) || (what.startsWith('look at ') && sources.includes('`look at ${field}`'))
  expect(Object.keys(maxWritesADay).filter((what) => !isWritten(what))).toEqual([])
})
