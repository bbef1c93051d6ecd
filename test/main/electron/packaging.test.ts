import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join, resolve } from 'node:path'
import Ajv from 'ajv'
import { expect, test } from 'vitest'
import { parse } from 'yaml'

const root = resolve(import.meta.dirname, '../../..')
const config = parse(readFileSync(join(root, 'electron-builder.yml'), 'utf8')) as Record<string, { icon?: string }>

test('the packaging configuration is one that electron-builder takes', () => {
  const require = createRequire(createRequire(import.meta.url).resolve('electron-builder'))
  const scheme = JSON.parse(readFileSync(require.resolve('app-builder-lib/scheme.json'), 'utf8')) as object
  const ajv = new Ajv({ strict: false, allErrors: true, logger: false })
  const validate = ajv.compile(scheme)
  validate(config)
  expect(validate.errors ?? []).toEqual([])
})

test('the fuses shut every way to run other code as Copydesk', () => {
  expect(config.electronFuses).toMatchObject({
    runAsNode: false,
    enableCookieEncryption: true,
    enableNodeOptionsEnvironmentVariable: false,
    enableNodeCliInspectArguments: false,
    enableEmbeddedAsarIntegrityValidation: true,
    onlyLoadAppFromAsar: true,
    grantFileProtocolExtraPrivileges: false
  })
})

test('the icons that it names are there', () => {
  for (const platform of ['mac', 'win', 'linux'])
    expect(existsSync(join(root, config[platform]?.icon ?? 'none'))).toBe(true)
})
