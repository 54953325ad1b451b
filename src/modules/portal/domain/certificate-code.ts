/** Twelve signs, as they are read off paper: small letters, spaces and dashes are nothing to be wrong about. */
export const codeIn = (typed: string): string => typed.replace(/[\s·.\-–—]/g, '').toUpperCase()
export const isCode = (code: string): boolean => /^[0-9A-Z]{12}$/.test(code)
