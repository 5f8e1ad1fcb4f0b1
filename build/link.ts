import { chmodSync, mkdirSync, rmSync, symlinkSync } from 'node:fs'

const CLI = new URL('../dist/api/cli.js', import.meta.url)
const LINK = new URL('../node_modules/.bin/cordon', import.meta.url)

/**
 * Makes `npx cordon` run what was built.
 *
 * package.json names no `bin`: npx would then install this folder as a package of its own before the first command, which
 * takes a quarter of a minute. Without it npx runs the link, like that of any installed package.
 */
export function linkCommand(): void {
  chmodSync(CLI, 0o755)
  // Links are made by hand on systems that have them; elsewhere `node dist/api/cli.js` is the command.
  if (process.platform === 'win32') return
  mkdirSync(new URL('./', LINK), { recursive: true })
  rmSync(LINK, { force: true })
  symlinkSync('../../dist/api/cli.js', LINK)
}
