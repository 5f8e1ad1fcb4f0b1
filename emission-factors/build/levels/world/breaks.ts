import type { CountryStep } from '../breaks.ts'

const COUNTED =
  'electric vehicles in use by the Global EV Outlook; the level of every powertrain moves by less than 3 %'

/** True steps outside Europe: China's buses and two-wheelers turn electric faster than anyone's. */
export const WORLD_STEPS: readonly CountryStep[] = ['CN', 'CIN'].flatMap((region): CountryStep[] => [
  { region, modes: ['bus'], from: 2016, to: 2025, why: COUNTED },
  { region, modes: ['motorcycle'], from: 2018, to: 2025, why: COUNTED },
])
