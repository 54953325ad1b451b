import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { registerGlob, startI18n } from '#src/platform/web/i18n.ts'
import { guardOneKey } from '#src/ui/one-key.ts'
import { StaffApp } from './staff-app.tsx'
import '#src/ui/ui.css'
import '#src/ui/print.css'
import './styles/base.css'
import './styles/shell.css'
import './styles/pages.css'
import './styles/sign-in.css'
import './styles/small.css'

registerGlob(import.meta.glob('../../platform/locales/*.json', { import: 'default' }))
registerGlob(import.meta.glob('../../modules/*/locales/*.json', { import: 'default' }))

const root = document.getElementById('root')
if (!root) throw new Error('index.html has no #root')

guardOneKey()
await startI18n()
createRoot(root).render(
  <StrictMode>
    <StaffApp />
  </StrictMode>,
)
