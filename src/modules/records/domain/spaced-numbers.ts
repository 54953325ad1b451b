/** Numbers as people read them out: `139 0000 0000`, `510104 19490501 0013`. The blanks inside one number go. */
const spacedPhone = /(?<!\d)(1[3-9]\d)[ \u3000-](\d{4})[ \u3000-](\d{4})(?!\d)/g
const spacedIdentity = /(?<!\d)(\d{6})[ \u3000](\d{8})[ \u3000](\d{3}[\dXx])(?![\dA-Za-z])/g

export const joinNumbers = (text: string): string =>
  text.replace(spacedPhone, '$1$2$3').replace(spacedIdentity, '$1$2$3')
