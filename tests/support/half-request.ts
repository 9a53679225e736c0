// Requests that are not sent whole: what a stranger, or a bad line, does to a server.
import { connect, type Socket } from 'node:net'

export interface HalfRequest {
  path: string
  method?: string
  headers?: Record<string, string>
  /** What is said of the body's length, and what of it is sent. */
  length?: number
  sent?: string | Buffer
}

export interface Half {
  socket: Socket
  /** Resolves with the status and all of the answer once its head has come, or with 0 if the connection ends without one. */
  answer: Promise<{ status: number; text: string; milliseconds: number }>
  /** Resolves when the connection has ended, with the milliseconds since it began. */
  ended: Promise<number>
}

/** Sends a head and as much of a body as is given, and waits. */
export function sendHalf(port: number, { path, method = 'POST', headers = {}, length = 1000, sent = '' }: HalfRequest): Half {
  const begun = performance.now()
  const socket = connect(port, '127.0.0.1')
  const lines = Object.entries({
    Host: `127.0.0.1:${port}`,
    Origin: `http://127.0.0.1:${port}`,
    'Content-Type': 'application/x-www-form-urlencoded',
    'Content-Length': String(length),
    ...headers,
  })
  socket.write(
    `${method} ${path} HTTP/1.1\r\n${lines
      .filter(([, value]) => value !== '')
      .map(([name, value]) => `${name}: ${value}\r\n`)
      .join('')}\r\n`,
  )
  socket.write(sent)
  let text = ''
  const took = () => Math.round(performance.now() - begun)
  const ended = new Promise<number>((resolve) => socket.once('close', () => resolve(took())))
  const answer = new Promise<{ status: number; text: string; milliseconds: number }>((resolve) => {
    const tell = () => resolve({ status: Number(/^HTTP\/1\.1 (\d+)/.exec(text)?.[1] ?? 0), text, milliseconds: took() })
    socket.on('data', (piece: Buffer) => {
      text += piece.toString()
      if (/^HTTP\/1\.1 1\d\d/.test(text)) text = text.slice(text.indexOf('\r\n\r\n') + 4)
      if (text.includes('\r\n\r\n')) setTimeout(tell, 30)
    })
    socket.on('error', () => {})
    socket.once('close', tell)
  })
  return { socket, answer, ended }
}
