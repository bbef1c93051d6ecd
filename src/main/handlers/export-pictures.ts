import type { Article, Credit } from '#shared/article/article.ts'
import { usualEdge, type PictureEdge } from '#shared/contract/exports.ts'
import type { BodyNode } from '#shared/document/body.ts'
import { cropPixels, isCrop, type Crop } from '#shared/document/crop.ts'
import { captionOf, creditOf, figuresOf } from '#shared/document/text.ts'
import { safeFileName } from '#shared/formats/file-name.ts'
import type { ExportPicture } from '#shared/formats/format.ts'
import { fail, ok, type Result } from '#shared/result.ts'
import type { PictureWords } from '../media/write-metadata.ts'
import { readPicture } from '../store/media.ts'
import type { Context } from './context.ts'

/** The longest edge of a portrait that goes out, in pixels. */
const portraitEdge = 600

interface Wanted {
  id: string
  hash: string
  fileName: string
  edge: number
  crop: Crop | null
  words: PictureWords
}

/** Every picture that an export carries: the figures in reading order, then the portraits of the authors' boxes. */
function wantedPictures({ meta, body }: Article, edge: PictureEdge): Wanted[] {
  const figures = figuresOf(body).filter((figure) => figure.attrs?.media)
  const boxes = meta.credits.filter((credit) => credit.box && credit.profile.portrait)
  return [...figures.map((figure, index) => wantFigure(figure, index, edge)), ...boxes.map(wantPortrait)]
}

const attribute = (figure: BodyNode, name: string) => String(figure.attrs?.[name] ?? '')

function wantFigure(figure: BodyNode, index: number, edge: PictureEdge): Wanted {
  // By what readers are told of it: the name that its file came with may be somebody's, or say who sent it.
  const name = safeFileName(captionOf(figure) || attribute(figure, 'alt'), 'picture', 40)
  return {
    id: attribute(figure, 'id'),
    hash: attribute(figure, 'media'),
    fileName: `${String(index + 1).padStart(2, '0')}-${name}.jpg`,
    edge,
    crop: isCrop(figure.attrs?.crop) ? figure.attrs.crop : null,
    words: {
      caption: captionOf(figure),
      credit: creditOf(figure),
      creator: attribute(figure, 'creator'),
      copyright: attribute(figure, 'copyright'),
      alt: attribute(figure, 'alt'),
      usageTerms: attribute(figure, 'usageTerms')
    }
  }
}

function wantPortrait(credit: Credit): Wanted {
  const { name, portrait } = credit.profile
  return {
    id: credit.id,
    hash: portrait ?? '',
    fileName: `portrait-${safeFileName(name)}-${credit.id.slice(-6).toLowerCase()}.jpg`,
    edge: portraitEdge,
    crop: null,
    words: { caption: name, credit: '', creator: '', copyright: '', alt: name, usageTerms: '' }
  }
}

/** The pictures without their bytes, for a preview: names and sizes are those of the export. */
export function sizePictures(
  { store }: Context,
  article: Article,
  pictureEdge: PictureEdge = usualEdge
): ExportPicture[] {
  return wantedPictures(article, pictureEdge).map(({ id, hash, fileName, edge, crop }) => {
    const whole = readPicture(store, hash) ?? { width: edge, height: edge }
    const { width, height } = crop ? cropPixels(crop, whole) : whole
    const scale = Math.min(1, edge / Math.max(width, height))
    return {
      id,
      fileName,
      mediaType: 'image/jpeg',
      width: Math.round(width * scale),
      height: Math.round(height * scale),
      bytes: new Uint8Array()
    }
  })
}

/** The pictures re-encoded, each carrying its caption and credit in this article and nothing else. */
export async function encodePictures(
  { media }: Context,
  article: Article,
  pictureEdge: PictureEdge = usualEdge
): Promise<Result<ExportPicture[]>> {
  const pictures: ExportPicture[] = []
  for (const { id, hash, fileName, edge, crop, words } of wantedPictures(article, pictureEdge)) {
    const encoded = await media.forExport(hash, { edge, crop }, words)
    if (!encoded.ok)
      return fail(encoded.error.code, `The picture “${fileName}” cannot go out: ${encoded.error.message}`)
    pictures.push({ id, fileName, ...encoded.value })
  }
  return ok(pictures)
}
