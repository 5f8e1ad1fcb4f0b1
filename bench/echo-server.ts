import fastify from 'fastify'
import { serializerCompiler, validatorCompiler, type ZodTypeProvider } from 'fastify-type-provider-zod'
import { estimateRequest } from '../api/estimate/request-schema.ts'

/** The peer of the http benchmark: parses, validates with zod, and echoes the body it got. */
const app = fastify().withTypeProvider<ZodTypeProvider>()
app.setValidatorCompiler(validatorCompiler)
app.setSerializerCompiler(serializerCompiler)
app.post('/echo', { schema: { body: estimateRequest } }, async (request) => request.body)
process.stdout.write(`${await app.listen({ port: 0, host: '127.0.0.1' })}\n`)
process.on('SIGTERM', () => void app.close())
