import { expect, test } from 'vitest'
import { completeLink, isSafeLink } from '#shared/document/links.ts'

test.each([
  ['https://example.org/a?b=c#d', true],
  ['http://example.org', true],
  ['HTTPS://EXAMPLE.ORG', true],
  ['mailto:desk@example.org', true],
  ['tel:+47123', true],
  ['javascript:alert(1)', false],
  ['java\nscript:alert(1)', false],
  [' javascript:alert(1)', false],
  ['\u0001javascript:alert(1)', false],
  ['data:text/html,x', false],
  ['vbscript:x', false],
  ['file:///etc/passwd', false],
  ['//example.org', false],
  ['/relative', false],
  ['https:///x', false],
  ['https://exa mple.org', false],
  ['https://example.org/\u202egpj.exe', false],
  ['ftp://example.org', false],
  ['', false],
  [null, false],
  [`https://example.org/${'a'.repeat(2000)}`, false]
])('%j may be a link: %s', (href, safe) => expect(isSafeLink(href)).toBe(safe))

test.each([
  ['example.org', 'https://example.org'],
  [' www.example.org/a ', 'https://www.example.org/a'],
  ['desk@example.org', 'mailto:desk@example.org'],
  ['https://example.org', 'https://example.org'],
  ['javascript:alert(1)', null],
  ['just words', null],
  ['word', null]
])('typing %j gives the link %j', (typed, link) => expect(completeLink(typed)).toBe(link))
