import { expect, test } from 'vitest'
import { byLink, readRuns } from '#shared/formats/runs.ts'
import { br, linkTo, p, t } from '#test/fixtures/articles.ts'

const address = 'https://example.org/a'

test('a textblock is runs in order, each with its marks and where it links to', () => {
  const runs = readRuns(p('a', t('b', 'bold', linkTo(address)), br, t('c', linkTo('javascript:alert(1)'))))
  expect(runs.map(({ text, isBreak, marks, href }) => [text, isBreak, [...marks], href])).toEqual([
    ['a', false, [], null],
    ['b', false, ['bold', 'link'], address],
    ['\n', true, [], null],
    ['c', false, ['link'], null]
  ])
  expect(readRuns(undefined)).toEqual([])
})

test('neighbours with one link are one link', () => {
  const groups = byLink(
    readRuns(p(t('a', linkTo(address)), t('b', 'bold', linkTo(address)), 'c', t('d', linkTo(`${address}/d`))))
  )
  expect(groups.map(([href, runs]) => [href, runs.map(({ text }) => text).join('')])).toEqual([
    [address, 'ab'],
    [null, 'c'],
    [`${address}/d`, 'd']
  ])
})
