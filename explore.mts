import { chromium } from 'playwright-core'
import { factorSetsOf } from './api/sets/factor-sets.ts'
import { childReader } from './api/imports/child/child-reader.ts'
import { bundleWeb } from './build/web.ts'
import { compileFactorSet } from './src/index.ts'
import { newestContent } from './test/emission-factors/newest.ts'
import { newApp } from './test/fixtures/service.ts'
await bundleWeb()
const reader = childReader()
const app = await newApp({ factorSets: factorSetsOf([compileFactorSet(newestContent())]), reader })
const at = await app.listen({ host: '127.0.0.1', port: Number(process.env.EPORT ?? 0) })
console.log(at)
