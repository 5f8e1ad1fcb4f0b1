// The compiler writes files that cannot be run; `npx cordon` needs this one to be.
import { chmodSync } from 'node:fs'

chmodSync(new URL('../dist/api/cli.js', import.meta.url), 0o755)
