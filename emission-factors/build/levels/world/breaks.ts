import type { CountryStep } from '../breaks.ts'

const COUNTED = 'true: electric vehicles in use by the Global EV Outlook'

const NORTHERN = 'true: hybrid and electric vehicles of Norway, Denmark and Sweden'

/**
 * True steps outside Europe's countries: China's buses and two-wheelers turn electric faster than anyone's, and the mean of
 * the north of Europe moves with its members.
 */
export const WORLD_STEPS: readonly CountryStep[] = [
  ...['CN', 'CIN'].flatMap((region): CountryStep[] => [
    { region, modes: ['bus'], from: 2016, to: 2025, why: COUNTED },
    { region, modes: ['motorcycle'], from: 2018, to: 2025, why: COUNTED },
  ]),
  { region: 'NEU', modes: ['car', 'taxi', 'ride-hail', 'bus'], from: 2022, to: 2025, why: NORTHERN },
]
