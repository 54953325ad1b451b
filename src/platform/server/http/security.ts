import type { FastifyReply } from 'fastify'

// antd writes its styles into the page, so styles may be inline; scripts never.
const policy = [
  "default-src 'self'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  // The card bridge listens on the desk's own computer; nothing outside it is ever allowed.
  "connect-src 'self' http://127.0.0.1:17617",
  "object-src 'none'",
  "base-uri 'self'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ')

/** Sent with every answer. No outside address is ever allowed. */
export const setSecurityHeaders = (reply: FastifyReply, secure: boolean): void => {
  reply.raw.setHeader('Content-Security-Policy', policy)
  reply.raw.setHeader('X-Content-Type-Options', 'nosniff')
  reply.raw.setHeader('Referrer-Policy', 'same-origin')
  reply.raw.setHeader('X-Frame-Options', 'DENY')
  reply.raw.setHeader('Permissions-Policy', 'camera=(self), microphone=(), geolocation=(self)')
  if (secure) reply.raw.setHeader('Strict-Transport-Security', 'max-age=31536000')
}
