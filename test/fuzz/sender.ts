import { Agent, request } from 'node:http'
import { connect } from 'node:net'
import type { Case } from './request-cases.ts'

/** The status of an answer; undefined if there was none. */
export interface Answered {
  readonly status: number | undefined
  readonly ms: number
}

const GIVE_UP_MS = 60_000
const RAW_MS = 1500

/** Sends cases as they are, over connections that are kept. */
export function newSender(urlOf: () => string) {
  const agent = new Agent({ keepAlive: true, maxSockets: 16 })
  return {
    send: async (one: Case): Promise<Answered> => {
      const start = performance.now()
      const status = await (one.raw ? rawStatus(urlOf(), one.raw) : statusOf(urlOf(), one, agent))
      return { status, ms: Math.round(performance.now() - start) }
    },
    close: () => agent.destroy(),
  }
}

const statusOf = (
  url: string,
  { method, path, headers, body }: Case,
  agent: Agent,
): Promise<number | undefined> =>
  new Promise((resolve) => {
    const { hostname, port } = new URL(url)
    const length = body ? { 'content-length': String(body.length) } : {}
    let asked: ReturnType<typeof request>
    try {
      asked = request({
        agent,
        hostname,
        port,
        method,
        path: pathOf(path),
        headers: { ...headers, ...length },
      })
    } catch {
      // No client would send it.
      resolve(400)
      return
    }
    asked.setTimeout(GIVE_UP_MS, () => asked.destroy())
    asked.once('response', (answer) => {
      // Events of a job go on for as long as it does: its head is an answer.
      if (String(answer.headers['content-type']).startsWith('text/event-stream')) asked.destroy()
      answer.resume()
      answer.once('close', () => resolve(answer.statusCode))
    })
    asked.once('error', () => resolve(undefined))
    asked.end(body)
  })

/** As the parser of a client lets through. */
const pathOf = (path: string): string => path.replace(/[^\x21-\x7e]/gu, (sign) => encodeURIComponent(sign))

const rawStatus = (url: string, bytes: Buffer): Promise<number | undefined> =>
  new Promise((resolve) => {
    const { hostname, port } = new URL(url)
    const socket = connect(Number(port), hostname)
    let answer = ''
    socket.setTimeout(RAW_MS, () => socket.destroy())
    socket.on('data', (part) => {
      answer += part.toString('latin1')
      if (answer.includes('\r\n')) socket.destroy()
    })
    socket.on('error', () => undefined)
    socket.once('close', () => resolve(Number(/^HTTP\/1\.1 (\d{3})/.exec(answer)?.[1]) || undefined))
    socket.end(bytes)
  })
