import type { Article } from '#shared/article/article.ts'
import type { PubStatus } from '#shared/article/workflow.ts'
import type { Reader } from './reader.ts'

/** A picture ready to leave: re-encoded, carrying its caption and credit and nothing else. */
export interface ExportPicture {
  /** The id of its figure, or of the credit whose portrait it is. */
  id: string
  /** Safe on every system, unique in the export: "01-harbour-wall.jpg". */
  fileName: string
  mediaType: 'image/jpeg' | 'image/png'
  width: number
  height: number
  bytes: Uint8Array
}

/** Everything that a writer may know besides the article. Fixed by the revision: the same context, the same bytes. */
export interface ExportContext {
  articleId: string
  /** Id of the revision that goes out. */
  revision: string
  /** 1 for the first export of the article's text, counted by revisions approved. */
  version: number
  /** UTC. */
  createdAt: string
  publishedAt: string
  updatedAt: string
  publisher: string
  /** Without a trailing slash, or null: then nothing that must be absolute is written. */
  siteUrl: string | null
  deskName: string
  /** Whether receivers may use it; absent is usable. A kill goes out as `canceled`. */
  pubStatus?: PubStatus
  pictures: ExportPicture[]
}

export interface ExportFile {
  /** Relative, with forward slashes. */
  path: string
  mediaType: string
  bytes: Uint8Array
}

/** The parts of an article, for the map of what a format carries. */
export const parts = [
  'headline',
  'standfirst',
  'kicker',
  'summary',
  'byline',
  'authors',
  'job titles',
  'author box',
  'portrait',
  'dateline',
  'published',
  'updated',
  'copy',
  'quotes',
  'pull quotes',
  'lists',
  'tables',
  'fact boxes',
  'embeds',
  'dividers',
  'formatting',
  'links',
  'pictures',
  'captions',
  'credits',
  'alt text',
  'picture rights',
  'lead picture',
  'focus points',
  'slugline',
  'desk',
  'language',
  'genre',
  'urgency',
  'subjects',
  'related topics',
  'alternative headlines',
  'embargo',
  'ednote',
  'commissioned length',
  'copyright',
  'usage terms',
  'corrections',
  'earlier article'
] as const
export type Part = (typeof parts)[number]

/** How a format carries a part ("as h2"), or null when it drops it. */
export type Carries = Record<Part, string | null>

/** A choice that a format leaves to whoever exports: on or off. */
export interface FormatOption {
  id: string
  label: string
  default: boolean
}

/** Options by their id; what is absent has its default. */
export type FormatOptions = Record<string, boolean>

/** One article of several that go out in one file. */
export interface ExportItem {
  article: Article
  context: ExportContext
}

/** What a set says of itself; `at`, UTC, is when it is made. */
export interface ExportSet {
  at: string
  publisher: string
  /** As in ExportContext. */
  siteUrl: string | null
  /** BCP 47. */
  language: string
}

export interface Format {
  id: string
  label: string
  extension: string
  mediaType: string
  carries: Carries
  options?: FormatOption[]
  /** What must stand in the main file of every export, as paths of `ReadBack.filled`: without it readers refuse the file. */
  requires: string[]
  /** A text as far as the format has room for it, where `flattens` tells that it cuts. */
  cuts?(part: Part, text: string): string
  /** Whether the format can say that an article is withdrawn: only then can the notice of a kill go out in it. */
  saysKilled?: boolean
  /** Whether readers of the format can do nothing without the site's address: refuse it before, with a sentence. */
  needsSite?: boolean
  /** What the format flattens in this article though it carries the part, a sentence each. */
  flattens?(article: Article): string[]
  /** Pure: the article as files, the main one first. Refusals are for before; a writer writes. */
  write(article: Article, context: ExportContext, options?: FormatOptions): ExportFile[]
  /** Several articles as one list of files. Leaves out what may not be shown at `set.at`: embargoed, withheld or killed. */
  writeSet?(items: ExportItem[], set: ExportSet): ExportFile[]
  /** The way back, where there is one. Loaded when it is needed: no start of the app waits for a parser. */
  read?(): Promise<Reader>
}

export function chosen(format: Format, options: FormatOptions, id: string): boolean {
  const option = format.options?.find((each) => each.id === id)
  if (!option) throw new Error(`${format.id} has no option ${id}.`)
  return options[id] ?? option.default
}
