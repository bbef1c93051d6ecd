import { bylineParts } from '#shared/article/byline.ts'
import { isSafeLink } from '#shared/document/links.ts'
import { mediaAddress, type Story, type StoryPerson } from '../story.ts'
import { printedTime, printedWords, type PrintedWords } from '../words.ts'
import { attributes, escapeHtml } from './escape.ts'
import { correctionParagraphs, datelineHtml, inline, type AddressOf } from './nodes.ts'

/** What stands above the copy: kicker, headline, standfirst, byline, times. */
export function openingHtml(story: Story): string {
  const { kicker } = story.article.meta
  return [
    '<header>',
    kicker.trim() === '' ? '' : `<p class="kicker">${escapeHtml(kicker)}</p>`,
    `<h1>${inline(story.headlineNode, story)}</h1>`,
    story.standfirst === '' ? '' : `<p class="standfirst">${inline(story.standfirstNode, story)}</p>`,
    bylineHtml(story),
    timesHtml(story),
    '</header>',
    story.opening === null && datelineHtml(story) !== '' ? `<p>${datelineHtml(story).replace(/ — $/, '')}</p>` : ''
  ]
    .filter(Boolean)
    .join('\n')
}

/** What stands under the copy: corrections, author's boxes, related topics, copyright. */
export function closingHtml(story: Story): string {
  const { topics, copyright } = story.article.meta
  const words = printedWords(story.article.meta.language)
  const boxes = story.people.filter((person) => person.box)
  const corrections = correctionParagraphs(story)
  return [
    corrections.length === 0 ? '' : `<footer class="corrections">\n${corrections.join('\n')}\n</footer>`,
    boxes.length === 0
      ? ''
      : `<footer class="authors">\n${boxes.map((person) => boxHtml(person, story)).join('\n')}\n</footer>`,
    topics.length === 0
      ? ''
      : `<footer class="topics">\n<h2${ownLanguage(words, story)}>${escapeHtml(words.relatedTopics)}</h2>\n<ul>\n${topics.map((topic) => `<li>${escapeHtml(topic)}</li>`).join('\n')}\n</ul>\n</footer>`,
    copyright.trim() === '' ? '' : `<footer class="copyright">\n<p>${escapeHtml(copyright)}</p>\n</footer>`
  ]
    .filter(Boolean)
    .join('\n')
}

function bylineHtml(story: Story): string {
  const { credits, language, bylineStyle } = story.article.meta
  if (credits.length === 0) return ''
  const line = bylineParts(credits, language, bylineStyle).map((part) => {
    const text = escapeHtml(part.text)
    if (part.kind === 'words' || !part.credit) return text
    const { profile, personId } = part.credit
    const box = story.people.findIndex(
      (person) =>
        person.box && (personId ? person.credit.personId === personId : person.credit.profile.name === profile.name)
    )
    const href = box >= 0 ? `#author-${box + 1}` : profile.handles.map((handle) => handle.url).find(isSafeLink)
    return href ? `<a${attributes({ rel: 'author', href })}>${text}</a>` : `<span class="author">${text}</span>`
  })
  return `<address class="byline">${line.join('')}</address>`
}

function timesHtml(story: Story): string {
  const { publishedAt, updatedAt } = story.context
  const words = printedWords(story.article.meta.language)
  const time = (name: string, at: string, label: string) =>
    `<span class="${name}">${escapeHtml(label)} <time${attributes({ datetime: at })}>${escapeHtml(printedTime(at, words))}</time></span>`
  const times = [
    time('published', publishedAt, words.published),
    ...(updatedAt === publishedAt ? [] : [time('updated', updatedAt, words.updated)])
  ]
  return `<p class="times"${ownLanguage(words, story)}>${times.join(' ')}</p>`
}

function ownLanguage(words: PrintedWords, story: Story): string {
  return story.article.meta.language === words.language ? '' : attributes({ lang: words.language, dir: 'ltr' })
}

/** The author's box; a portrait without an address is not shown. */
export function boxHtml(person: StoryPerson, story: Story, addressOf: AddressOf = mediaAddress): string {
  const { name, jobTitle, biography, handles } = person.credit.profile
  const { portrait } = person
  const src = portrait ? addressOf(portrait, story) : null
  const links = handles.filter((handle) => isSafeLink(handle.url))
  return [
    `<section class="author" id="author-${story.people.indexOf(person) + 1}">`,
    portrait && src !== null
      ? `<img${attributes({ class: 'portrait', src, alt: name, width: portrait.width, height: portrait.height, loading: 'lazy' })}>`
      : '',
    `<h2>${escapeHtml(name)}</h2>`,
    jobTitle.trim() === '' ? '' : `<p class="job-title">${escapeHtml(jobTitle)}</p>`,
    ...biography
      .split(/\n+/)
      .filter((line) => line.trim() !== '')
      .map((line) => `<p class="biography">${escapeHtml(line)}</p>`),
    links.length === 0
      ? ''
      : `<ul class="handles">${links.map((handle) => `<li><a${attributes({ rel: 'me', href: handle.url })}>${escapeHtml(handle.service || handle.url)}</a></li>`).join('')}</ul>`,
    '</section>'
  ]
    .filter(Boolean)
    .join('\n')
}
