import type { FastifyReply } from 'fastify'
import type { Language } from '../../web/render.tsx'
import { VARIES_BY } from '../http/language-asked.ts'
import type { WebAssets } from './assets.ts'
import { shellOf } from './shell.ts'

/** Scripts and styles are files of the service itself; nothing is asked of any other host. */
const CONTENT_POLICY = [
  "default-src 'self'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data: blob:",
  "form-action 'self'",
  "frame-ancestors 'none'",
  "base-uri 'none'",
  "object-src 'none'",
].join('; ')

/** What stands in a page. */
interface PageContent {
  readonly language: Language
  readonly title: string
  readonly content: string
  readonly path: string
}

export type SendPage = (reply: FastifyReply, page: PageContent) => FastifyReply

/** Sends pages that load what the build made of `web`, and nothing else. */
export const pagesWith =
  (assets: WebAssets): SendPage =>
  (reply, page) =>
    reply
      .type('text/html; charset=utf-8')
      .header('content-security-policy', CONTENT_POLICY)
      .header('vary', VARIES_BY)
      .send(shellOf({ ...page, assets }))
