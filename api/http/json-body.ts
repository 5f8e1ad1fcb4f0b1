import type { FastifyInstance } from 'fastify'
import { Failure } from '../request/failure.ts'
import { jsonFault } from '../request/json-fault.ts'
import { readUtf8, requireFieldsOnce, requireNoNull } from '../request/json-text.ts'

/** Reads JSON bodies: UTF-8 alone, with each field of an object once. */
export function readJsonBodies(app: FastifyInstance): void {
  const parse = app.getDefaultJsonParser('error', 'error')
  app.removeContentTypeParser('application/json')
  app.addContentTypeParser<Buffer>('application/json', { parseAs: 'buffer' }, (request, bytes, done) => {
    let text: string
    try {
      text = readUtf8(bytes)
    } catch (error) {
      done(error as Error)
      return
    }
    parse(request, text, (error, body) => {
      if (error) {
        const fault = text.trim() === '' ? undefined : jsonFault(text)
        done(fault === undefined ? error : new Failure('malformed-body', `The body is not JSON: ${fault}.`))
        return
      }
      try {
        requireFieldsOnce(text)
        requireNoNull(text)
        done(null, body)
      } catch (repeated) {
        done(repeated as Error)
      }
    })
  })
}
