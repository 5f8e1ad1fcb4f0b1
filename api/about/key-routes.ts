import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { hasScope } from '../access/caller.ts'
import { json, problems } from '../http/problem-schema.ts'
import { SCOPES } from '../store/keys.ts'

const keyView = z.strictObject({
  kind: z.enum(['key', 'machine', 'none']),
  scopes: z.array(z.enum(SCOPES)),
  dataset: z.string().optional().meta({ description: 'The only one that it may write.' }),
})

/** What whoever asks may do, so that a page shows nothing that would be refused. */
export const keyRoute: FastifyPluginAsyncZod = async (app) => {
  app.get(
    '/v1/keys/me',
    {
      config: { atOnce: true },
      schema: {
        operationId: 'getMyKey',
        tags: ['Operation'],
        summary: 'Get what the key of the request may do',
        response: { 200: json('Its scopes', keyView), ...problems('unauthorized') },
      },
    },
    async ({ caller }) => ({
      kind:
        caller.kind === 'key'
          ? ('key' as const)
          : caller.kind === 'stranger'
            ? ('none' as const)
            : ('machine' as const),
      scopes:
        caller.kind === 'stranger' ? ['read' as const] : SCOPES.filter((scope) => hasScope(caller, scope)),
      ...(caller.kind === 'key' && caller.dataset !== undefined ? { dataset: caller.dataset } : {}),
    }),
  )
}
