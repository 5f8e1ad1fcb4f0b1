import type { FastifyRequest } from 'fastify'
import { type Language, languageOf } from '../../web/render.tsx'

/** What the switch of the page keeps until the browser closes; it names nobody. */
const CHOSEN = /(?:^|;\s*)lang=(\w{2})(?:;|$)/

/** What an answer in a language depends on, for who keeps it. */
export const VARIES_BY = 'accept-language, cookie'

/** The language that the address names, or else the one chosen before, or else one that the browser asks for. */
export function languageAsked(request: FastifyRequest): Language {
  const { lang } = request.query as { readonly lang?: unknown }
  const chosen = CHOSEN.exec(request.headers.cookie ?? '')?.[1]
  return languageOf([
    ...(typeof lang === 'string' ? [lang] : []),
    ...(chosen === undefined ? [] : [chosen]),
    ...request.languages(),
  ])
}
