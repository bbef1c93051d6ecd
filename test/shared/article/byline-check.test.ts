import { expect, test } from 'vitest'
import { newArticle, type Credit, type CreditRole } from '#shared/article/article.ts'
import { checkByline, readBylineLine } from '#shared/article/byline-check.ts'
import { emptyProfile } from '#shared/article/person.ts'
import type { BodyNode } from '#shared/document/body.ts'

const credit = (role: CreditRole, name: string): Credit => ({
  id: `${role}-${name}`,
  role,
  personId: null,
  profile: { ...emptyProfile, name },
  box: false
})
const text = (type: BodyNode['type'], words: string, id: string): BodyNode => ({
  type,
  attrs: { id },
  ...(words && { content: [{ type: 'text', text: words }] })
})
const figure = (line: string, id = 'f', creator = ''): BodyNode => ({
  type: 'figure',
  attrs: { id, creator },
  content: [text('caption', 'A wall.', `${id}c`), text('credit', line, `${id}r`)]
})
const paragraphs = (...lines: string[]) => lines.map((line, index) => text('paragraph', line, `p${index}`))

interface Case {
  language?: string
  credits: Credit[]
  content: BodyNode[]
  finds: [code: string, place: string][]
}
const ruth = credit('by', 'Ruth Okafor')
const ines = credit('photographs', 'Inés Moreau')
const copy = ['The council voted on Monday.', 'Nobody was surprised.', 'The wall is old.', 'Work begins in spring.']

test.each<[string, Case]>([
  [
    'copy and credits agree',
    { credits: [ruth, ines], content: [...paragraphs(...copy), figure('Inés Moreau / Harbour Gazette')], finds: [] }
  ],
  [
    'the copy opens with somebody who is not credited',
    { credits: [ruth], content: paragraphs('By Tom Lind', ...copy), finds: [['name-not-credited', 'p0']] }
  ],
  [
    'one of two names is not credited',
    {
      credits: [ruth],
      content: paragraphs('By Ruth Okafor and Tom Lind', ...copy),
      finds: [['name-not-credited', 'p0']]
    }
  ],
  [
    'the byline stands in the copy too',
    { credits: [ruth], content: paragraphs('By Ruth Okafor', ...copy), finds: [['byline-repeated', 'p0']] }
  ],
  [
    'the opening spells the name differently',
    { credits: [ruth], content: paragraphs('By Ruth Okafar', ...copy), finds: [['other-spelling', 'p0']] }
  ],
  [
    'a sentence that begins with the label',
    { credits: [ruth], content: paragraphs('By Monday the Council Chamber was full.', ...copy), finds: [] }
  ],
  [
    'a name deep in the copy is no sign-off',
    { credits: [ruth], content: paragraphs(copy[0]!, copy[1]!, 'By Tom Lind', ...copy), finds: [] }
  ],
  [
    'a sign-off names somebody who is not credited',
    {
      credits: [ruth],
      content: paragraphs(...copy, 'Additional reporting by Tom Lind.'),
      finds: [['name-not-credited', 'p4']]
    }
  ],
  [
    'a sign-off names them for something else',
    {
      credits: [ruth, credit('by', 'Tom Lind')],
      content: paragraphs(...copy, 'Additional reporting by Tom Lind'),
      finds: [['other-role', 'p4']]
    }
  ],
  [
    'a sign-off in two parts',
    {
      credits: [ruth],
      content: paragraphs(...copy, '(Reporting by Tom Lind; editing by Ada Boss)'),
      finds: [
        ['name-not-credited', 'p4'],
        ['name-not-credited', 'p4']
      ]
    }
  ],
  [
    'initials do not end a sentence',
    { credits: [ruth], content: paragraphs('By J. R. Lind', ...copy), finds: [['name-not-credited', 'p0']] }
  ],
  [
    'a signature',
    { credits: [ruth], content: paragraphs(...copy, '— Tom Lind'), finds: [['name-not-credited', 'p4']] }
  ],
  [
    'a photographer whom no picture names',
    {
      credits: [ruth, ines],
      content: [...paragraphs(...copy), figure('Tom Lind')],
      finds: [['photographer-without-picture', 'meta.credits']]
    }
  ],
  [
    'a photographer without any picture',
    { credits: [ruth, ines], content: paragraphs(...copy), finds: [['photographer-without-picture', 'meta.credits']] }
  ],
  [
    'a photographer whom the file names as creator',
    {
      credits: [ruth, ines],
      content: [...paragraphs(...copy), figure('Harbour Gazette', 'f', 'Inés Moreau')],
      finds: []
    }
  ],
  [
    'a picture’s credit without the accent',
    {
      credits: [ruth, ines],
      content: [...paragraphs(...copy), figure('Photo: Ines Moreau/Harbour Gazette')],
      finds: [['other-spelling', 'f']]
    }
  ],
  [
    'capitals are a matter of style',
    {
      credits: [ruth, ines],
      content: [...paragraphs('BY RUTH OKAFOR', ...copy), figure('INÉS MOREAU')],
      finds: [['byline-repeated', 'p0']]
    }
  ],
  [
    'German',
    {
      language: 'de-DE',
      credits: [ruth],
      content: paragraphs('Von Jörg von der Heide', ...copy, 'Fotos: Inés Moreau'),
      finds: [
        ['name-not-credited', 'p0'],
        ['name-not-credited', 'p5']
      ]
    }
  ],
  [
    'French',
    {
      language: 'fr',
      credits: [ruth],
      content: paragraphs('Par Anne d’Estaing et Ruth Okafor', ...copy),
      finds: [['name-not-credited', 'p0']]
    }
  ],
  [
    'Spanish',
    {
      language: 'es',
      credits: [ruth],
      content: paragraphs(...copy, 'Con información de Íñigo de la Peña y Ruth Okafor'),
      finds: [
        ['name-not-credited', 'p4'],
        ['other-role', 'p4']
      ]
    }
  ],
  [
    'Norwegian',
    {
      language: 'nb',
      credits: [ruth],
      content: paragraphs('Av Åse Ødegård', ...copy),
      finds: [['name-not-credited', 'p0']]
    }
  ],
  [
    'a stroke is an accent',
    {
      language: 'nb',
      credits: [credit('photographs', 'Åse Ødegård')],
      content: [...paragraphs(...copy), figure('Foto: Ase Odegard')],
      finds: [['other-spelling', 'f']]
    }
  ]
])('%s', (_name, { language = 'en-GB', credits, content, finds }) => {
  const article = {
    ...newArticle({ credits, language }),
    body: { type: 'doc' as const, content: [text('headline', 'A wall', 'h'), ...content] }
  }
  expect(checkByline(article).map(({ code, place }) => [code, place])).toEqual(finds)
})

test('the labels of the house count beside those of the language', () => {
  expect(readBylineLine('Lens: Ines Moreau', 'en')).toBeNull()
  expect(readBylineLine('Lens: Ines Moreau', 'en', { photographs: 'lens:' })).toMatchObject({
    role: 'photographs',
    names: ['Ines Moreau']
  })
})

test.each([
  ['By Ruth Okafor, political editor', ['Ruth Okafor']],
  ['By Ruth Okafor, Tom Lind and Ada Boss', ['Ruth Okafor', 'Tom Lind', 'Ada Boss']],
  ['By Ruth Okafor, Tom Lind, and Ada Boss', ['Ruth Okafor', 'Tom Lind', 'Ada Boss']],
  ['by Ruth Okafor', ['Ruth Okafor']],
  ['By Ruth', null],
  ['By noon Monday', null],
  ['By the Harbour', null],
  ['', null]
])('“%s” names %j', (line, names) => expect(readBylineLine(line, 'en')?.names ?? null).toEqual(names))

test('an empty article has nothing to disagree about', () => expect(checkByline(newArticle())).toEqual([]))
