import { directionOf } from '../words.ts'
import { block, inline, xmlDocument, type XmlElement } from '../xml.ts'
import { wordNamespace } from './package.ts'

interface Style {
  /** As Word shows it; its own styles by their own names, which every language of Word knows. */
  name: string
  basedOn?: string
  next?: string
  paragraph?: XmlElement[]
  run?: XmlElement[]
}

const val = (name: string, value: string | number) => inline(name, { 'w:val': value })
const spacing = (before: number, after: number) => inline('w:spacing', { 'w:before': before, 'w:after': after })
const size = (halfPoints: number) => [val('w:sz', halfPoints), val('w:szCs', halfPoints)]
const bold = [inline('w:b', {}), inline('w:bCs', {})]
const italic = [inline('w:i', {}), inline('w:iCs', {})]
const color = (value: string) => val('w:color', value)
const indent = (twips: number) => inline('w:ind', { 'w:left': twips, 'w:right': twips })
const keepNext = inline('w:keepNext', {})
const outline = (level: number) => val('w:outlineLvl', level)
const rule = (side: string) => inline(`w:${side}`, { 'w:val': 'single', 'w:sz': 4, 'w:space': 4, 'w:color': 'BBBBBB' })
const framed = block('w:pBdr', {}, rule('top'), rule('left'), rule('bottom'), rule('right'))

/** Every paragraph style there is, by its id: page programs map these names to their own. */
const paragraphStyles = {
  Body: { name: 'Body', basedOn: 'Normal', paragraph: [spacing(0, 160)] },
  Note: { name: 'Note', basedOn: 'Normal', next: 'Body', paragraph: [framed, spacing(0, 120)], run: bold },
  Kicker: {
    name: 'Kicker',
    basedOn: 'Normal',
    next: 'Title',
    paragraph: [keepNext, spacing(0, 60)],
    run: [inline('w:caps', {}), color('666666'), ...size(20)]
  },
  Title: {
    name: 'Title',
    basedOn: 'Normal',
    next: 'Subtitle',
    paragraph: [keepNext, spacing(0, 120)],
    run: [...bold, ...size(44)]
  },
  Subtitle: {
    name: 'Subtitle',
    basedOn: 'Normal',
    next: 'Byline',
    paragraph: [spacing(0, 160)],
    run: [color('444444'), ...size(28)]
  },
  Byline: {
    name: 'Byline',
    basedOn: 'Normal',
    next: 'Body',
    paragraph: [spacing(0, 240)],
    run: [...bold, ...size(20)]
  },
  Heading2: {
    name: 'heading 2',
    basedOn: 'Normal',
    next: 'Body',
    paragraph: [keepNext, spacing(280, 100), outline(1)],
    run: [...bold, ...size(28)]
  },
  Heading3: {
    name: 'heading 3',
    basedOn: 'Normal',
    next: 'Body',
    paragraph: [keepNext, spacing(240, 80), outline(2)],
    run: [...bold, ...size(24)]
  },
  Heading4: {
    name: 'heading 4',
    basedOn: 'Normal',
    next: 'Body',
    paragraph: [keepNext, spacing(200, 80), outline(3)],
    run: [...bold, ...italic]
  },
  ListParagraph: { name: 'List Paragraph', basedOn: 'Body', paragraph: [spacing(0, 80)] },
  Quote: { name: 'Quote', basedOn: 'Body', paragraph: [indent(567)], run: italic },
  Attribution: { name: 'Attribution', basedOn: 'Body', next: 'Body', paragraph: [indent(567)] },
  PullQuote: {
    name: 'Pull Quote',
    basedOn: 'Body',
    next: 'Body',
    paragraph: [spacing(200, 200), indent(850)],
    run: size(30)
  },
  Picture: { name: 'Picture', basedOn: 'Normal', next: 'Caption', paragraph: [keepNext, spacing(200, 60)] },
  Caption: { name: 'caption', basedOn: 'Normal', next: 'Credit', paragraph: [spacing(0, 20)], run: size(19) },
  Credit: {
    name: 'Credit',
    basedOn: 'Normal',
    next: 'Body',
    paragraph: [spacing(0, 240)],
    run: [color('666666'), ...size(17)]
  },
  TableHeading: { name: 'Table Heading', basedOn: 'Normal', run: bold },
  TableText: { name: 'Table Text', basedOn: 'Normal' },
  FactBoxTitle: {
    name: 'Fact Box Title',
    basedOn: 'Normal',
    next: 'FactBox',
    paragraph: [keepNext, framed, spacing(0, 80)],
    run: bold
  },
  FactBox: { name: 'Fact Box', basedOn: 'Normal', paragraph: [framed, spacing(0, 80)] },
  Embed: { name: 'Embed', basedOn: 'Body', next: 'Body' },
  Divider: {
    name: 'Divider',
    basedOn: 'Normal',
    next: 'Body',
    paragraph: [block('w:pBdr', {}, rule('bottom')), spacing(0, 240)]
  },
  Tagline: { name: 'Tagline', basedOn: 'Normal', paragraph: [spacing(0, 80)], run: [...italic, ...size(20)] },
  RelatedTopics: { name: 'Related Topics', basedOn: 'Normal', paragraph: [spacing(0, 60)], run: size(20) },
  Copyright: { name: 'Copyright', basedOn: 'Normal', paragraph: [spacing(200, 0)], run: size(17) }
} satisfies Record<string, Style>

export type ParagraphStyle = keyof typeof paragraphStyles

export function stylesXml(language: string): string {
  const rightToLeft = directionOf(language) === 'rtl'
  const defaults = block(
    'w:docDefaults',
    {},
    block(
      'w:rPrDefault',
      {},
      block(
        'w:rPr',
        {},
        inline('w:rFonts', { 'w:ascii': 'Georgia', 'w:hAnsi': 'Georgia', 'w:cs': 'Times New Roman' }),
        ...size(22),
        inline('w:lang', { 'w:val': language, 'w:eastAsia': language, 'w:bidi': language })
      )
    ),
    block('w:pPrDefault', {}, rightToLeft ? block('w:pPr', {}, inline('w:bidi', {})) : null)
  )
  return xmlDocument(
    block(
      'w:styles',
      { 'xmlns:w': wordNamespace },
      defaults,
      block(
        'w:style',
        { 'w:type': 'paragraph', 'w:default': 1, 'w:styleId': 'Normal' },
        val('w:name', 'Normal'),
        inline('w:qFormat', {})
      ),
      block(
        'w:style',
        { 'w:type': 'character', 'w:default': 1, 'w:styleId': 'DefaultParagraphFont' },
        val('w:name', 'Default Paragraph Font')
      ),
      ...Object.entries<Style>(paragraphStyles).map(paragraphStyle),
      block(
        'w:style',
        { 'w:type': 'character', 'w:customStyle': 1, 'w:styleId': 'Dateline' },
        val('w:name', 'Dateline'),
        inline('w:qFormat', {})
      ),
      block(
        'w:style',
        { 'w:type': 'character', 'w:styleId': 'Hyperlink' },
        val('w:name', 'Hyperlink'),
        block('w:rPr', {}, color('0563C1'), val('w:u', 'single'))
      ),
      tableStyle
    )
  )
}

const builtIn = new Set([
  'Title',
  'Subtitle',
  'heading 2',
  'heading 3',
  'heading 4',
  'List Paragraph',
  'Quote',
  'caption'
])

function paragraphStyle([id, { name, basedOn, next, paragraph = [], run = [] }]: [string, Style]): XmlElement {
  return block(
    'w:style',
    { 'w:type': 'paragraph', 'w:customStyle': builtIn.has(name) ? null : 1, 'w:styleId': id },
    val('w:name', name),
    basedOn ? val('w:basedOn', basedOn) : null,
    next ? val('w:next', next) : null,
    inline('w:qFormat', {}),
    paragraph.length > 0 ? block('w:pPr', {}, ...paragraph) : null,
    run.length > 0 ? block('w:rPr', {}, ...run) : null
  )
}

const line = (side: string) => inline(`w:${side}`, { 'w:val': 'single', 'w:sz': 4, 'w:space': 0, 'w:color': 'auto' })

const tableStyle = block(
  'w:style',
  { 'w:type': 'table', 'w:styleId': 'TableGrid' },
  val('w:name', 'Table Grid'),
  block('w:tblPr', {}, block('w:tblBorders', {}, ...['top', 'left', 'bottom', 'right', 'insideH', 'insideV'].map(line)))
)
