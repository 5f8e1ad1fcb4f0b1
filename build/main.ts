import { rmSync } from 'node:fs'
import { bundle } from './bundle.ts'
import { linkCommand } from './link.ts'

rmSync(new URL('../dist', import.meta.url), { recursive: true, force: true })
await bundle()
linkCommand()
