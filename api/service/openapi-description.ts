import { getProject } from '../settings/project.ts'

/** What the contract says of the whole API. */
export const API_DESCRIPTION = {
  openapi: '3.1.0',
  info: {
    title: 'Cordon',
    version: getProject().version,
    summary: 'Estimates the CO2 of a city’s transport from aggregates.',
    description:
      'Aggregates in, emissions out: by sector, mode, scope and for the whole city, with every default, notice and source. ' +
      'Data about persons, households, vehicles or devices is refused.',
    license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
  },
  servers: [{ url: '/' }],
  // On a loopback address none is asked for.
  security: [{ key: [] }, {}],
  components: {
    securitySchemes: {
      key: {
        type: 'http' as const,
        scheme: 'bearer',
        description:
          'A key of `cordon keys add`, of a new dataset, or a token of the identity provider. An operation names its scope: contribute, release or operate; none: read, which every key may. Not asked for on a loopback address, unless CORDON_REQUIRE_KEYS=true.',
      },
    },
  },
  tags: [
    { name: 'Estimates', description: 'Made from aggregates, kept on request.' },
    { name: 'Factors', description: 'The numbers and their sources.' },
    { name: 'Datasets', description: 'Cities, and aggregates taken in from files.' },
    { name: 'Jobs', description: 'Long work.' },
    { name: 'Vocabulary', description: 'Closed lists.' },
    { name: 'Operation', description: 'For those who run the service.' },
  ],
}

/** The interactive page loads everything from here and calls nobody else. */
export const UI_CONTENT_POLICY =
  "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; frame-ancestors 'self'; base-uri 'self'; object-src 'none'"
