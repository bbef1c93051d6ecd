import type { BodyNode } from '#shared/document/body.ts'
import type { ExportPicture } from '../format.ts'
import { earlierUri, partUri } from '../identity.ts'
import { mediaAddress, oneLine, withoutEmpty, type Story } from '../story.ts'

/** The name by which body and association find each other: "picture-2", in reading order; the lead has the one that 1.x receivers look for. */
export function associationName(figure: BodyNode, story: Story): string {
  if (story.lead?.node === figure) return 'featuremedia'
  return `picture-${story.pictures.findIndex((picture) => picture.node === figure) + 1}`
}

/** Every picture of the article, then the portraits, then the article that it updates: a ninjs object each. */
export function associations(story: Story): Record<string, unknown>[] {
  const { articleId } = story.context
  const pictures = story.pictures.map((picture) =>
    withoutEmpty({
      name: associationName(picture.node, story),
      rel: picture.lead ? 'featureimage' : 'inline',
      uri: partUri(articleId, `figure/${String(picture.node.attrs?.id ?? associationName(picture.node, story))}`),
      type: 'picture',
      by: picture.creator,
      copyrightNotice: picture.copyright,
      usageTerms: picture.usageTerms,
      infoSources: picture.credit === '' ? [] : [{ role: 'credit', name: picture.credit }],
      descriptions: [...description('caption', picture.caption), ...description('alttext', picture.alt)],
      renditions: picture.file ? [rendition(picture.file)] : []
    })
  )
  const portraits = story.people.flatMap((person, index) =>
    person.portrait
      ? [
          {
            name: `portrait-${index + 1}`,
            rel: 'portrait',
            uri: partUri(articleId, `portrait/${person.credit.id}`),
            type: 'picture',
            descriptions: [
              ...description('caption', oneLine(person.credit.profile.name)),
              ...description('alttext', oneLine(person.credit.profile.name))
            ],
            renditions: [rendition(person.portrait)]
          }
        ]
      : []
  )
  const earlier = earlierUri(story.article)
  return [
    ...pictures,
    ...portraits,
    ...(earlier ? [{ name: 'updates', rel: 'updates', uri: earlier, type: 'text' }] : [])
  ]
}

function description(role: string, value: string): Record<string, string>[] {
  return value === '' ? [] : [{ role, contentType: 'text/plain', value }]
}

/** A place beside the article is `file:media/…`: the schema takes no relative address. */
function rendition(picture: ExportPicture): Record<string, unknown> {
  return {
    name: 'main',
    href: `file:${mediaAddress(picture)}`,
    contentType: picture.mediaType,
    width: picture.width,
    height: picture.height,
    sizeInBytes: picture.bytes.length
  }
}
