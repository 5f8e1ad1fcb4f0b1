import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { METHOD_VERSION, NOTICES, REFUSALS } from '../../src/index.ts'
import {
  answerHtml,
  answerTitle,
  briefHtml,
  explanationHtml,
  type Language,
  speechOf,
  type WholeAnswer,
} from '../../web/render.tsx'
import { boundariesDocumentOf } from '../boundaries/compare-boundaries.ts'
import type { Simulate } from '../draws/simulate.ts'
import { estimatedAgain } from '../estimate/estimate-again.ts'
import { getSavedEstimate, savedResultOf } from '../estimate/saved-estimate.ts'
import { estimatePath } from '../estimate/saved-schema.ts'
import { savedExplanation } from '../explanation/explain-address.ts'
import { html } from '../http/html.ts'
import { languageAsked } from '../http/language-asked.ts'
import { named } from '../http/named-routes.ts'
import { inventoryView } from '../inventory/take-inventory.ts'
import { Failure, isFailure } from '../request/failure.ts'
import type { FactorSets } from '../sets/factor-sets.ts'
import { getProject } from '../settings/project.ts'
import type { SavedEstimate, Store } from '../store/store.ts'
import { codeTextsIn } from '../words/code-texts.ts'
import { addressOfAnswer } from './answer-address.ts'
import type { WebAssets } from './assets.ts'
import { factorPages } from './factor-routes.ts'
import { pagesWith } from './send-page.ts'
import { yearsPages } from './years-routes.ts'

/** A file whose name has its digest never changes. */
const FOR_GOOD = 'public, max-age=31536000, immutable'

const pageQuery = z.looseObject({ lang: z.string().max(20).optional() })
const whyQuery = pageQuery.extend({ figure: z.string().max(300).default('totals/co2e') })
const dataPath = z.object({ id: z.string().max(200) })
const filePath = z.object({ name: z.string().max(200) })

/** The page: where a city begins, its answers, and where each number comes from. */
export const pageRoutes: FastifyPluginAsync<{
  factorSets: FactorSets
  store: Store
  simulate: Simulate
  assets: WebAssets
}> = async (app, { factorSets, store, simulate, assets }) => {
  const examples = join(getProject().folder, 'examples')
  const hidden = { schema: { hide: true, querystring: pageQuery } }

  const send = pagesWith(assets)
  await app.register(named(factorPages), { factorSets, send })
  await app.register(named(yearsPages), { factorSets, store, send })

  app.get('/d', hidden, sendData)
  app.get('/d/:id', { schema: { hide: true, params: dataPath, querystring: pageQuery } }, sendData)

  /** Datasets are read by scripts: what a reader may see stands behind a key, which only a script sends. */
  function sendData(request: FastifyRequest, reply: FastifyReply): FastifyReply {
    const language = languageAsked(request)
    const { say } = speechOf(language)
    const { id } = request.params as { readonly id?: string }
    const content =
      html`<div data-data><h1>${say('data.title')}</h1><noscript><p>${say('noscript')}</p></noscript></div>`
        .text
    const path = id === undefined ? '/d' : `/d/${encodeURIComponent(id)}`
    return send(reply, { language, title: say('data.title'), content, path })
  }

  for (const path of ['/', '/answer', '/brief', '/s/', '/years', '/peers'])
    app.get(path, hidden, (request, reply) => {
      const language = languageAsked(request)
      const { say } = speechOf(language)
      const content = html`<h1>${say('start.title')}</h1><noscript><p>${say('noscript')}</p></noscript>`.text
      return send(reply, { language, title: say('page.title'), content, path })
    })

  app.get(
    '/e/:id',
    { schema: { hide: true, params: estimatePath, querystring: pageQuery } },
    async (request, reply) => {
      const { id } = request.params as z.output<typeof estimatePath>
      const language = languageAsked(request)
      const found = await store.findEstimate(id)
      if (!found) return sendGone(reply, language, `/e/${id}`)
      const answer = await wholeAnswer(language, found, factorSets, simulate)
      const content = answerHtml(answer, `/?from=${id}&lang=${language}`, language, METHOD_VERSION)
      return send(reply, {
        language,
        title: answerTitle(answer, language),
        content,
        path: `/e/${id}`,
      })
    },
  )

  app.get(
    '/e/:id/brief',
    { schema: { hide: true, params: estimatePath, querystring: pageQuery } },
    async (request, reply) => {
      const { id } = request.params as z.output<typeof estimatePath>
      const language = languageAsked(request)
      const found = await store.findEstimate(id)
      if (!found) return sendGone(reply, language, `/e/${id}/brief`)
      const result = JSON.parse(savedResultOf(found)) as WholeAnswer['result']
      const codeTexts = codeTextsIn(NOTICES, language)
      const brief = briefHtml({ result, codeTexts }, addressOfAnswer(request, id), language)
      const content = `<p data-tools></p>${brief.html}`
      return send(reply, { language, title: brief.title, content, path: `/e/${id}/brief` })
    },
  )

  app.get(
    '/e/:id/why',
    { schema: { hide: true, params: estimatePath, querystring: whyQuery } },
    async (request, reply) => {
      const { id } = request.params as z.output<typeof estimatePath>
      const { figure } = request.query as z.output<typeof whyQuery>
      const language = languageAsked(request)
      const explanation = savedExplanation(await getSavedEstimate(store, id), figure)
      const content = explanationHtml(JSON.parse(JSON.stringify(explanation)), language)
      const title = speechOf(language).say('drawer.title')
      return send(reply, {
        language,
        title,
        content,
        path: `/e/${id}/why?${new URLSearchParams({ figure })}`,
      })
    },
  )

  function sendGone(reply: FastifyReply, language: Language, path: string): FastifyReply {
    const { say } = speechOf(language)
    const content = html`<h1>${say('gone.title')}</h1><p>${say('gone.text')}</p>`.text
    return send(reply.code(404), { language, title: say('gone.title'), content, path })
  }

  app.get('/assets/:name', { schema: { hide: true, params: filePath } }, (request, reply) => {
    const file = assets.files.get((request.params as z.output<typeof filePath>).name)
    if (!file) throw new Failure('not-found', 'The page has no such file.')
    return reply.type(file.type).header('cache-control', FOR_GOOD).send(file.bytes)
  })

  app.get('/examples/:name', { schema: { hide: true, params: filePath } }, async (request, reply) => {
    const { name } = request.params as z.output<typeof filePath>
    if (!EXAMPLES.has(name)) throw new Failure('not-found', 'There is no such example.')
    return reply.type('application/json; charset=utf-8').send(await readFile(join(examples, name)))
  })
}

/** Requests of the project that the first screen offers. */
const EXAMPLES: ReadonlySet<string> = new Set(['freiburg-2023.json', 'leeds-2019.json', 'hennepin-2020.json'])

/** A saved answer as it was given out, with the views that can still be made of it. */
async function wholeAnswer(
  language: Language,
  found: SavedEstimate,
  factorSets: FactorSets,
  simulate: Simulate,
): Promise<WholeAnswer> {
  const result = JSON.parse(savedResultOf(found)) as WholeAnswer['result']
  try {
    const again = estimatedAgain(found, factorSets)
    const [boundaries, inventory] = await Promise.all([
      boundariesDocumentOf(again, simulate),
      inventoryView(again, simulate),
    ])
    const views = JSON.parse(JSON.stringify({ boundaries, inventory })) as Pick<
      WholeAnswer,
      'boundaries' | 'inventory'
    >
    return { result, ...views, codeTexts: codeTextsIn({ ...REFUSALS, ...NOTICES }, language) }
  } catch (error) {
    // Of another method version or set the answer stands as it was given out; its views cannot be made anew.
    if (!isFailure(error)) throw error
    return { result, codeTexts: codeTextsIn({ ...REFUSALS, ...NOTICES }, language) }
  }
}
