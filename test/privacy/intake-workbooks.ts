import { ECRF_SHEETS } from '../../api/inventory/ecrf-form.ts'
import { cellsOf, type FiledLine, HEAD, LINE, workbookOf } from '../fixtures/workbook.ts'
import type { Try, TryClass } from './intake-target.ts'

const SHEET = ECRF_SHEETS.detail

async function workbook(
  name: string,
  canary: string,
  line: FiledLine,
  more: Readonly<Record<string, readonly (readonly string[])[]>> = {},
): Promise<Try> {
  const payload = await workbookOf({ [SHEET]: [HEAD, cellsOf({ ...LINE, ...line })], ...more })
  return { name, canary, request: { method: 'POST', url: '/v1/filed-inventories', payload } }
}

const IMSI = '262011234567890'

/** Workbooks of filed inventories that carry a person in a cell, or in the name of a sheet. */
export const workbookTries = async (): Promise<TryClass> => ({
  name: 'eCRF workbooks: cells, further sheets, names of sheets',
  tries: await Promise.all([
    workbook('a number of a device as an activity', IMSI, { activity: IMSI }),
    workbook('an e-mail as an activity', 'jane@', { activity: 'jane@example.org' }),
    workbook('a place as an activity', '52.5163', { activity: '52.51631,13.37771' }),
    workbook('a plate as a unit', 'AB12CDE', { activityUnit: 'AB12CDE' }),
    workbook('an e-mail as a unit', 'jane@', { activityUnit: 'jane@example.org' }),
    workbook('a number of a device as a description', IMSI, { activityDescription: IMSI }),
    workbook('an e-mail as a source', 'jane@', { activitySource: 'jane@example.org' }),
    workbook('a number of a device as a notation key', IMSI, { notationKey: IMSI }),
    workbook('a person as a quality', 'Jane', { activityQuality: 'Jane Doe' }),
    workbook('a number of a device as the name of a sheet', IMSI, {}, { [IMSI]: [['a', 'b']] }),
    workbook('an e-mail as the name of a sheet', 'jane@', {}, { 'jane@example.org': [['a', 'b']] }),
    workbook('persons in a further sheet', 'p00017', {}, { people: [['p00017', '52.51631,13.37771']] }),
    workbook('a number of a device as an amount', IMSI, { activityAmount: Number(IMSI) }),
  ]),
})
