import type { ExportPicture } from '../format.ts'
import { partUri } from '../identity.ts'
import { mediaAddress, oneLine, type Story, type StoryPicture } from '../story.ts'
import { filled, inline, type XmlChild, type XmlElement } from '../xml.ts'
import { newsItem, ownRole, party } from './item.ts'

/** An item of the message beside the text, and what the text's link to it says. */
export interface LinkedItem {
  guid: string
  contentType: string | null
  title: string
  element: XmlElement
}

/** The guid of a figure's picture: the same in every version. */
export function pictureGuid(picture: StoryPicture, story: Story): string {
  return partUri(story.context.articleId, `figure/${String(picture.node.attrs?.id ?? story.pictures.indexOf(picture))}`)
}

/** A newsItem for every picture of the article, its file there or not, then for every portrait. */
export function pictureItems(story: Story): LinkedItem[] {
  const pictures = story.pictures.map((picture) => {
    const { file, caption, credit, creator, copyright, usageTerms, alt, lead } = picture
    const title = oneLine(caption) || (file?.fileName ?? '')
    const contentMeta = [
      party('creator', creator, { role: ownRole('photographer') }),
      filled('creditline', oneLine(credit)),
      filled('description', caption, { role: 'drol:caption' }),
      altText(alt)
    ]
    return linked(
      {
        guid: pictureGuid(picture, story),
        file,
        title,
        role: lead ? 'lead' : 'inline',
        copyright,
        usageTerms,
        contentMeta
      },
      story
    )
  })
  const portraits = story.people.flatMap(({ credit, portrait }) => {
    const name = oneLine(credit.profile.name)
    const guid = partUri(story.context.articleId, `portrait/${credit.id}`)
    const contentMeta = [filled('description', name, { role: 'drol:caption' }), altText(name)]
    return portrait
      ? [
          linked(
            { guid, file: portrait, title: name, role: 'portrait', copyright: '', usageTerms: '', contentMeta },
            story
          )
        ]
      : []
  })
  return [...pictures, ...portraits]
}

interface PictureParts {
  guid: string
  file: ExportPicture | null
  title: string
  role: string
  copyright: string
  usageTerms: string
  contentMeta: XmlChild[]
}

function linked(
  { guid, file, title, role, copyright, usageTerms, contentMeta }: PictureParts,
  story: Story
): LinkedItem {
  const element = newsItem(
    {
      guid,
      itemClass: 'picture',
      copyrightNotice: copyright,
      usageTerms,
      title,
      role: ownRole(role),
      notes: [],
      contentMeta,
      contentSet: [file && remoteContent(file)]
    },
    story
  )
  return { guid, contentType: file?.mediaType ?? null, title, element }
}

function altText(alt: string): XmlChild {
  return filled('description', alt, { role: ownRole('alttext') })
}

function remoteContent(file: ExportPicture): XmlElement {
  return inline('remoteContent', {
    href: mediaAddress(file),
    rendition: 'rnd:highRes',
    contenttype: file.mediaType,
    size: file.bytes.length,
    width: file.width,
    height: file.height
  })
}
