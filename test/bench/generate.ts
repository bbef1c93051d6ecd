import { join } from 'node:path'
import sharp from 'sharp'
import type { Caller, Core } from '#main/core.ts'
import { openCore } from '#main/open-core.ts'
import type { InputOf, OperationName, OutputOf } from '#shared/contract/index.ts'
import type { Body, BodyNode } from '#shared/document/body.ts'
import type { NodeName } from '#shared/document/schema.ts'
import type { Picture } from '#shared/article/media.ts'
import { expectOk, fail, type Result } from '#shared/result.ts'
import { root } from '#test/support/build.ts'
import { seededRandom } from './random.ts'

const words = `harbour council ferry budget school bridge storm vote mayor island fishing winter report tide cargo
  engine village library nurse funding election quay rescue market weather pilot engineer timber festival museum
  road water power station court inquiry price tenant pension surgery teacher orchard valley station rail island
  the a of and in to for with over under after before while said would could must new old long first last public
  local early late quiet open small large several many few next three seven twenty hundred they she he it we people
  opened closed carried repaired promised counted measured reached voted signed moved waited returned agreed warned`
  .split(/\s+/)
  .filter(Boolean)

/** What an article is made of: the same seed gives the same article, ids and all. */
export interface ArticlePlan {
  seed: number
  words: number
  pictures: Picture[]
}

/** A body of about `words` words, with its pictures spread over it, a heading every ten paragraphs and some marks. */
export function generateBody({ seed, words: wanted, pictures }: ArticlePlan): Body {
  const random = seededRandom(seed)
  const pick = (list: string[]) => list[Math.floor(random() * list.length)] ?? ''
  let ids = 0
  const block = (type: NodeName, content: BodyNode[], attrs: Record<string, unknown> = {}): BodyNode => {
    const node: BodyNode = { type, attrs: { id: `b${seed}x${++ids}`, ...attrs } }
    return content.length > 0 ? { ...node, content } : node
  }
  const sentence = (length: number) => {
    const text = Array.from({ length }, () => pick(words)).join(' ')
    return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`
  }
  const copy = (length: number): BodyNode[] => {
    const parts: BodyNode[] = []
    for (let left = length; left > 0;) {
      const size = Math.min(left, 8 + Math.floor(random() * 14))
      const text = `${sentence(size)}${left > size ? ' ' : ''}`
      const chance = random()
      const mark = chance < 0.05 ? 'bold' : chance < 0.1 ? 'italic' : null
      parts.push(mark ? { type: 'text', text, marks: [{ type: mark }] } : { type: 'text', text })
      left -= size
    }
    return parts
  }
  const figure = (picture: Picture, first: boolean): BodyNode => ({
    ...block(
      'figure',
      [block('caption', copy(14)), block('credit', [{ type: 'text', text: 'Ada Quill/The Harbour Gazette' }])],
      {
        media: picture.hash,
        fileName: picture.fileName,
        width: picture.width,
        height: picture.height,
        role: first ? 'lead' : 'inline',
        alt: sentence(9)
      }
    )
  })

  const content: BodyNode[] = [
    block('headline', [{ type: 'text', text: sentence(8).slice(0, -1) }]),
    block('standfirst', [{ type: 'text', text: sentence(20) }])
  ]
  const paragraphs = Math.max(1, Math.round(wanted / 60))
  const every = pictures.length > 0 ? paragraphs / pictures.length : Infinity
  let placed = 0
  for (let number = 0; number < paragraphs; number++) {
    const next = pictures[placed]
    if (next && number >= placed * every) {
      content.push(figure(next, placed === 0))
      placed += 1
    }
    if (number > 0 && number % 10 === 0)
      content.push(block('heading', [{ type: 'text', text: sentence(4).slice(0, -1) }], { level: 2 }))
    content.push(block('paragraph', copy(60)))
  }
  return { type: 'doc', content }
}

/** A photograph nobody took: a seeded landscape of colour as JPEG, `width` × `height` pixels. */
export async function generatePicture(seed: number, width = 1800, height = 1200): Promise<Uint8Array<ArrayBuffer>> {
  const random = seededRandom(seed)
  const coarse = Buffer.from(Array.from({ length: 24 * 16 * 3 }, () => Math.floor(random() * 256)))
  const picture = sharp(coarse, { raw: { width: 24, height: 16, channels: 3 } })
  return new Uint8Array(
    await picture.resize(width, height, { kernel: 'cubic', fit: 'fill' }).jpeg({ quality: 82 }).toBuffer()
  )
}

/** A core on a folder with somebody signed in: what a generator and a bench ask through. */
export interface FilledDesk {
  core: Core
  accountId: string
  ask<Name extends OperationName>(operation: Name, input: InputOf<Name>): Promise<OutputOf<Name>>
}

export async function openDesk(folder: string): Promise<FilledDesk> {
  const core = expectOk(await openCore({ folder, version: '0.0.0' }))
  const caller: Caller = {
    door: 'desktop',
    accountId: null,
    flushed: () => {},
    openLink: async () => fail('unsupported', 'No browser here.')
  }
  const ask = async <Name extends OperationName>(operation: Name, input: InputOf<Name>) =>
    expectOk((await core.dispatch(caller, operation, input)) as Result<OutputOf<Name>>)
  const status = await ask('desk.status', {})
  if (status.firstRun) await ask('desk.found', { deskName: 'The Harbour Gazette', name: 'Ada Quill', role: 'alone' })
  else await ask('accounts.signIn', { id: status.accounts[0]?.id ?? '' })
  const accountId = caller.accountId
  if (accountId === null) throw new Error('The desk has nobody to sign in')
  return { core, accountId, ask }
}

/** Writes one article as a window would: made, opened, saved, left. Gives its id. */
export async function writeArticle({ ask }: FilledDesk, plan: ArticlePlan, slugline: string): Promise<string> {
  const { id } = await ask('articles.create', { slugline })
  const opened = await ask('articles.open', { id })
  const { session, version, schemaVersion } = opened
  const article = { meta: opened.article.meta, body: generateBody(plan) } as InputOf<'articles.save'>['article']
  await ask('articles.save', { articleId: id, session, seq: 1, version, schemaVersion, article })
  await ask('articles.close', { id, session })
  return id
}

export async function addPictures({ ask }: FilledDesk, count: number): Promise<Picture[]> {
  const pictures: Picture[] = []
  for (let number = 1; number <= count; number++)
    pictures.push(await ask('media.add', { fileName: `bench-${number}.jpg`, bytes: await generatePicture(number) }))
  return pictures
}

/** The article that the figures are about: 5,000 words and 30 pictures. */
export const longArticle = { words: 5000, pictures: 30, slugline: 'bench-long' }

/** As long as an article ever gets. */
export const longestArticle = { words: 25_000, pictures: 100, slugline: 'bench-longest' }

/** Fills a folder with `articles` short articles. */
export async function fillDesk(folder: string, articles: number): Promise<void> {
  const desk = await openDesk(folder)
  for (let number = 1; number <= articles; number++)
    await writeArticle(desk, { seed: number, words: 120 + (number % 7) * 40, pictures: [] }, `bench-${number}`)
  await desk.core.close()
}

/** Where generated desks may stay between runs. */
export const benchFolder = join(root, 'node_modules/.cache/copydesk-bench')
