import { vocabulary } from './words.ts'

const rare = (rank: number) => vocabulary[rank] ?? ''

/** What people type into the search of a desk: thirty searches, a third of them of the commonest words there are. */
export const queries: readonly string[] = [
  'the',
  'of the',
  'in the harbour',
  'harbour',
  'council budget',
  'school bridge',
  'storm',
  'the mayor said',
  'hospital',
  'police',
  'a new road',
  'ferry timetable',
  `${rare(300)} ${rare(900)}`,
  rare(1500),
  rare(5000),
  rare(12_000),
  rare(25_000),
  `${rare(40)} ${rare(6000)}`,
  `${rare(200)} ${rare(250)} ${rare(400)}`,
  `harbour ${rare(3000)}`,
  `${rare(8000)} council`,
  '"the harbour"',
  `"${rare(30)} ${rare(31)}"`,
  'by:ada',
  `by:${rare(700)}`,
  'state:draft',
  'desk:city council',
  'topic:ferry',
  'before:2024 storm',
  `${rare(90)} ${rare(2000)}`
]

/** Every string that stands in the field while these are typed. */
export const typedStrings: readonly string[] = queries.flatMap((query) =>
  Array.from({ length: query.length }, (_, index) => query.slice(0, index + 1))
)
