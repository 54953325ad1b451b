/** What the screen app shows of the portal; the phone app's pages are in `web/routes.tsx`. */
export { LobbyPage } from './web/screen/lobby-page.tsx'
