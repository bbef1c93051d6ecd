import type { Credit } from '#shared/article/article.ts'
import { isSafeLink } from '#shared/document/links.ts'
import { safeFileName } from '../file-name.ts'
import type { ExportSet } from '../format.ts'
import { authorsOf, oneLine, withoutEmpty, type Story, type StoryPerson } from '../story.ts'
import { limits, within } from './limits.ts'
import { captionHtml, featured, imageAddress, postHtml } from './nodes.ts'

interface Tag {
  name: string
  description: string
}

/** Ghost's import file. Ids hold within the file alone; every post is a draft, so Ghost publishes nothing by itself. */
export function ghostImport(stories: Story[], set: ExportSet): unknown {
  const tags = distinct(stories.flatMap(tagsOf), ({ name }) => name.toLowerCase())
  const people = distinct(
    stories.flatMap((story) => authorsOf(story).map((person) => ({ person, story }))),
    ({ person }) => userSlug(person)
  )
  const posts = stories.map((story, index) => post(story, index + 1))
  unique(posts)
  const tagId = (tag: Tag) => tags.findIndex(({ name }) => name.toLowerCase() === tag.name.toLowerCase()) + 1
  const userId = (person: StoryPerson) => people.findIndex((each) => userSlug(each.person) === userSlug(person)) + 1
  const data = {
    posts,
    posts_meta: stories
      .map((story, index) => postMeta(story, index + 1))
      .filter((meta) => Object.keys(meta).length > 1),
    tags: unique(
      tags.map((tag, index) => ({
        id: index + 1,
        name: tag.name,
        slug: safeFileName(tag.name, 'tag'),
        ...withoutEmpty({ description: tag.description })
      }))
    ),
    posts_tags: stories.flatMap((story, index) =>
      distinct(tagsOf(story).map(tagId), String).map((tag_id, sort_order) => ({
        post_id: index + 1,
        tag_id,
        sort_order
      }))
    ),
    users: people.map(({ person, story }, index) => user(person, story, index + 1)),
    posts_authors: stories.flatMap((story, index) =>
      distinct(authorsOf(story).map(userId), String).map((author_id, sort_order) => ({
        post_id: index + 1,
        author_id,
        sort_order
      }))
    )
  }
  return { db: [{ meta: { exported_on: Date.parse(set.at), version: '6.0.0' }, data }] }
}

function post(story: Story, id: number) {
  const { context, article } = story
  const lead = featured(story)
  return {
    id,
    title: within(story.headline, limits.title),
    slug: safeFileName(story.headline),
    html: postHtml(story),
    ...withoutEmpty({
      feature_image: lead?.file ? imageAddress(lead.file, story) : null,
      custom_excerpt: within(story.standfirst, limits.excerpt),
      locale: localeOf(article.meta.language)
    }),
    type: 'post',
    status: 'draft',
    visibility: 'public',
    created_at: instant(context.createdAt),
    updated_at: instant(context.updatedAt),
    published_at: instant(context.publishedAt)
  }
}

function postMeta(story: Story, post_id: number) {
  const { meta } = story.article
  const { search, social } = meta.alternativeHeadlines
  const lead = featured(story)
  return {
    post_id,
    ...withoutEmpty({
      meta_title: within(oneLine(search), limits.metaTitle),
      meta_description: within(oneLine(meta.summary), limits.description),
      og_title: within(oneLine(social), limits.metaTitle),
      twitter_title: within(oneLine(social), limits.metaTitle),
      feature_image_alt: lead ? within(lead.alt, limits.alt) : '',
      feature_image_caption: lead ? captionHtml(lead.node, story) : ''
    })
  }
}

/** The desk first: Ghost takes a post's first tag for its section. */
export function tagsOf({ article, context }: Story): Tag[] {
  const { subjects, topics } = article.meta
  const tags = [
    { name: context.deskName, description: '' },
    ...subjects.map(({ name, uri }) => ({ name, description: within(uri ?? '', limits.tagDescription) })),
    ...topics.map((name) => ({ name, description: '' }))
  ]
  const named = tags.map((tag) => ({ ...tag, name: tagName(tag.name) })).filter(({ name }) => name !== '')
  return distinct(named, ({ name }) => name.toLowerCase())
}

/** A `#` at the beginning would hide the tag, a comma would part it. */
function tagName(name: string): string {
  return within(
    oneLine(name)
      .replace(/^[#\s]+/, '')
      .replace(/\s*,\s*/g, ' '),
    limits.name
  )
}

function userSlug({ credit }: StoryPerson): string {
  return safeFileName(credit.profile.name, 'author')
}

/** Ghost finds a user by slug, else by address, and gives a post whose author it does not find to its owner in silence. */
function user(person: StoryPerson, story: Story, id: number) {
  const { name, handles } = person.credit.profile
  const slug = userSlug(person)
  const links = handles.map(({ url }) => url).filter(isSafeLink)
  return {
    id,
    name: within(oneLine(name), limits.name),
    slug,
    // An address that reaches nobody: Ghost asks for one of every user.
    email: `${encodeURIComponent(slug).replace(/%/g, '').toLowerCase().slice(0, 60)}@authors.invalid`,
    ...(person.box
      ? withoutEmpty({
          bio: within(biographyOf(person.credit), limits.biography),
          website: links[0] ?? '',
          profile_image: person.portrait ? imageAddress(person.portrait, story) : ''
        })
      : {}),
    roles: ['Contributor']
  }
}

/** What Ghost shows as the author's box: one text, without room for lines of their own. */
export function biographyOf({ profile }: Credit): string {
  const { jobTitle, biography, handles } = profile
  const others = handles
    .slice(1)
    .filter(({ url }) => isSafeLink(url))
    .map(({ service, url }) => [oneLine(service), url].filter(Boolean).join(': '))
  return [oneLine(jobTitle), ...biography.split(/\n+/).map(oneLine), ...others].filter(Boolean).join('\n')
}

/** "zh-Hant-TW" is longer than Ghost takes: "zh". */
export function localeOf(language: string): string {
  return language.length <= limits.locale ? language : (language.split('-')[0] ?? language)
}

function instant(at: string): string {
  return new Date(at).toISOString()
}

/** Ghost drops the second of two with one slug: every slug its own. */
function unique<T extends { slug: string }>(rows: T[]): T[] {
  const taken = new Set<string>()
  for (const row of rows) {
    const base = row.slug
    for (let copy = 2; taken.has(row.slug); copy++) row.slug = `${base}-${copy}`
    taken.add(row.slug)
  }
  return rows
}

function distinct<T>(items: T[], key: (item: T) => string): T[] {
  const found = new Map<string, T>()
  for (const item of items) if (!found.has(key(item))) found.set(key(item), item)
  return [...found.values()]
}
