// Which address asks: what is answered before Express says the same as Express.
import express from 'express'
import { request as ask } from 'node:http'
import { expect, onTestFinished, test } from 'vitest'
import { clientAddressOf } from '#app/http/server/address.ts'
import { listen } from '#app/http/server/listen.ts'

const chains = [
  '',
  '203.0.113.7',
  '203.0.113.7, 10.0.0.1',
  'made up, 203.0.113.7,10.0.0.1',
  ' , 2001:db8::7',
  '198.51.100.1,203.0.113.7,10.0.0.1,10.0.0.2',
]

test.each([0, 1, 2, 3])('behind %s proxies', async (proxies) => {
  const application = express()
  application.set('trust proxy', proxies)
  application.use((request, response) => void response.json([request.ip, clientAddressOf(request, proxies)]))
  const server = await listen(application, 0)
  onTestFinished(() => void server.close())
  const { port } = server.address() as { port: number }
  for (const chain of chains) {
    const text = await new Promise<string>((resolve) =>
      ask(
        { port, headers: chain ? { 'x-forwarded-for': chain } : {} },
        (answer) => void answer.setEncoding('utf8').on('data', resolve),
      ).end(),
    )
    const [express, ours] = JSON.parse(text) as [string, string]
    expect(ours, chain).toBe(express)
  }
})
