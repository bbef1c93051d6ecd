import { stringify } from 'yaml'
import { articleUri, earlierUri } from '../identity.ts'
import { withoutEmpty, type Story } from '../story.ts'

/** What goes above the copy, between `---` lines. Every text is quoted: no reader takes "no" for false or 1:30 for a number. */
export function frontMatter(story: Story): string {
  const { context } = story
  const { meta } = story.article
  const fields = withoutEmpty({
    id: articleUri(context.articleId),
    title: story.headline,
    subtitle: story.standfirst,
    kicker: meta.kicker,
    description: story.description,
    slugline: meta.slugline,
    byline: story.byline,
    authors: story.people.map(({ credit, roles, box, portrait }) =>
      withoutEmpty({
        name: credit.profile.name,
        roles,
        jobTitle: credit.profile.jobTitle,
        bio: box ? credit.profile.biography : '',
        handles: credit.profile.handles.map((handle) => withoutEmpty({ service: handle.service, url: handle.url })),
        portrait: portrait ? `media/${portrait.fileName}` : ''
      })
    ),
    dateline: withoutEmpty({ ...meta.dateline }),
    lang: meta.language,
    date: context.publishedAt,
    lastmod: context.updatedAt,
    version: context.version,
    updates: earlierUri(story.article),
    desk: context.deskName,
    genre: meta.genre,
    urgency: meta.urgency,
    categories: meta.subjects.map((subject) => subject.name),
    subjects: meta.subjects.map((subject) => withoutEmpty({ name: subject.name, uri: subject.uri })),
    tags: meta.topics,
    alternativeHeadlines: withoutEmpty({ ...meta.alternativeHeadlines }),
    pictures: story.pictures.map(({ file, lead, alt, caption, credit, creator, copyright, usageTerms }) =>
      withoutEmpty({
        file: file ? `media/${file.fileName}` : '',
        role: lead ? 'lead' : 'inline',
        alt,
        caption,
        credit,
        creator,
        copyright,
        usageTerms
      })
    ),
    corrections: (meta.corrections ?? []).map(({ at, text }) => ({ date: at, text })),
    publisher: context.publisher,
    copyright: meta.copyright,
    usageTerms: meta.usageTerms
  })
  const yaml = stringify(fields, {
    lineWidth: 0,
    defaultStringType: 'QUOTE_DOUBLE',
    defaultKeyType: 'PLAIN',
    doubleQuotedMinMultiLineLength: 1_000_000,
    aliasDuplicateObjects: false
  })
  return `---\n${yaml}---\n`
}
