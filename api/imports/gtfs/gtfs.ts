import type { ImportOptions } from '../../store/intake.ts'
import { factSelect } from '../fact-select.ts'
import { optionFault, refuseFaults } from '../import-option.ts'
import type { Importer } from '../importer.ts'
import { periodOfDay } from '../period.ts'
import { shieldedDatabase } from '../shielded-database.ts'
import { sqlText } from '../sql-text.ts'
import { unpackFeed } from './archive.ts'
import { countsOf } from './feed-count.ts'
import { feedFaults } from './feed-fault.ts'
import { lookOverFeed } from './feed-look.ts'
import { calendarNotices, ruleNotices } from './feed-notice.ts'
import { openFeedTables } from './feed-table.ts'
import { sumDays, yieldTrips } from './feed-yield.ts'
import { placeStops } from './place.ts'
import { countDepartures, expandServices, markCoincidences, markRepeats } from './service-day.ts'
import { measureTrips } from './trip-length.ts'

/** Length along the street ÷ length from stop to stop, for trips without a shape: a convention of the project. */
const DEFAULT_DETOUR = 1.2

const OPTIONS = {
  city: 'id of the city that the feed serves',
  detour: `length along the street ÷ length from stop to stop, from 1 to 2, for trips without a shape; default: ${DEFAULT_DETOUR}`,
}

/** A GTFS Schedule feed: vehicle-kilometres and mean speed of public transport by day and mode, as timetabled. */
export const gtfs: Importer = {
  format: 'gtfs',
  title: 'GTFS Schedule feed',
  countsNobody: true,
  containers: ['zip'],
  options: OPTIONS,
  required: ['city'],
  read: async (file, store, dataset, options) => {
    const detour = readDetour(options)
    const database = shieldedDatabase(store)
    const feed = await unpackFeed(file)
    const opened = await openFeedTables(feed, database)
    refuseFaults(opened.faults)
    await placeStops(database)
    await measureTrips(database, detour)
    await expandServices(database)
    await countDepartures(database)
    refuseFaults(await feedFaults(database))
    await markRepeats(database)
    await yieldTrips(database)
    await markCoincidences(database)
    await sumDays(database)
    const [stopCalls = 0] = await countsOf(database, ['SELECT count(*) FROM feed_stop_call'])
    return {
      facts: factSelect(
        {
          period: periodOfDay('day', dataset.grain),
          city: sqlText(options['city'] ?? ''),
          mode: 'mode',
          vehicle_distance_vkm: 'sum(km)',
          mean_speed_km_per_h: 'sum(timed_km) / sum(hours)',
        },
        'feed_day',
      ),
      rowsRead: stopCalls,
      notices: [
        ...opened.notices,
        ...(await ruleNotices(database, detour)),
        ...(await lookOverFeed(database)),
        ...(await calendarNotices(database, dataset)),
      ],
    }
  },
}

function readDetour(options: ImportOptions): number {
  const detour = Number(options['detour'] ?? DEFAULT_DETOUR)
  if (!(detour >= 1 && detour <= 2))
    refuseFaults([optionFault('Option “detour” must be a number from 1 to 2, such as 1.2.')])
  return detour
}
