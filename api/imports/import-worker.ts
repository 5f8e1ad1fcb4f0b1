import { serveReads } from './child/serve-reads.ts'
import { IMPORTERS } from './registry.ts'

// Run as a process of its own: an engine that crashes over a file takes its process along.
serveReads(IMPORTERS)
