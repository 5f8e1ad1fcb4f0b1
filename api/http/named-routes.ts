const NAME = Symbol.for('fastify.display-name')

/**
 * Routes with their name where fastify looks for it first: it goes through all modules that are loaded for each that have none there,
 * and that was most of what an app took to be made.
 */
export const named = <Routes extends { readonly name: string }>(routes: Routes): Routes =>
  Object.assign(routes, { [NAME]: routes.name })
