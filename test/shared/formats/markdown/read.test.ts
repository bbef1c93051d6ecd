import { describe, expect, it } from 'vitest'
import { textOf } from '#shared/document/text.ts'
import type { Imported, ImportFile } from '#shared/formats/reader.ts'
import { findFormat } from '#shared/formats/index.ts'
import { expectOk } from '#shared/result.ts'
import { everything } from '#test/fixtures/articles.ts'
import { outline, readBack, readerOf } from '#test/support/imported.ts'

const markdown = findFormat('markdown')

async function read(text: string, beside: ImportFile[] = []): Promise<Imported> {
  const reader = await readerOf(markdown)
  const [first] = expectOk(reader.read({ name: 'story.md', bytes: new TextEncoder().encode(text) }, beside))
  if (!first) throw new Error('Nothing came.')
  return first
}

const told = ({ notes }: Imported) => notes.map(({ message, kept }) => `${message} ${kept ?? ''}`).join('\n')

describe('Markdown that comes in', () => {
  it('has its headline, standfirst, byline, topics and times from the front matter', async () => {
    const came = await read(`---
title: "No: the ferry is late"
subtitle: "Islanders wait"
author: Ruth Okafor and Tomas Lind
date: 2026-01-06 14:05:00+01:00
lastmod: 2026-01-07
tags: [ferries, 1:30, no]
categories:
  - Transport
lang: en-gb
layout: post
---

The first words.
`)
    expect(outline(came.body)).toEqual([
      'headline(No: the ferry is late)',
      'standfirst(Islanders wait)',
      'paragraph(The first words.)'
    ])
    expect(came.meta.credits?.map(({ role, profile }) => `${role} ${profile.name}`)).toEqual([
      'by Ruth Okafor',
      'by Tomas Lind'
    ])
    expect(came.meta.topics).toEqual(['ferries', '1:30', 'no'])
    expect(came.meta.subjects).toEqual([{ name: 'Transport', uri: null }])
    expect(came.meta.language).toBe('en-GB')
    expect(came.times).toEqual({ published: '2026-01-06T13:05:00.000Z', updated: '2026-01-07T00:00:00.000Z' })
    expect(told(came)).toContain('layout: post')
  })

  it.each([
    ['![A quay in fog](quay.jpg "The quay on Monday.")', 'The quay on Monday.', ''],
    ['![A quay in fog](quay.jpg)\n*The quay on Monday.*', 'The quay on Monday.', ''],
    [
      '![A quay in fog](quay.jpg "The quay on Monday.")\\\nThe quay on Monday.\\\nPetra Vane',
      'The quay on Monday.',
      'Petra Vane'
    ],
    ['[![A quay in fog](quay.jpg "The quay on Monday.")](https://example.org/)', 'The quay on Monday.', '']
  ])('makes a figure of %s', async (text, caption, credit) => {
    const came = await read(`# Headline\n\n${text}\n\nCopy.`, [{ name: 'quay.jpg', bytes: new Uint8Array([1]) }])
    const figure = came.body.content?.find(({ type }) => type === 'figure')
    expect(figure?.attrs?.alt).toBe('A quay in fog')
    expect(figure?.content?.map(textOf)).toEqual([caption, credit])
    expect(came.pictures.map(({ bytes }) => bytes?.length)).toEqual([1])
  })

  it('shows the picture that its front matter alone names', async () => {
    const came = await read(
      '---\ntitle: One\nimage: {url: quay.jpg, alt: A quay, caption: In fog., credit: Petra Vane}\n---\nCopy.'
    )
    expect(outline(came.body)[1]).toBe('figure role=lead alt=A quay(caption(In fog.) credit(Petra Vane))')
    expect(told(came)).toContain('quay.jpg')
  })

  it('runs no HTML, and says what became of it', async () => {
    const came = await read(`# Headline

<script>alert(1)</script>

Words <b onclick="alert(2)">in bold</b> and [a link](javascript:alert(3)) <!-- check this -->

<iframe src="https://video.example/1"></iframe>

<div onload="alert(4)">

More words.

</div>
`)
    expect(outline(came.body)).toEqual([
      'headline(Headline)',
      'paragraph(Words {bold}in bold {}and a link)',
      'embed url=https://video.example/1()',
      'paragraph(More words.)'
    ])
    expect(JSON.stringify(came.body)).not.toContain('alert')
    expect(told(came)).toContain('There was HTML in the Markdown')
    expect(told(came)).toContain('javascript:alert(3)')
    expect(told(came)).toContain('check this')
    expect(told(came)).toContain('alert(1)')
  })

  it('keeps footnotes as numbers and a list', async () => {
    const came = await read('# Headline\n\nWords.[^1]\n\n[^1]: Said on the phone.\n')
    const lines = outline(came.body)
    expect(lines).toContain('paragraph(Words.{superscript}1)')
    expect(lines.join()).toContain('listItem(paragraph(Said on the phone.))')
  })

  it('keeps front matter that it cannot read', async () => {
    const came = await read('---\ntitle: "open\n: : [\n---\n\n# Headline\n\nCopy.')
    expect(outline(came.body)).toEqual(['headline(Headline)', 'paragraph(Copy.)'])
    expect(told(came)).toContain('title: "open')
  })

  it('is refused when it nests too deep, before a parser hangs on it', async () => {
    const reader = await readerOf(markdown)
    const deep = new TextEncoder().encode('> '.repeat(20_000))
    const began = performance.now()
    expect(reader.read({ name: 'deep.md', bytes: deep }, []).ok).toBe(false)
    expect(performance.now() - began).toBeLessThan(1000)
  })

  it('brings people, pictures and their rights back from our own export', async () => {
    if (!markdown) throw new Error('There is no Markdown.')
    const { article, context } = everything
    const came = await readBack(markdown, markdown.write(article, context))
    const { subjects, topics, dateline, copyright, usageTerms, alternativeHeadlines } = article.meta
    expect(came.meta).toMatchObject({ subjects, topics, dateline, copyright, usageTerms, alternativeHeadlines })
    expect(came.times).toEqual({
      published: new Date(context.publishedAt).toISOString(),
      updated: new Date(context.updatedAt).toISOString()
    })
    const boxed = (credits = article.meta.credits) =>
      credits
        .filter(({ box }) => box)
        .map(({ profile: { name, jobTitle, biography, handles } }) => ({ name, jobTitle, biography, handles }))
    expect(boxed(came.meta.credits)).toMatchObject(boxed())
    expect(came.pictures.every(({ bytes }) => bytes !== null)).toBe(true)
    expect(came.pictures).toHaveLength(context.pictures.length)
    expect(came.guesses).toEqual([])
  })
})
