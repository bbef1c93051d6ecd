import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { afterAll, expect, test } from 'vitest'
import { openMediaLibrary } from '#main/media/library.ts'
import { harmlessPictures, hostilePictures } from '#test/support/hostile-pictures.ts'

const folder = mkdtempSync(join(tmpdir(), 'copydesk-hostile-'))
const library = openMediaLibrary(folder)
afterAll(async () => {
  await library.close()
  rmSync(folder, { recursive: true, force: true })
})

const sound = async (width: number) =>
  sharp({ create: { width, height: 200, channels: 3, background: 'teal' } })
    .jpeg()
    .toBuffer()

/** Processor time of every thread, in milliseconds: a busy computer does not lengthen it. */
async function spentOn<T>(work: () => Promise<T>): Promise<{ reply: T; spent: number }> {
  const before = process.cpuUsage()
  const reply = await work()
  const { user, system } = process.cpuUsage(before)
  return { reply, spent: (user + system) / 1000 }
}

test.each(await hostilePictures())(
  '$name is refused within a second, and the next picture is taken',
  async ({ name, bytes }) => {
    expect((await library.add('sound.jpg', await sound(300))).ok).toBe(true)
    const { reply, spent } = await spentOn(() => library.add(`${name}.jpg`, bytes))
    expect(reply).toMatchObject({ ok: false, error: { message: expect.stringMatching(/^[A-Z].*\.$/) as unknown } })
    expect(spent).toBeLessThan(1000)
    expect((await library.add('next.jpg', await sound(301))).ok).toBe(true)
  }
)

test.each(await harmlessPictures())('$name is taken for the picture that it is', async ({ name, bytes }) => {
  await library.add('sound.jpg', await sound(300))
  const { reply, spent } = await spentOn(() => library.add(name, bytes))
  expect(reply).toMatchObject({ ok: true, value: { width: 300, height: 200 } })
  expect(spent).toBeLessThan(1000)
})
