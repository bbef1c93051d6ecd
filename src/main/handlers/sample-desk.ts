import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { creditRoles, newArticle, profileFields, type Article, type Credit } from '#shared/article/article.ts'
import type { Picture } from '#shared/article/media.ts'
import { emptyProfile, type Person } from '#shared/article/person.ts'
import { articleHash } from '#shared/article/revision.ts'
import { emptyStanding } from '#shared/article/standing.ts'
import type { Move } from '#shared/article/workflow.ts'
import { newBlockId } from '#shared/document/attributes.ts'
import type { Body, BodyNode } from '#shared/document/body.ts'
import { schemaVersion, type NodeName } from '#shared/document/schema.ts'
import { ok, type Result } from '#shared/result.ts'
import type { AccountRow } from '../store/accounts.ts'
import { insertArticle, readWorking } from '../store/articles.ts'
import { insertDesk, listDesks } from '../store/desks.ts'
import { newId } from '../store/ids.ts'
import { insertPicture, readPicture } from '../store/media.ts'
import { write } from '../store/open.ts'
import { insertPerson, listPeople } from '../store/people.ts'
import { cutRevision, listingOf, record, relist } from './article-record.ts'
import type { Context } from './context.ts'

const block = z.union([
  z.string(),
  z.strictObject({ heading: z.string() }),
  z.strictObject({ quote: z.string(), attribution: z.string() }),
  z.strictObject({ list: z.array(z.string()) }),
  z.strictObject({
    picture: z.string(),
    role: z.enum(['lead', 'inline']),
    caption: z.string(),
    credit: z.string(),
    alt: z.string()
  })
])

const sampleSchema = z.strictObject({
  people: z.array(
    z.strictObject({
      name: profileFields.name,
      jobTitle: profileFields.jobTitle,
      biography: profileFields.biography,
      handles: profileFields.handles,
      portrait: z.string().optional()
    })
  ),
  desks: z.array(z.string()),
  articles: z.array(
    z.strictObject({
      slugline: z.string(),
      desk: z.string(),
      kicker: z.string(),
      state: z.enum(['draft', 'in_review', 'spiked']),
      commissionedLength: z.number().nullable(),
      headline: z.string(),
      standfirst: z.string(),
      credits: z.array(z.tuple([z.enum(creditRoles), z.string()])),
      dateline: z.strictObject({ place: z.string(), text: z.string() }),
      topics: z.array(z.string()),
      blocks: z.array(block)
    })
  )
})

type SampleArticle = z.infer<typeof sampleSchema>['articles'][number]
type SampleBlock = z.infer<typeof block>

const movesTo: Record<SampleArticle['state'], Move[]> = { draft: [], in_review: ['submit'], spiked: ['spike'] }

/** Puts the small sample desk that ships with the app into an empty desk: people, desks, articles, pictures. */
export async function addSampleDesk(context: Context, account: AccountRow): Promise<Result<{ articles: number }>> {
  const folder = join(context.resources, 'sample-desk')
  const sample = sampleSchema.parse(JSON.parse(await readFile(join(folder, 'desk.json'), 'utf8')))
  const pictures = await addPictures(context, folder, sample)
  if (!pictures.ok) return pictures
  write(context.store, () => {
    const at = context.now().toISOString()
    for (const picture of pictures.value.values())
      if (!readPicture(context.store, picture.hash)) insertPicture(context.store, picture, at, account.id)
    for (const { portrait, ...profile } of sample.people)
      insertPerson(
        context.store,
        {
          ...emptyProfile,
          ...profile,
          id: newId(),
          email: '',
          portrait: (portrait && pictures.value.get(portrait)?.hash) || null
        },
        at
      )
    for (const name of sample.desks)
      if (!listDesks(context.store).some((desk) => desk.name === name)) insertDesk(context.store, { id: newId(), name })
    for (const article of sample.articles) addArticle(context, account, article, pictures.value)
  })
  context.indexSoon()
  context.tell({ name: 'desk.changed', detail: { what: 'people' } })
  context.tell({ name: 'desk.changed', detail: { what: 'desks' } })
  return ok({ articles: sample.articles.length })
}

async function addPictures(
  { media }: Context,
  folder: string,
  sample: z.infer<typeof sampleSchema>
): Promise<Result<Map<string, Picture>>> {
  const inArticles = sample.articles.flatMap(({ blocks }) =>
    blocks.flatMap((one) => (typeof one === 'object' && 'picture' in one ? one.picture : []))
  )
  const pictures = new Map<string, Picture>()
  for (const name of new Set([...inArticles, ...sample.people.flatMap(({ portrait }) => portrait ?? [])])) {
    const added = await media.add(name, await readFile(join(folder, name)))
    if (!added.ok) return added
    pictures.set(name, added.value)
  }
  return ok(pictures)
}

function addArticle(
  context: Context,
  account: AccountRow,
  sample: SampleArticle,
  pictures: Map<string, Picture>
): void {
  const { store, now } = context
  const people = listPeople(store)
  const article: Article = {
    meta: {
      ...newArticle().meta,
      slugline: sample.slugline,
      // What the sample is written in, whatever this desk writes in.
      language: 'en-GB',
      kicker: sample.kicker,
      desk: listDesks(store).find((desk) => desk.name === sample.desk)?.id ?? '',
      commissionedLength: sample.commissionedLength,
      dateline: { ...sample.dateline, date: null },
      topics: sample.topics,
      credits: sample.credits.map(([role, name]) => creditOf(role, name, people))
    },
    body: bodyOf(sample, pictures)
  }
  const id = newId()
  const hash = articleHash(schemaVersion, article)
  insertArticle(store, {
    id,
    ownerId: account.id,
    article,
    schemaVersion,
    articleHash: hash,
    at: now().toISOString(),
    session: newId(),
    listing: listingOf(article, emptyStanding, hash)
  })
  record(context, { articleId: id, type: 'created', revision: null, articleHash: hash })
  for (const move of movesTo[sample.state]) {
    const working = readWorking(store, id)
    if (!working) throw new Error(`The sample article ${id} vanished inside a write.`)
    record(context, {
      articleId: id,
      type: move,
      revision: cutRevision(context, working, 'submitted'),
      articleHash: hash
    })
    relist(store, id)
  }
}

function creditOf(role: Credit['role'], name: string, people: Person[]): Credit {
  const person = people.find((other) => other.name === name)
  if (!person) return { id: newId(), role, personId: null, profile: { ...emptyProfile, name }, box: false }
  const { jobTitle, biography, handles, portrait } = person
  return {
    id: newId(),
    role,
    personId: person.id,
    profile: { name, jobTitle, biography, handles, portrait },
    box: role === 'by'
  }
}

function bodyOf({ headline, standfirst, blocks }: SampleArticle, pictures: Map<string, Picture>): Body {
  return {
    type: 'doc',
    content: [
      line('headline', headline),
      line('standfirst', standfirst),
      ...blocks.map((one) => blockOf(one, pictures))
    ]
  }
}

function line(type: NodeName, text: string, attrs: Record<string, unknown> = {}): BodyNode {
  return { type, attrs: { id: newBlockId(), ...attrs }, ...(text ? { content: [{ type: 'text', text }] } : {}) }
}

function blockOf(one: SampleBlock, pictures: Map<string, Picture>): BodyNode {
  if (typeof one === 'string') return line('paragraph', one)
  const id = newBlockId()
  if ('heading' in one) return line('heading', one.heading, { level: 2 })
  if ('quote' in one)
    return {
      type: 'quote',
      attrs: { id },
      content: [line('paragraph', one.quote), line('attribution', one.attribution)]
    }
  if ('list' in one)
    return {
      type: 'bulletList',
      attrs: { id },
      content: one.list.map((item) => ({ type: 'listItem', content: [line('paragraph', item)] }))
    }
  const picture = pictures.get(one.picture)
  if (!picture) throw new Error(`The sample desk has no picture ${one.picture}.`)
  const { hash: media, width, height, fileName } = picture
  return {
    type: 'figure',
    attrs: { id, media, fileName, width, height, role: one.role, alt: one.alt },
    content: [line('caption', one.caption), line('credit', one.credit)]
  }
}
