import { block, inline, type XmlElement } from '../xml.ts'

/** Every paragraph style there is: where InDesign has one of the name, its own is taken. */
export const paragraphStyles = [
  'Kicker',
  'Headline',
  'Deck',
  'Byline',
  'Body',
  'Subhead',
  'Subhead 3',
  'Subhead 4',
  'Bullet List',
  'Numbered List',
  'List Text',
  'Quote',
  'Attribution',
  'Pullquote',
  'Caption',
  'Credit',
  'Table Heading',
  'Table Text',
  'Fact Box Title',
  'Fact Box',
  'Embed',
  'Divider',
  'Correction',
  'Tagline',
  'Related Topics',
  'Copyright'
] as const
export type ParagraphStyle = (typeof paragraphStyles)[number]

export const noCharacterStyle = '$ID/NormalCharacterStyle'

/** What a character style of ours does; a range has one alone, so that those of several marks are called by all of them. */
const effects: Record<string, Record<string, string>> = {
  Strike: { StrikeThru: 'true' },
  Superscript: { Position: 'Superscript' },
  Subscript: { Position: 'Subscript' }
}

/** The styles that the article uses, `list` ones by their level: "Bullet List 2". */
export function styleGroups(paragraphs: Iterable<string>, characters: Iterable<string>): XmlElement[] {
  return [
    block(
      'RootCharacterStyleGroup',
      { Self: 'character_styles' },
      inline('CharacterStyle', { Self: noCharacterStyle, Name: 'Default' }),
      ...[...characters].map(characterStyle)
    ),
    block(
      'RootParagraphStyleGroup',
      { Self: 'paragraph_styles' },
      inline('ParagraphStyle', { Self: '$ID/NormalParagraphStyle', Name: '$ID/NormalParagraphStyle' }),
      ...[...paragraphs].map(paragraphStyle)
    ),
    block(
      'RootTableStyleGroup',
      { Self: 'table_styles' },
      inline('TableStyle', { Self: 'TableStyle/Table', Name: 'Table' })
    ),
    block(
      'RootCellStyleGroup',
      { Self: 'cell_styles' },
      inline('CellStyle', {
        Self: 'CellStyle/Cell',
        AppliedParagraphStyle: 'ParagraphStyle/$ID/[No paragraph style]',
        Name: 'Cell'
      })
    )
  ]
}

function characterStyle(name: string): XmlElement {
  const marks = name.split(' ')
  const font = ['Bold', 'Italic'].filter((mark) => marks.includes(mark)).join(' ')
  const own = Object.assign({}, ...marks.map((mark) => effects[mark] ?? {})) as Record<string, string>
  return block(
    'CharacterStyle',
    { Self: `CharacterStyle/${name}`, Name: name, FontStyle: font || null, ...own },
    basedOn(noCharacterStyle)
  )
}

function paragraphStyle(name: string): XmlElement {
  const [, kind, level] = /^(Bullet|Numbered) List(?: (\d+))?$/.exec(name) ?? []
  const list = kind
    ? {
        BulletsAndNumberingListType: kind === 'Bullet' ? 'BulletList' : 'NumberedList',
        NumberingExpression: kind === 'Bullet' ? null : '^#.^t',
        NumberingLevel: Number(level ?? 1)
      }
    : {}
  return block(
    'ParagraphStyle',
    { Self: `ParagraphStyle/${name}`, Name: name, ...list },
    basedOn('$ID/NormalParagraphStyle')
  )
}

function basedOn(style: string): XmlElement {
  return block('Properties', {}, inline('BasedOn', { type: 'object' }, style))
}
