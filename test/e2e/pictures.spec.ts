import sharp from 'sharp'
import { writeMetadata, type PictureWords } from '#main/media/write-metadata.ts'
import { expect, expectAccessible, shot, test } from '#test/support/app.ts'
import { articleText, dropFiles, expectStored, foundDesk, openPanel } from '#test/support/newsroom.ts'

async function picture(name: string, background: string, words: Partial<PictureWords> = {}) {
  const grey = { create: { width: 1500, height: 1000, channels: 3 as const, background } }
  const bare = await sharp(grey).jpeg().toBuffer()
  const none = { caption: '', credit: '', creator: '', copyright: '', alt: '', usageTerms: '' }
  return { name, type: 'image/jpeg', bytes: Buffer.from(writeMetadata(bare, { ...none, ...words })) }
}

test('pictures come into the library, are found by what they lack, and keep a record', async ({ app }) => {
  const { page } = app
  await foundDesk(page, { desk: 'The Harbour Gazette', name: 'Ruth Okafor', role: /alone/ })
  await page.getByRole('link', { name: 'Pictures' }).click()
  await expect(page.getByRole('heading', { name: 'No pictures yet' })).toBeVisible()
  await dropFiles(page, page.getByRole('heading', { name: 'No pictures yet' }), [
    await picture('quay.jpg', '#5b7a90', {
      caption: 'Boats at the quay in Port Ellen.',
      credit: 'NTB',
      creator: 'Ann Aas'
    }),
    await picture('mayor.jpg', '#907a5b', { caption: 'The mayor.' }),
    { name: 'letter.jpg', type: 'image/jpeg', bytes: Buffer.from('%PDF-1.7 a letter') }
  ])
  await expect(page.getByText('2 pictures are in the library.')).toBeVisible()
  await expect(page.getByRole('alert', { name: 'Not taken' })).toContainText('letter.jpg')
  await expect(page.getByRole('list', { name: 'Pictures' }).getByRole('button')).toHaveCount(2)

  await page.getByRole('button', { name: 'No credit', exact: true }).click()
  await expect(page.getByRole('list', { name: 'Pictures' }).getByRole('button')).toHaveText([/The mayor/])
  await page.getByRole('button', { name: 'No credit', exact: true }).click()
  await page.getByLabel('Search the pictures').fill('port elle')
  await expect(page.getByRole('list', { name: 'Pictures' }).getByRole('button')).toHaveText([/Boats at the quay/])

  await page.getByRole('button', { name: /Boats at the quay/ }).press('Enter')
  const side = page.getByRole('complementary', { name: 'The picture' })
  await expect(side.getByText('In no article yet.')).toBeVisible()
  await side.getByLabel('Alt text').fill('Six boats in a row.')
  await side.getByLabel('Caption').fill('Boats at the quay in Port Ellen on Monday.')
  await expect(side.getByText('Received: Boats at the quay in Port Ellen.')).toBeVisible()
  await expectAccessible(page)
  await shot(page, 'pictures')
  await side.getByRole('button', { name: 'Save the record' }).click()
  await expect(side.getByText('record changed')).toBeVisible()
  await page.reload()
  await page.getByRole('button', { name: /Port Ellen on Monday/ }).click()
  await expect(side.getByLabel('Alt text')).toHaveValue('Six boats in a row.')
})

test('an article’s captions are put right in one grid, by the keys, and nothing of them is lost', async ({ app }) => {
  test.setTimeout(120_000)
  const { page } = app
  await foundDesk(page, { desk: 'The Harbour Gazette', name: 'Ruth Okafor', role: /alone/ })
  await page.getByRole('button', { name: 'New article' }).first().click()
  await expect(articleText(page)).toBeFocused()
  await page.keyboard.type('A wall for the quay')
  await page.keyboard.press('Enter')
  await page.keyboard.press('Enter')
  await page.keyboard.type('Councillor Ingrid Aasen said on Monday that the wall would be built.')
  await dropFiles(page, articleText(page).locator('p', { hasText: 'Councillor' }), [
    await picture('aasen.jpg', '#5b7a90', { caption: 'Councillor Ingrid Asen at the quay.' }),
    await picture('DSC_0042.jpg', '#907a5b', { caption: 'DSC_0042', alt: 'Boats' }),
    await picture('harbour.jpg', '#6b905b', { caption: 'The harbour.', alt: 'The harbour.' })
  ])
  await expect(page.getByRole('figure')).toHaveCount(3)
  await expect(page.getByRole('figure').last()).toContainText('The harbour.', { timeout: 20_000 })
  await expectStored(page)

  await test.step('the article’s panel says what is missing and leads there', async () => {
    await openPanel(page, 'Pictures')
    const panel = page.getByRole('tabpanel')
    await expect(panel).toContainText('“Asen” here, “Aasen” in the text.')
    await expect(panel).toContainText('The caption is a file name.')
    await expect(panel).toContainText('The alt text repeats the caption')
    await expectAccessible(page)
    await shot(page, 'pictures-panel')
    await panel.getByRole('button', { name: /The harbour/ }).click()
    await panel.getByRole('button', { name: 'Open the caption desk' }).click()
  })

  const grid = page.getByRole('grid')
  const cell = (row: number, name: 'Caption' | 'Credit' | 'Alt text') =>
    grid
      .getByRole('row')
      .nth(row)
      .getByRole('gridcell', { name: new RegExp(`^${name}:`) })

  await test.step('cells are typed into without the pointer', async () => {
    await expect(grid.getByRole('row')).toHaveCount(4)
    await cell(1, 'Caption').focus()
    await page.keyboard.press('Enter')
    await page.keyboard.press('End')
    await page.keyboard.type(' Photographed')
    await page.keyboard.press('Escape')
    await expect(cell(1, 'Caption')).toHaveText('Councillor Ingrid Asen at the quay.')
    await page.keyboard.type('Councillor Ingrid Aasen at the quay.')
    await page.keyboard.press('Enter')
    await expect(cell(2, 'Caption')).toBeFocused()
    await page.keyboard.type('Boats at the quay')
    await page.keyboard.press('Tab')
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('ArrowUp')
    await page.keyboard.type('A woman in a raincoat')
    await page.keyboard.press('Enter')
    await page.keyboard.press('ArrowDown')
    await expect(cell(3, 'Alt text')).toBeFocused()
    await page.keyboard.press('Delete')
    await expect(cell(3, 'Alt text')).toHaveText('')
    await page.keyboard.press('ControlOrMeta+z')
    await expect(cell(3, 'Alt text')).toHaveText('The harbour.')
    await page.keyboard.press('ControlOrMeta+Shift+z')
    await expect(cell(3, 'Alt text')).toHaveText('')
  })

  await test.step('one credit goes to all three', async () => {
    await grid.getByLabel('Choose all pictures').check()
    await page.getByLabel('Credit for 3 pictures').fill('Ines Moreau / Gazette')
    await expectAccessible(page)
    await shot(page, 'caption-desk')
    await page.getByRole('button', { name: 'Give this credit' }).click()
    for (const row of [1, 2, 3]) await expect(cell(row, 'Credit')).toHaveText('Ines Moreau / Gazette')
    await expect(grid.getByRole('row').nth(1)).toContainText('Complete')
    await expect(grid.getByRole('row').nth(3)).toContainText('No alt text.')
    await expect(page.getByText('On this computer')).toBeVisible()
  })

  await test.step('the words are in the article, and stay through a crash', async () => {
    await page.getByRole('button', { name: 'Back to the article' }).click()
    await expect(page.getByRole('figure').first()).toContainText('Councillor Ingrid Aasen at the quay.')
    await app.kill()
    await app.reopen({ window: 'loads' })
    await page.getByRole('link', { name: 'Caption desk' }).click()
    await expect(cell(2, 'Caption').or(cell(3, 'Caption')).first()).toBeVisible()
    await expect(grid).toContainText('Boats at the quay')
    await expect(grid).toContainText('A woman in a raincoat')
    await expectAccessible(page)
    await shot(page, 'caption-desk-day')
  })

  await test.step('words that another window has changed meanwhile are not written over', async () => {
    const sheet = await app.call('pictures.sheet', { from: '2020-01-01T00:00:00.000Z', to: '2100-01-01T00:00:00.000Z' })
    if (!sheet.ok) throw new Error(sheet.error.message)
    const [row] = sheet.value.rows
    if (!row) throw new Error('no row')
    await grid.getByRole('gridcell', { name: /^Caption: Councillor/ }).focus()
    await page.keyboard.press('Enter')
    await page.keyboard.type(' In the rain.')
    const { articleId, figureId, caption } = row
    await app.call('pictures.write', {
      session: sheet.value.session,
      cells: [{ articleId, figureId, field: 'caption', from: caption, to: 'Theirs.' }]
    })
    await app.call('articles.settle', { id: articleId, session: sheet.value.session })
    await page.keyboard.press('Enter')
    const refused = page.getByRole('alert', { name: 'Words that are not stored' })
    await expect(refused).toContainText('In the rain.')
    await page.getByRole('link', { name: 'Mine' }).click()
    await expect(refused).toBeVisible()
    await refused.getByRole('button', { name: 'Store mine' }).click()
    await expect(grid).toContainText('at the quay. In the rain.')
    await page.getByRole('link', { name: 'Mine' }).click()
    await expect(grid).toBeHidden()
  })
})

test('a picture in the article is cut by the keys, exchanged out of the library, and keeps its words', async ({
  app
}) => {
  test.setTimeout(120_000)
  const { page } = app
  await foundDesk(page, { desk: 'The Harbour Gazette', name: 'Ruth Okafor', role: /alone/ })
  await page.getByRole('link', { name: 'Pictures' }).click()
  await dropFiles(page, page.getByRole('heading', { name: 'No pictures yet' }), [
    await picture('library.jpg', '#6b905b', { caption: 'Out of the library.', credit: 'Archive', alt: 'A field' })
  ])
  await expect(page.getByText('1 picture is in the library.')).toBeVisible()
  await page.getByRole('link', { name: 'Mine' }).click()
  await page.getByRole('button', { name: 'New article' }).first().click()
  await expect(articleText(page)).toBeFocused()
  await page.keyboard.type('A wall')
  await page.keyboard.press('Enter')
  await page.keyboard.press('Enter')
  await page.keyboard.type('Copy.')
  await dropFiles(page, articleText(page).locator('p', { hasText: 'Copy' }), [
    await picture('quay.jpg', '#5b7a90', { caption: 'The quay.', credit: 'NTB' })
  ])
  const figure = page.getByRole('figure')
  await expect(figure).toContainText('The quay.', { timeout: 20_000 })
  await expect(figure).toContainText('Caption from the file, credit from the file')
  await figure.getByText('The quay.').click()
  await page.keyboard.press('End')
  await page.keyboard.type(' At noon.')
  await expect(figure).toContainText('Caption typed, credit from the file')

  await test.step('the crop is made without the pointer, and can be undone', async () => {
    await figure.getByRole('button', { name: 'Crop…' }).click()
    const dialog = page.getByRole('dialog', { name: 'Crop and focus' })
    await dialog.getByRole('button', { name: /^Bottom right corner/ }).focus()
    for (let i = 0; i < 4; i++) await page.keyboard.press('Shift+ArrowLeft')
    await dialog.getByRole('button', { name: /^Focus,/ }).focus()
    await page.keyboard.press('Shift+ArrowUp')
    await expect(dialog.getByText('900 × 1000')).toBeVisible()
    await expectAccessible(page)
    await shot(page, 'crop')
    await dialog.getByRole('button', { name: 'Use this crop' }).click()
    await expect(figure.getByRole('button', { name: 'Cropped…' })).toBeVisible()
    const box = await figure.locator('.shot').boundingBox()
    expect((box?.width ?? 0) / (box?.height ?? 1)).toBeCloseTo(0.9, 1)
    await expectStored(page)
    await page.reload()
    await expect(figure.getByRole('button', { name: 'Cropped…' })).toBeAttached()
  })

  await test.step('another picture comes from the library: the words stay, and the others are offered', async () => {
    await figure.hover()
    await figure.getByRole('button', { name: 'From the library…' }).click()
    const library = page.getByRole('dialog', { name: 'From the library' })
    await library.getByLabel('Search the library').fill('field')
    await expect(library.getByRole('listitem')).toHaveCount(1)
    await expectAccessible(page)
    await shot(page, 'from-the-library')
    await library.getByRole('button', { name: /Out of the library/ }).click()
    const offer = page.getByRole('dialog', { name: 'The new picture brings other words' })
    await expect(offer.getByRole('group')).toHaveCount(2)
    await offer.getByRole('group', { name: 'Credit' }).getByRole('radio', { name: /Take/ }).check()
    await expectAccessible(page)
    await shot(page, 'other-words')
    await offer.getByRole('button', { name: 'Take one' }).click()
    await expect(figure).toContainText('The quay. At noon.')
    await expect(figure).toContainText('Archive')
    await expect(figure).toContainText('Caption typed, credit from the library')
    await expect(figure.getByLabel('Alt text')).toHaveValue('A field')
    await expectStored(page)
    await shot(page, 'figure')
  })

  await test.step('two pictures stand in one gallery, and out of it again', async () => {
    await dropFiles(page, articleText(page).locator('p', { hasText: 'Copy' }), [
      await picture('second.jpg', '#905b7a', { caption: 'Second.' })
    ])
    await expect(figure).toHaveCount(2)
    await expect(figure.nth(0)).toContainText('Second.', { timeout: 20_000 })
    await figure.nth(1).hover()
    await figure.nth(1).getByRole('button', { name: 'Gallery with the picture before' }).click()
    const [first, second] = [await figure.nth(0).boundingBox(), await figure.nth(1).boundingBox()]
    expect(second?.y).toBe(first?.y)
    expect(second?.x).toBeGreaterThan((first?.x ?? 0) + 100)
    await expectAccessible(page)
    await shot(page, 'gallery')
    await figure.nth(1).hover()
    await figure.nth(1).getByRole('button', { name: 'Out of the gallery' }).click()
    expect((await figure.nth(1).boundingBox())?.x).toBe((await figure.nth(0).boundingBox())?.x)
  })
})
