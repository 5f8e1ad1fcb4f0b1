import type { JSX } from 'preact'
import { useMemo } from 'preact/hooks'
import type { Draft } from '../form/draft.ts'
import { NumberField } from '../form/number-field.tsx'
import { TextField } from '../form/text-field.tsx'
import { AREA, isYear, POPULATION } from '../form/to-request.ts'
import { countriesIn, findCountry } from '../places/countries.ts'
import type { Speech } from '../words/language.ts'

interface PlaceFieldsProps {
  readonly draft: Draft
  readonly change: (draft: Draft) => void
  readonly faultAt: (field: string) => string | undefined
  readonly speech: Speech
}

/** Where and when: the city, its country, the year and, if known, inhabitants and area. */
export function PlaceFields({ draft, change, faultAt, speech }: PlaceFieldsProps): JSX.Element {
  const { say, language } = speech
  const countries = useMemo(() => countriesIn(language), [language])
  const country = findCountry(draft.country)
  return (
    <div class="place">
      <TextField
        id="city"
        label={say('start.city')}
        value={draft.city}
        describedBy="privacy"
        change={(city) => change({ ...draft, city })}
      />
      <TextField
        id="country"
        label={say('start.country')}
        value={draft.country}
        describedBy="country-read"
        list="countries"
        change={(typed) => change({ ...draft, country: typed })}
      >
        <datalist id="countries">
          {countries.map(({ code, name }) => (
            <option key={code} value={name} />
          ))}
        </datalist>
        <span id="country-read" class="read">
          {country && `${countries.find(({ code }) => code === country)?.name ?? ''} (${country})`}
          {!country && draft.country.trim().length > 2 && say('start.country.unread')}
        </span>
      </TextField>
      <TextField
        id="year"
        label={say('start.year')}
        value={draft.year}
        describedBy="year-read"
        change={(year) => change({ ...draft, year })}
      >
        <span id="year-read" class="fault">
          {isYear(draft.year) ? faultAt('year') : say('start.year.unread')}
        </span>
      </TextField>
      <NumberField
        id="population"
        label={say('start.population')}
        hint={say('start.optional')}
        kind={POPULATION}
        typed={draft.population}
        fault={faultAt('population')}
        change={(population) => change({ ...draft, population })}
        speech={speech}
      />
      <NumberField
        id="area"
        label={say('start.area')}
        hint={say('start.optional')}
        unit="km²"
        kind={AREA}
        typed={draft.area}
        fault={faultAt('area')}
        change={(area) => change({ ...draft, area })}
        speech={speech}
      />
    </div>
  )
}
