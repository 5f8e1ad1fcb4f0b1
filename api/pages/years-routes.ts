import type { FastifyPluginAsync, FastifyReply } from 'fastify'
import { z } from 'zod'
import { NOTICES, REFUSALS } from '../../src/index.ts'
import {
  type CityYears,
  type Comparison,
  type Language,
  membersOf,
  notComparedHtml,
  peersHtml,
  type SavedYear,
  spanIn,
  speechOf,
  yearsHtml,
} from '../../web/render.tsx'
import { compare } from '../comparisons/compare.ts'
import { listPeers } from '../comparisons/peers.ts'
import { checkedRequestOf } from '../estimate/saved-estimate.ts'
import { toRequestBody } from '../estimate/to-request-body.ts'
import { html } from '../http/html.ts'
import { languageAsked } from '../http/language-asked.ts'
import { isFailure } from '../request/failure.ts'
import { cityYearsOf, readYears, yearsOf } from '../restatement/years.ts'
import type { FactorSets } from '../sets/factor-sets.ts'
import type { SavedEstimate, Store } from '../store/store.ts'
import { codeTextsIn } from '../words/code-texts.ts'
import type { SendPage } from './send-page.ts'

const text = z.string().max(200)
const path = z.object({ id: text })
const query = z.looseObject({
  lang: z.string().max(20).optional(),
  with: z.union([text, z.array(text).max(59)]).optional(),
  from: z.string().max(7).optional(),
  to: z.string().max(7).optional(),
})

/** What a page of years is drawn of: each year by its period, and what a comparison takes for it. */
interface Found {
  readonly years: CityYears
  readonly saved: readonly SavedYear[]
  readonly members: readonly (readonly [string, unknown])[]
}

/** Years as they are read without scripts: of saved answers, the others named in the query, or of a saved city. */
export const yearsPages: FastifyPluginAsync<{
  factorSets: FactorSets
  store: Store
  send: SendPage
}> = async (app, { factorSets, store, send }) => {
  const findSaved = (id: string) => store.findEstimate(id)

  app.get(
    '/e/:id/years',
    { schema: { hide: true, params: path, querystring: query } },
    async (request, reply) => {
      const { id } = request.params as z.output<typeof path>
      const asked = request.query as z.output<typeof query>
      const others = [asked.with ?? []].flat()
      const language = languageAsked(request)
      const hidden = { lang: [language], with: others }
      const at = `/e/${id}/years?${new URLSearchParams(others.map((one) => ['with', one]))}`
      try {
        const found = id.startsWith('est_') ? await ofEstimates([id, ...others], language) : await ofCity(id)
        if (!found) return sendGone(reply, language, at)
        const years = JSON.parse(JSON.stringify(found.years)) as CityYears
        const span = spanIn(
          found.members.map(([period]) => period),
          asked,
        )
        const compared = found.members.length > 1 ? await comparedIn(found, span) : undefined
        const jsonAt = id.startsWith('est_') ? undefined : `/v1/cities/${id}/years`
        const page = { years, saved: found.saved, compared, span, hidden, jsonAt }
        const { html: content, title } = yearsHtml(page, language)
        return send(reply, { language, title, content, path: at })
      } catch (error) {
        return sendRefused(reply, error, language, at)
      }
    },
  )

  app.get(
    '/e/:id/peers',
    { schema: { hide: true, params: path, querystring: query } },
    async (request, reply) => {
      const { id } = request.params as z.output<typeof path>
      const others = [(request.query as z.output<typeof query>).with ?? []].flat()
      const language = languageAsked(request)
      const at = `/e/${id}/peers?${new URLSearchParams(others.map((one) => ['with', one]))}`
      const all = await Promise.all([id, ...others].map(findSaved))
      const found = all.flatMap((one) => (one ? [one] : []))
      if (found.length < all.length) return sendGone(reply, language, at)
      try {
        const given = found.map((one, index) => ({
          pointer: `/cities/${index}`,
          request: checkedRequestOf(one),
        }))
        const listed = await listPeers(given, found[0]?.city.name, factorSets)
        const peers = JSON.parse(JSON.stringify(listed)) as Parameters<typeof peersHtml>[0]
        const { html: content, title } = peersHtml(
          peers,
          codeTextsIn({ ...REFUSALS, ...NOTICES }, language),
          language,
        )
        return send(reply, { language, title, content, path: at })
      } catch (error) {
        return sendRefused(reply, error, language, at)
      }
    },
  )

  function sendRefused(reply: FastifyReply, error: unknown, language: Language, at: string): FastifyReply {
    if (!isFailure(error)) throw error
    const { detail, more } = error
    const content = notComparedHtml(more.errors?.map((fault) => fault.detail) ?? [detail], language)
    const title = speechOf(language).say('years.refused')
    return send(reply.code(422), { language, title, content, path: at })
  }

  async function ofEstimates(ids: readonly string[], language: Language): Promise<Found | undefined> {
    const all: SavedEstimate[] = []
    for (const id of new Set(ids)) {
      const one = await store.findEstimate(id)
      if (!one) return undefined
      all.push(one)
    }
    all.sort((one, other) => (periodOf(one) < periodOf(other) ? -1 : 1))
    // As a comparison does: all by the set of the last, so that the page stays as it is.
    const factorSet = all.at(-1)?.factorSet
    const years = await yearsOf({ years: all.map(({ id }) => id), factorSet }, factorSets, findSaved)
    return {
      years: years as CityYears,
      saved: all.map((one) => ({
        methodVersion: methodOf(one),
        request: toRequestBody(checkedRequestOf(one)),
        allocation: checkedRequestOf(one).allocation,
        factorSet: one.factorSet,
        wholeAt: `/e/${one.id}?lang=${language}`,
      })),
      members: all.map((one) => [periodOf(one), one.id] as const),
    }
  }

  async function ofCity(id: string): Promise<Found | undefined> {
    const kept = await store.listYears(id)
    if (kept.length === 0) return undefined
    const given = kept.map((year) => ({ pointer: `/years/${year.year}`, request: checkedRequestOf(year) }))
    const years = await cityYearsOf(readYears(given, factorSets), {}, factorSets)
    const { factorSet } = years.basis
    return {
      years: years as CityYears,
      saved: given.map(({ request }) => ({
        request: toRequestBody(request),
        allocation: request.allocation,
      })),
      members: kept.map(
        ({ year, request }) => [String(year), { ...JSON.parse(request), factorSet }] as const,
      ),
    }
  }

  /** Why they changed; undefined where the years can be shown and not compared. */
  async function comparedIn({ members }: Found, span: Parameters<typeof membersOf>[1]) {
    const some = membersOf(members, span)
    const [from, to] = some
    try {
      const body = some.length === 2 ? { from, to } : { series: some }
      return JSON.parse(JSON.stringify(await compare(body, factorSets, findSaved))) as Comparison
    } catch (error) {
      if (!isFailure(error)) throw error
      return undefined
    }
  }

  function sendGone(reply: FastifyReply, language: Language, at: string): FastifyReply {
    const { say } = speechOf(language)
    const content = html`<h1>${say('gone.title')}</h1><p>${say('gone.text')}</p>`.text
    return send(reply.code(404), { language, title: say('gone.title'), content, path: at })
  }
}

const methodOf = ({ result }: SavedEstimate): string =>
  (JSON.parse(result) as { readonly methodVersion: string }).methodVersion

const periodOf = (one: SavedEstimate): string => checkedRequestOf(one).period
