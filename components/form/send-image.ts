/** Sends one picture and tells how far it is (0 to 1); answers its id, or the code of the refusal. */
export function sendImage(file: File, onProgress: (done: number) => void): Promise<{ id: string } | { code: string }> {
  return new Promise((resolve) => {
    const request = new XMLHttpRequest()
    request.open('POST', '/api/files')
    request.responseType = 'json'
    request.upload.onprogress = (e) => e.lengthComputable && onProgress(e.loaded / e.total)
    request.onerror = () => resolve({ code: 'unavailable' })
    request.onload = () => resolve(request.status === 201 ? { id: request.response.id } : { code: request.response?.error ?? 'internal' })
    const body = new FormData()
    body.set('file', file)
    request.send(body)
  })
}

export const imageTypes = 'image/jpeg,image/png,image/webp,image/heic,image/avif'
