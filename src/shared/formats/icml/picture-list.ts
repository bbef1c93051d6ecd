import { oneLine, type Story, type StoryPicture } from '../story.ts'
import { allowedXml } from '../xml.ts'

/** Which picture is which, for whoever makes the page. */
export function pictureList({ pictures }: Story): string {
  return allowedXml(`${pictures.map(entry).join('\n\n')}\n`)
}

function entry(
  { file, lead, caption, credit, alt, creator, copyright, usageTerms, focus }: StoryPicture,
  index: number
): string {
  const fields: [string, string][] = [
    ['Picture', `${index + 1}${lead ? ' (lead)' : ''}`],
    ['File', file ? `media/${file.fileName}` : 'not there yet'],
    ['Size', file ? `${file.width} × ${file.height}` : ''],
    ['Focus', focus ? `${percent(focus.x)} from the left, ${percent(focus.y)} from the top` : ''],
    ['Caption', caption],
    ['Credit', credit],
    ['Alt text', alt],
    ['Creator', creator],
    ['Copyright', copyright],
    ['Usage terms', usageTerms]
  ]
  return fields
    .map(([name, text]) => [name, oneLine(text)])
    .filter(([, text]) => text !== '')
    .map(([name, text]) => `${name}: ${text}`)
    .join('\n')
}

const percent = (fraction: number) => `${Math.round(fraction * 1000) / 10} %`
