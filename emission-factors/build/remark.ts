/** What the README of a set says in words, besides the method and the counts. */
export interface Remarks {
  readonly introduction: string
  /** A section on what was chosen where sources leave a choice. */
  readonly choices: string
  /** A section on what is missing or doubtful. */
  readonly missing: string
}

const INTRODUCTION = `Published figures for the transport CO2 of a city, each with its source and its place in the source.
\`factors.csv\` holds one figure a row, \`curves.csv\` one speed curve a row, \`sources.json\` the works they are from,
\`regions.json\` country groups and subnational grids, \`set.json\` the digests. A released set is never changed: a
correction is a new set that supersedes it. Licences and attributions are in \`sources.json\`.`

const CHOICES = `## Choices

- **Petrol CH4 and N2O** on the road: IPCC row "low mileage light duty vehicle, vintage 1995 or later".
- **Ethanol, biodiesel, biogas**: heating value and density from the UK factors; the IPCC's 27.0 MJ/kg has limits of
  13.6 and 54. Their CO2 is biogenic.
- **Diesel density** 0.832 kg/L (EN 16258), not the GHG Protocol's 0.913.
- **Methane in AR6**: 27.0, the non-fossil value, because the carbon of burnt methane is in the CO2 factor already.
- **Default fleets of cars, vans and buses**: shares of distance of JRC-IDEES, with one class for each mode (medium car,
  van N1-III, standard bus) and the Euro standard that bound all new vehicles 12 years earlier. Powertrains below 0.05 %
  or without any energy figure (LPG and CNG vans, LPG and petrol buses) are dropped and the rest rescaled. EUR is the
  plain mean of 28 countries.
- **China**: stock shares of all automobiles stand for cars; before 2023 all cars are petrol.
- **Modes that no source splits** have one usual vehicle (source \`cordon-conventions\`).
- **Mean speeds** are those of test cycles: WLTC 3b, SORT 2, WHVC.
- **Electric and plug-in vehicles** have energy and never emissions per distance, so that the grid of the city counts.
  The UK plug-in figures are over all distance; the EMEP curves are taken as per distance on each carrier.
- **Curves**: ids sort by age of the standard, then by how common the technology is, so that the first of a standard is
  the one to take where no technology is named. Buses without a size (CNG, biodiesel, hybrid) are standard buses.
- **US distance factors** carry the year they describe: the table notes of hub 2021 name 2018 for road, freight and
  urban rail, 2019 for intercity rail and the UK factors of 2020 for flights. Hubs 2024 and 2025 are taken as 2021 and
  2022 (flights 2023 and 2024) by the same cycle; their notes were not read.
- **Load and occupancy of GB** freight and taxis are what the UK factors assume: their ratio per vehicle and per tonne
  or passenger distance.
- **Grid**: national official series are CO2 (with CH4 and N2O where printed); Ember's is life-cycle CO2e. Both are per
  kWh generated, except the Chinese series, which its publisher calls consumption-based: whether losses are in it was
  not read.`

const MISSING = `## Missing or doubtful

- Energy or emissions per vessel-km of ferries and cargo ships and per aircraft-km of air freight; loads of freight
  trains, ships and aircraft; occupancy of metros, trams and ferries. JRC's energy of metros and trams is one figure for
  both, low for a metro train.
- Fleets after 2015 outside China; Euro standards by country; class mixes.
- Biofuel shares of energy after 2015, and of the US, India, Brazil and Indonesia at all: their sources give volumes.
- Grid losses of most countries after 2014.
- National averages of the Chinese grid of 2021 and 2022 are unverified.
- The UK factors of 2025 were read in a third party's conversion of the flat file (\`secondary\`).
- Energy of electric vans before 2024 is a value at 80 km/h; of trolleybuses per vkm, that of a battery bus.
- CH4 and N2O of ride-hail, and of biodiesel and biogas by engine.
- The licence of the JRC data is by the publisher's policy and was not restated in the copy read.
- EMEP curves do not follow the fuel economy of new vehicles: they are the same from Euro 4 to Euro 6.
- The CH4 and N2O masses of the UK 2023 edition were back-calculated by the tools they were read in.
`

/** The remarks of the first set. */
export const FIRST_REMARKS: Remarks = { introduction: INTRODUCTION, choices: CHOICES, missing: MISSING }

const EARLIER_INTRODUCTION = `${INTRODUCTION}

The set holds the editions before those of 2026.1, so that what newer editions change can be seen figure by figure:
UK factors up to 2024, the US EPA hub up to 2024, eGRID up to 2022, Ember's export of 2025-12, the Chinese grid up to
2022 and the Chinese fleet up to the end of 2024. It was put together after 2026.1 and supersedes nothing. Figures of
unchanged editions have the same id and value in both.`

/** The remarks of the set of earlier editions. */
export const EARLIER_REMARKS: Remarks = {
  introduction: EARLIER_INTRODUCTION,
  choices: CHOICES,
  missing: MISSING,
}

const SECOND_INTRODUCTION = `${INTRODUCTION}

The set supersedes 2026.1 and holds every record of it unchanged. It adds fleets of cars, vans and buses after 2015,
trip rates, shares and lengths of England and Germany, the annual distance of vehicles in 28 countries, and the warming
potentials of the fifth report with climate-carbon feedback; CO2 of fuels by the Chinese guideline, paraffinic diesel
(HVO), CH4 and N2O of US vehicles by model year; CH4 and N2O by technology and driving situation
(\`gas-curves.csv\`), cold-start terms (\`cold-start.csv\`) and an index of the fuel economy of Euro 5 and 6 cars.`

const SECOND_CHOICES = `${CHOICES}
- **CH4 and N2O by technology**: the guidebook's workbook for all it has (CH4 of cars and vans, both gases of buses,
  trucks and two-wheelers), IPCC Table 3.2.5, warm engines, for N2O of cars and vans. The workbook's urban rows at peak
  and off peak are the same and stand once, as urban.
- **Cold starts**: energy of cars and vans on petrol, diesel and LPG. The diesel ratio is 1.34 - 0.008 t, in which three
  copies agree. Heavy vehicles have a cold distance in the guidebook, but no energy ratio was read.
- **Fuel-economy index**: official CO2 of new cars of 2012 and 2016 against 2007 and 2008, times the ratio of 1 + gap to
  the road. The gap of 2007 and 2008 is on a line between two that were read, hence quality L with both ends as bounds.
- **Fleets after 2015** are composed: battery and plug-in vehicles by their share of the stock, as counted (ACEA,
  Chinese ministry) or else as modelled (IEA Global EV Outlook, which runs high where registrations are counted), and
  the rest split as the distance of the country, or of Europe, in 2015. Cars of Europe in 2024 are the shares that ACEA
  prints, which sum to 89 %. Plug-in hybrid vans and buses are counted among the rest. The United States, and Great
  Britain from 2023, keep the published emissions of their whole fleets.`

const SECOND_MISSING = MISSING.replace(
  '- EMEP curves do not follow the fuel economy of new vehicles: they are the same from Euro 4 to Euro 6.',
  '- EMEP curves do not follow the fuel economy of new vehicles; an index corrects those of cars in Europe, not of vans.\n- N2O of cars and vans after Euro 4, of hybrids, and of cars on CNG by technology; CH4 and N2O of cold starts.',
).replace(
  '- Fleets after 2015 outside China; Euro standards by country; class mixes.',
  '- Combustion engines of fleets after 2015 by country; Euro standards by country; class mixes.',
)

/** The remarks of the second set. */
export const SECOND_REMARKS: Remarks = {
  introduction: SECOND_INTRODUCTION,
  choices: SECOND_CHOICES,
  missing: SECOND_MISSING,
}
