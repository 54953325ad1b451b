/** Hands a text to the browser as a file; the byte-order mark lets Excel read Chinese. */
export const downloadText = (fileName: string, text: string, mediaType: string): void =>
  downloadBlob(fileName, new Blob(['\ufeff', text], { type: mediaType }))

export const downloadBlob = (fileName: string, blob: Blob): void => {
  const url = URL.createObjectURL(blob)
  const link = document.createElement('a')
  link.href = url
  link.download = fileName
  link.click()
  setTimeout(() => URL.revokeObjectURL(url), 10_000)
}

/** The bytes of a base64 answer as a file. */
export const downloadBase64 = (fileName: string, base64: string, mediaType: string): void => {
  const bytes = Uint8Array.from(atob(base64), letter => letter.charCodeAt(0))
  downloadBlob(fileName, new Blob([bytes], { type: mediaType }))
}
