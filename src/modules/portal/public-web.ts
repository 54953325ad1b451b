/** What other apps show of the portal; the phone app's pages are in `web/routes.tsx`. */
export { monthLinks } from './domain/month-links.ts'
export { LobbyPage } from './web/screen/lobby-page.tsx'
