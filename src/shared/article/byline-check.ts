import { walkBody, type BodyNode } from '../document/body.ts'
import { creditOf, figuresOf, isTextblock, textOf } from '../document/text.ts'
import type { Reason } from '../result.ts'
import type { Article, Credit, CreditRole } from './article.ts'
import { baseLanguage } from './byline.ts'
import { namesInCreditLine } from './credit-line.ts'

/** Every place where the text and the credits of an article say different things, in reading order; `place` leads there. */
export function checkByline(article: Article): Reason[] {
  const findings = [...lineFindings(article), ...creditLineFindings(article), ...photographerFindings(article)]
  return findings.filter(({ message }, index) => findings.findIndex((other) => other.message === message) === index)
}

/** What introduces names in a byline or a sign-off that somebody typed into the copy, by language. */
const english: Record<CreditRole, string[]> = {
  by: ['By', 'Words by', 'Text by', 'Written by', 'Story by'],
  reporting: ['Reporting by', 'Additional reporting by', 'Additional reporting', 'With reporting by'],
  photographs: ['Photographs by', 'Photographs', 'Photos by', 'Photos', 'Photography by', 'Pictures by', 'Pictures'],
  editing: ['Editing by', 'Edited by']
}
const labels: Record<string, Record<CreditRole, string[]>> = {
  en: english,
  de: {
    by: ['Von', 'Text', 'Ein Bericht von'],
    reporting: ['Mitarbeit', 'Unter Mitarbeit von', 'Unter Mitwirkung von'],
    photographs: ['Fotos', 'Foto', 'Fotos von', 'Bilder', 'Bilder von'],
    editing: ['Redaktion', 'Bearbeitung']
  },
  fr: {
    by: ['Par', 'Texte', 'Texte de'],
    reporting: ['Avec', 'Avec la contribution de', 'Reportage de'],
    photographs: ['Photographies', 'Photographies de', 'Photos', 'Photos de', 'Photo'],
    editing: ['Édition', 'Édité par']
  },
  es: {
    by: ['Por', 'Texto de', 'Texto'],
    reporting: ['Con información de', 'Con la colaboración de'],
    photographs: ['Fotografías de', 'Fotografías', 'Fotos de', 'Fotos', 'Foto'],
    editing: ['Edición de', 'Edición', 'Editado por']
  },
  nb: {
    by: ['Av', 'Tekst av', 'Tekst'],
    reporting: ['Med bidrag fra', 'Bidrag fra'],
    photographs: ['Foto', 'Foto av', 'Fotografier av', 'Bilder'],
    editing: ['Redaktør', 'Redigert av']
  }
}
const ands: Record<string, string> = { en: 'and', de: 'und', fr: 'et', es: 'y|e', nb: 'og' }

const word = String.raw`\p{Lu}[\p{L}\p{M}’'.-]*`
const particle = String.raw`(?:d[aeio]s?|del|della|den|der|du|el|la|las|le|los|ten|ter|van|von|y|zu|zur|af|av|bin|ibn|al)`
const name = String.raw`(?:[Dd]['’])?${word}(?:\s+(?:${particle}\s+)*(?:[Dd]['’]|al-)?${word}){1,4}`

interface Line {
  role: CreditRole
  names: string[]
  /** What was typed. */
  text: string
}

/**
 * A line that is nothing but a label and names ("By Ruth Okafor and Tom Lind"; "Fotos: Ines Moreau"), after which a
 * title may stand behind a comma. Anything else is a sentence, and null. House labels count beside the language's own.
 */
export function readBylineLine(
  text: string,
  language: string,
  house: Partial<Record<CreditRole, string>> = {}
): Line | null {
  const line = text
    .trim()
    .replace(/\s+/g, ' ')
    .replace(/^[—–-]\s*/, '')
    .replace(/^[([]+|[)\].;]+$/g, '')
  if (line.length > 200) return null
  const base = baseLanguage(language)
  const and = ands[base] ?? 'and'
  const known = labels[base] ?? english
  const several = `${name}(?:(?:,\\s+(?:(?:${and})\\s+)?|\\s+(?:${and}|&)\\s+)${name})*`
  for (const role of ['photographs', 'reporting', 'editing', 'by'] as const) {
    const introductions = [...known[role], house[role] ?? '']
      .map((label) => label.replace(/\s*:$/, '').trim())
      .filter(Boolean)
    const alternatives = introductions
      .toSorted((a, b) => b.length - a.length)
      .map(escaped)
      .join('|')
    // The label in any case, the names with their capitals: that is what tells "By Ruth Okafor" from "by noon Monday".
    const introduced = new RegExp(`^(?:${alternatives})(?:\\s*:)?\\s+`, 'iu').exec(line)
    if (!introduced) continue
    const rest = line.slice(introduced[0].length)
    const named =
      new RegExp(`^(${several})(?:,\\s+\\p{Ll}[^.!?]{0,60})?$`, 'u').exec(rest)?.[1] ?? capitals(rest, several)
    if (named) return { role, names: split(named, and), text: line }
  }
  return null
}

/** "BY RUTH OKAFOR": a byline in capitals, its "and" too. */
function capitals(rest: string, several: string): string | null {
  return rest === rest.toUpperCase() && new RegExp(`^${several}$`, 'iu').test(rest) ? rest : null
}

function split(named: string, and: string): string[] {
  return named.split(new RegExp(`\\s*,\\s+(?:(?:${and})\\s+)?|\\s+(?:${and}|&)\\s+`, 'iu')).map((one) => one.trim())
}

/** Between two sentences or lines; the point of an initial ("By J. R. Lind") ends nothing. */
const sentenceEnd = /\n|(?<=;|(?<!(?:^|\s)\p{Lu})\.)\s+/u

/** Lines of the copy that read like a byline: among the first two textblocks, and the last three. */
function lineFindings({ meta, body }: Article): Reason[] {
  const blocks = [...walkBody(body)]
    .map(({ node }) => node)
    .filter((node) => node.type === 'standfirst' || node.type === 'paragraph')
  const written = blocks.filter((node) => textOf(node).trim() !== '')
  const ends = [...new Set([...written.slice(0, 2), ...written.slice(-3)])]
  return ends.flatMap((node) =>
    textOf(node)
      .split(sentenceEnd)
      .flatMap((text) => {
        const line = readBylineLine(text, meta.language, meta.bylineStyle?.labels)
        return line ? lineProblems(line, node, meta.credits) : signature(text, node, meta.credits, written)
      })
  )
}

function lineProblems(line: Line, node: BodyNode, credits: Credit[]): Reason[] {
  const wrong = line.names.flatMap((named) => {
    const found = findCredit(named, credits)
    if (!found)
      return [finding('name-not-credited', `The copy says “${line.text}”, and ${named} is not in the credits.`, node)]
    if (found.spelling) return [spelling('The copy', named, found.credit, node)]
    const roles = credits.filter((credit) => sameName(credit.profile.name, named)).map((credit) => credit.role)
    if (roles.includes(line.role)) return []
    return [
      finding(
        'other-role',
        `The copy says “${line.text}”, and the credits name ${named} ${roleWords[found.credit.role]}.`,
        node
      )
    ]
  })
  if (wrong.length > 0 || line.role !== 'by') return wrong
  return [finding('byline-repeated', `The copy says “${line.text}”, which the byline prints already.`, node)]
}

/** "— Ruth Okafor" as the last line of the copy. */
function signature(text: string, node: BodyNode, credits: Credit[], written: BodyNode[]): Reason[] {
  const signed = node === written.at(-1) ? new RegExp(`^[—–]\\s*(${name})\\.?$`, 'u').exec(text.trim())?.[1] : undefined
  if (!signed) return []
  const found = findCredit(signed, credits)
  if (!found) return [finding('name-not-credited', `The copy is signed “${signed}”, who is not in the credits.`, node)]
  return found.spelling ? [spelling('The copy', signed, found.credit, node)] : []
}

/** A picture's credit that spells somebody almost as the credits do. */
function creditLineFindings({ meta, body }: Article): Reason[] {
  return figuresOf(body).flatMap((figure) =>
    namesOf(figure).flatMap((named) => {
      const found = findCredit(named, meta.credits)
      return found?.spelling ? [spelling('A picture’s credit', named, found.credit, figure)] : []
    })
  )
}

/** Whoever is credited with photographs is named by at least one picture. */
function photographerFindings({ meta, body }: Article): Reason[] {
  const named = figuresOf(body).flatMap(namesOf)
  return meta.credits
    .filter((credit) => credit.role === 'photographs')
    .filter(({ profile }) => !named.some((other) => sameName(other, profile.name) || nearName(other, profile.name)))
    .map(({ profile }) => ({
      code: 'photographer-without-picture',
      message: `${profile.name} is credited with photographs, and no picture here names ${profile.name}.`,
      place: 'meta.credits'
    }))
}

function namesOf(figure: BodyNode): string[] {
  return [
    ...new Set([...namesInCreditLine(creditOf(figure)), ...namesInCreditLine(String(figure.attrs?.creator ?? ''))])
  ]
}

const roleWords: Record<CreditRole, string> = {
  by: 'as a writer',
  reporting: 'for reporting',
  photographs: 'for photographs',
  editing: 'for editing'
}

function findCredit(named: string, credits: Credit[]): { credit: Credit; spelling: boolean } | null {
  const same = credits.find((credit) => sameName(credit.profile.name, named))
  if (same) return { credit: same, spelling: false }
  const near = credits.find((credit) => nearName(credit.profile.name, named))
  return near ? { credit: near, spelling: true } : null
}

/** The same letters; capitals are a matter of style, and so is the form of the apostrophe. */
function sameName(a: string, b: string): boolean {
  return plain(a) === plain(b)
}

/** The same but for accents and punctuation, or but for one letter of a name that is long enough to tell. */
function nearName(a: string, b: string): boolean {
  const [one, other] = [folded(a), folded(b)]
  return one === other || (Math.min(one.length, other.length) >= 8 && oneApart(one, other))
}

function plain(text: string): string {
  return text
    .normalize('NFC')
    .replace(/[’‘`´]/g, "'")
    .replace(/\s+/g, ' ')
    .trim()
    .toLocaleLowerCase()
}

const strokes: Record<string, string> = { ø: 'o', đ: 'd', ł: 'l', ß: 'ss', æ: 'ae', œ: 'oe', þ: 'th', ð: 'd', ı: 'i' }

function folded(text: string): string {
  const lower = plain(text).normalize('NFD').replace(/\p{M}/gu, '')
  return lower
    .replace(/[øđłßæœþðı]/g, (letter) => strokes[letter] ?? letter)
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}

/** Whether one letter more, fewer, other or two letters swapped turn one into the other. */
function oneApart(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > 1) return false
  let at = 0
  while (at < a.length && a[at] === b[at]) at += 1
  const [restA, restB] = [a.slice(at), b.slice(at)]
  const swapped = restA[0] === restB[1] && restA[1] === restB[0] && restA.slice(2) === restB.slice(2)
  return restA.slice(1) === restB.slice(1) || restA.slice(1) === restB || restA === restB.slice(1) || swapped
}

function spelling(where: string, named: string, credit: Credit, node: BodyNode): Reason {
  return finding('other-spelling', `${where} says “${named}”, the credits say “${credit.profile.name}”.`, node)
}

function finding(code: string, message: string, node: BodyNode): Reason {
  const id = blockId(node)
  return id === null ? { code, message } : { code, message, place: id }
}

function blockId(node: BodyNode): string | null {
  const id = isTextblock(node) || node.type === 'figure' ? node.attrs?.id : null
  return typeof id === 'string' ? id : null
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
}
