// A server that is killed while answers come in loses none that it acknowledged, and keeps none twice.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { expect, onTestFinished, test } from 'vitest'
import type { Acknowledgement, SentAnswer } from '#app/modules/exams/attempt.events.ts'
import { openSite } from '#app/site.server.ts'
import { auditEntries } from '#db/schema/audit.ts'
import { answers } from '#db/schema/exams.ts'
import { aHallFull } from '#tests/support/exam-hall.ts'
import { freePort, startServer } from '#tests/support/running-server.ts'

const kills = 20
const phones = 6

test('kill -9 of the server, 20 times, while phones send their answers: every acknowledged answer is there, none twice', async () => {
  const dataFolder = mkdtempSync(join(tmpdir(), 'tidui-kill-'))
  onTestFinished(() => rmSync(dataFolder, { recursive: true, force: true }))
  const before = openSite({ dataFolder })
  const sittings = await (await aHallFull(before, phones)).openAll()
  await before.close()

  const port = await freePort()
  const given = new Map<string, SentAnswer & { attemptId: string }>()
  const acknowledged = new Map<string, string>()
  const state = { over: false, lost: 0 }

  /** A phone as ours behaves: gives answers all the time, sends what is not acknowledged, again and again, sometimes shuffled. */
  const phone = async ({ attemptId, cookie, sheet }: (typeof sittings)[number], name: string) => {
    const waiting: SentAnswer[] = []
    for (let sequence = 1; !state.over || waiting.length > 0;) {
      if (!state.over) {
        const question = sheet.questions[sequence % sheet.questions.length]!
        const answer = {
          device: name,
          sequence,
          questionId: question.id,
          chosen: [question.options[sequence % question.options.length]!.key],
          elapsed: sequence * 5,
        }
        given.set(`${name}/${sequence}`, { ...answer, attemptId })
        waiting.push(answer)
        sequence += 1
      }
      const batch = waiting.slice(0, 20)
      if (sequence % 3 === 0) batch.reverse()
      try {
        const reply = await fetch(`http://127.0.0.1:${port}/attempts/${attemptId}/answers`, {
          method: 'POST',
          headers: { cookie, origin: `http://127.0.0.1:${port}`, 'content-type': 'application/json' },
          body: JSON.stringify({ answers: batch }),
          signal: AbortSignal.timeout(8000),
        })
        if (!reply.ok) throw new Error(`${reply.status} ${await reply.text()}`)
        const { receipts } = (await reply.json()) as Acknowledgement
        for (const { device, sequence: acked, number } of receipts) {
          const key = `${device}/${acked}`
          expect(acknowledged.get(key) ?? number).toBe(number)
          acknowledged.set(key, number)
          const at = waiting.findIndex((answer) => answer.sequence === acked)
          if (at >= 0) waiting.splice(at, 1)
        }
      } catch (fault) {
        if (!(fault instanceof TypeError) && !(fault instanceof DOMException)) throw fault // only a connection may fail
        state.lost += 1
        await pause(20)
      }
      await pause(10) // two cores carry the server, the phones and other stories
    }
  }

  let server = await startServer({ dataFolder, port })
  const walking = sittings.map((sitting, at) => phone(sitting, `phone-${at}-kill`))
  for (let kill = 0; kill < kills; kill++) {
    const soFar = acknowledged.size
    while (acknowledged.size < soFar + 20) await pause(5) // it really was at work
    await pause((kill * 37) % 150) // at another moment each time
    await server.kill()
    server = await startServer({ dataFolder, port })
  }
  state.over = true
  await Promise.all(walking)
  await server.kill()
  expect(state.lost).toBeGreaterThan(kills) // the kills hit requests under way

  const after = openSite({ dataFolder })
  onTestFinished(() => after.close())
  const stored = await after.read.select().from(answers)
  expect(new Set(stored.map(({ device, sequence }) => `${device}/${sequence}`)).size).toBe(stored.length)
  expect(acknowledged.size).toBe(given.size)
  const byNumber = new Map(stored.map((answer) => [answer.id, answer]))
  for (const [key, number] of acknowledged) {
    const { attemptId, questionId, chosen } = given.get(key)!
    expect(byNumber.get(number), key).toMatchObject({
      attemptId,
      questionId,
      chosen,
      device: given.get(key)!.device,
      sequence: given.get(key)!.sequence,
    })
  }
  expect(stored.length).toBe(given.size)
  const notes = (await after.read.select({ lines: auditEntries.lines }).from(auditEntries)).flatMap(({ lines }) =>
    lines.filter((line) => line.startsWith('answer ')),
  )
  expect(notes).toHaveLength(stored.length)
  expect(after.verify().fault).toBeNull()
}, 300_000) // half a minute on a quiet machine
