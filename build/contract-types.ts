import { writeFileSync } from 'node:fs'
import { pathToFileURL } from 'node:url'
import openapiTS, { astToString } from 'openapi-typescript'

const CONTRACT = new URL('../openapi.json', import.meta.url)
const TYPES = new URL('../web/service/contract.d.ts', import.meta.url)

/** Writes the types of the contract, by which the page talks to the service. They are not kept: openapi.json is. */
export async function writeContractTypes(): Promise<void> {
  writeFileSync(TYPES, astToString(await openapiTS(CONTRACT)))
}

const [, started = ''] = process.argv
if (import.meta.url === pathToFileURL(started).href) await writeContractTypes()
