import { useEffect, useState } from 'react'

/** A square code as an image; empty until it is drawn, and for no address. */
export const useQr = (address: string): string => {
  const [image, setImage] = useState('')
  useEffect(() => {
    let wanted = true
    setImage('')
    if (address !== '')
      void import('qrcode').then(({ default: library }) =>
        library.toDataURL(address, { margin: 1, width: 400 }).then(data => {
          if (wanted) setImage(data)
        }),
      )
    return () => {
      wanted = false
    }
  }, [address])
  return image
}
