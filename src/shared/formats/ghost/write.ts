import type { Article, Credit } from '#shared/article/article.ts'
import { findNode, textOf } from '#shared/document/text.ts'
import { acceptedBody } from '../accepted.ts'
import { letteredLists } from '../flattened.ts'
import type { Carries, ExportFile, ExportSet, Format, Part } from '../format.ts'
import { setOf } from '../set.ts'
import { authorsOf, oneLine, showableJson, textFile, type Story } from '../story.ts'
import { biographyOf, ghostImport, localeOf } from './import.ts'
import { limits, within } from './limits.ts'
import { imagePath } from './nodes.ts'

const carries: Carries = {
  headline: 'as title',
  standfirst: 'as the excerpt',
  kicker: null,
  summary: 'as the page’s description',
  byline: 'under the copy, where it names more than the authors',
  authors: 'as users, found by their slug',
  'job titles': null,
  'author box': 'as the user’s biography and website',
  portrait: 'as the user’s picture',
  dateline: 'before the first words',
  published: 'as the date of a draft, which Ghost never publishes by itself',
  updated: 'as updated_at',
  copy: 'as HTML, which Ghost reads into its editor',
  quotes: 'as quotes',
  'pull quotes': 'as Ghost’s second kind of quote',
  lists: 'as lists',
  tables: 'as HTML cards',
  'fact boxes': 'as HTML cards',
  embeds: 'as a link',
  dividers: 'as hr',
  formatting: 'as strong, em, s, sup and sub',
  links: 'as links',
  pictures: 'as image cards, with files in content/images/',
  captions: 'as captions',
  credits: 'in the captions',
  'alt text': 'as alt texts',
  'picture rights': null,
  'lead picture': 'as the feature image',
  'focus points': null,
  slugline: null,
  desk: 'as the first tag',
  language: 'as locale',
  genre: null,
  urgency: null,
  subjects: 'as tags, with the term as description',
  'related topics': 'as tags',
  'alternative headlines': 'as meta_title, og_title and twitter_title',
  embargo: null,
  ednote: null,
  'commissioned length': null,
  copyright: 'as the last line',
  'usage terms': null,
  corrections: 'under the copy',
  'earlier article': null
}

const lists = setOf(files)

function files(stories: Story[], set: ExportSet): ExportFile[] {
  const text = showableJson(ghostImport(stories, set))
  return [textFile('ghost.json', 'application/json', text), ...stories.flatMap(images)]
}

function images(story: Story): ExportFile[] {
  const shown = [...story.pictures.map(({ file }) => file), ...authorsOf(story).map(({ portrait }) => portrait)]
  return story.context.pictures
    .filter((file) => shown.includes(file))
    .map((file) => ({ path: imagePath(file, story), mediaType: file.mediaType, bytes: file.bytes }))
}

function flattens(article: Article): string[] {
  const body = acceptedBody(article.body)
  const { meta } = article
  const text = (type: 'headline' | 'standfirst') => oneLine(textOf(findNode(body, type)))
  const lead = body.content?.find((node) => node.type === 'figure' && node.attrs?.role === 'lead')
  const boxes = meta.credits.filter(({ box }) => box).map(biographyOf)
  const names = [...meta.topics, ...meta.subjects.map(({ name }) => name)].map(oneLine)
  const sentences: [boolean, string][] = [
    [text('headline').length > limits.title, `Ghost takes headlines of ${limits.title} characters: this one is cut.`],
    [
      text('standfirst').length > limits.excerpt,
      `Ghost takes excerpts of ${limits.excerpt} characters: the standfirst is cut.`
    ],
    [
      oneLine(meta.summary).length > limits.description,
      `Ghost takes descriptions of ${limits.description} characters: the summary is cut.`
    ],
    [
      [meta.alternativeHeadlines.search, meta.alternativeHeadlines.social].some(
        (each) => oneLine(each).length > limits.metaTitle
      ),
      `Ghost takes alternative headlines of ${limits.metaTitle} characters: one is cut.`
    ],
    [oneLine(meta.alternativeHeadlines.print) !== '', 'Ghost has no place for the headline for print.'],
    [
      String(lead?.attrs?.alt ?? '').length > limits.alt,
      `Ghost takes alt texts of ${limits.alt} characters for the lead picture: this one is cut.`
    ],
    [
      boxes.some((biography) => biography.length > limits.biography),
      `Ghost takes biographies of ${limits.biography} characters, with job title and links: one is cut.`
    ],
    [hasOtherBoxes(meta.credits), 'Ghost shows the box of a post’s authors alone: another’s is left out.'],
    [names.some((name) => name.length > limits.name), `Ghost takes tags of ${limits.name} characters: one is cut.`],
    [names.some((name) => /^#|,/.test(name)), 'Ghost’s tags hold no comma and begin with no #: both are left out.'],
    [
      localeOf(meta.language) !== meta.language,
      `Ghost’s languages have ${limits.locale} characters: ${meta.language} goes out as ${localeOf(meta.language)}.`
    ]
  ]
  return [
    ...letteredLists('Ghost', article),
    ...sentences.filter(([applies]) => applies).map(([, sentence]) => sentence)
  ]
}

/** Whether somebody has a box whom Ghost does not take for an author. */
function hasOtherBoxes(credits: Credit[]): boolean {
  const keyOf = ({ personId, profile }: Credit) => personId ?? profile.name
  const writers = new Set(credits.filter(({ role }) => role === 'by').map(keyOf))
  return writers.size > 0 && credits.some((credit) => credit.box && !writers.has(keyOf(credit)))
}

const room: Partial<Record<Part, number>> = {
  headline: limits.title,
  standfirst: limits.excerpt,
  'alt text': limits.alt
}

export const ghost: Format = {
  id: 'ghost',
  label: 'Ghost import',
  extension: 'zip',
  mediaType: 'application/zip',
  carries,
  requires: ['db/meta/exported_on', 'db/meta/version', 'db/data/posts/title', 'db/data/posts/slug'],
  flattens,
  cuts: (part, text) => within(text, room[part] ?? Infinity),
  ...lists
}
