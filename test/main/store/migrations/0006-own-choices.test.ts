import { expect, test } from 'vitest'
import { emptyPictureMetadata } from '#shared/article/media.ts'
import { expectOk } from '#shared/result.ts'
import { migrations } from '#main/store/migrations/index.ts'
import { openStore } from '#main/store/open.ts'
import { readRecordOf } from '#main/store/pictures.ts'
import { readPreferences } from '#main/store/preferences.ts'
import { addEarlyAccount, newFolder } from '../support.ts'

const before = migrations.findIndex((step) => step.includes('CREATE TABLE preference'))

test('a desk of before is opened with nothing chosen, and its pictures brought in by nobody that is known', () => {
  const folder = newFolder()
  const old = expectOk(openStore(folder, migrations.slice(0, before)))
  const account = addEarlyAccount(old)
  const words = JSON.stringify({ ...emptyPictureMetadata, caption: 'The quay' })
  old.database.exec(`
    INSERT INTO picture (hash, file_name, media_type, size, width, height, metadata, conflicts, added_at)
      VALUES ('h', 'quay.jpg', 'image/jpeg', 1, 1, 1, '${words}', '[]', '2026-01-01T00:00:00.000Z');
    INSERT INTO picture_record (hash, added_at, lacks, version, record) VALUES ('h', '2026-01-01T00:00:00.000Z', 0, 1, '${words}');`)
  old.close()

  const store = expectOk(openStore(folder))
  expect(readRecordOf(store, 'h')).toMatchObject({ addedBy: null, changedBy: null, record: { caption: 'The quay' } })
  expect(readPreferences(store, account)).toEqual({})
  store.close()
})
