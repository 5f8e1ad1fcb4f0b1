import type { SavedEstimate } from '../../api/store/store.ts'

/** An estimate to keep; the texts hold what JSON may hold. */
export const savedEstimate = (id: string, more: Partial<SavedEstimate> = {}): SavedEstimate => ({
  id,
  city: { name: 'Zürich \'a\' "b" \\ 北京 🚲', country: 'CH' },
  period: '2019-03',
  factorSet: '2026.1',
  co2e: { value: 123_456.789_012_345_67, unit: 't CO2e' },
  request: JSON.stringify({ id, text: '\u0000\n\ud800 é' }),
  result: JSON.stringify({ id, value: 0.1 + 0.2, tiny: 5e-324, huge: 1.797_693_134_862_315_7e308 }),
  lines: JSON.stringify({ lines: [], parameters: {} }),
  ...more,
})
