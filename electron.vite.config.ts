import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { svelte } from '@sveltejs/vite-plugin-svelte'
import { defineConfig } from 'electron-vite'

const at = (path: string) => resolve(import.meta.dirname, path)

const mainInputs = {
  index: at('src/main/index.ts'),
  web: at('src/main/web.ts'),
  'media-worker': at('src/main/media/worker.ts')
}

export default defineConfig({
  main: {
    build: {
      rolldownOptions: {
        input: Object.fromEntries(Object.entries(mainInputs).filter(([, file]) => existsSync(file))),
        // Beside the entries, so that import.meta.dirname is out/main in every one of them.
        output: { entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' }
      }
    }
  },
  preload: {
    build: {
      // A sandboxed preload can neither be an ES module nor require anything but electron.
      externalizeDeps: false,
      rolldownOptions: {
        input: { index: at('src/preload/index.ts') },
        output: { format: 'cjs', entryFileNames: '[name].cjs' }
      }
    }
  },
  renderer: {
    root: at('src/renderer'),
    publicDir: false,
    plugins: [svelte({ configFile: false })],
    build: {
      outDir: at('out/renderer'),
      minify: true,
      // The content security policy knows no data: addresses and no inline scripts.
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      rolldownOptions: { input: at('src/renderer/index.html') }
    }
  }
})
