// One configuration for the web apps; DOORSTEP_APP names which one.
import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import { keeper, phoneTexts, pureEndpoints } from './vite-phone.ts'

const root = dirname(dirname(fileURLToPath(import.meta.url)))

const apps = {
  staff: { base: '/staff/', target: ['chrome107', 'edge107', 'firefox104', 'safari16'] },
  // The phones of village households: old WebViews, and the WeChat browser.
  resident: { base: '/m/', target: ['chrome86', 'safari14'] }, // said to older ones by public/old-browser.js
  screen: { base: '/screen/', target: ['chrome86'] },
  field: { base: '/field/', target: ['chrome107'] },
} as const

const name = (process.env.DOORSTEP_APP ?? 'staff') as keyof typeof apps
const app = apps[name]
if (!app) throw new Error(`DOORSTEP_APP must be one of ${Object.keys(apps).join(', ')}`)
const publicDir = join(root, 'src/apps', name, 'public')

export default defineConfig({
  root: join(root, 'src/apps', name),
  base: app.base,
  publicDir: existsSync(publicDir) ? publicDir : false,
  cacheDir: join(root, 'node_modules/.vite', name),
  plugins: [
    react(),
    ...(name === 'resident'
      ? [phoneTexts(), pureEndpoints(), keeper(join(root, 'src/apps/resident/service-worker.js'), app.base)]
      : []),
  ],
  resolve: {
    dedupe: ['react', 'react-dom'],
    // Phones and screens send what the server checks: they need no schemas (35 kB less to load). They draw codes
    // themselves: of the library they need the arithmetic alone.
    alias:
      name === 'resident' || name === 'screen'
        ? {
            typebox: join(root, 'src/apps/resident/no-schemas.ts'),
            ...(name === 'resident' ? { qrcode: join(root, 'node_modules/qrcode/lib/core/qrcode.js') } : {}),
          }
        : {},
  },
  server: { fs: { allow: [root] }, proxy: { '/api': `http://localhost:${process.env.PORT ?? 8080}` } },
  build: {
    target: [...app.target],
    outDir: process.env.DOORSTEP_OUT ?? join(root, 'dist/web', name),
    emptyOutDir: true,
    sourcemap: false,
    assetsInlineLimit: 2048,
    // The page's CSP allows no inline script, and every app preloads through its own module graph.
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    chunkSizeWarningLimit: 1500,
  },
})
