import sharp from 'sharp'

/** A drawing of ours as a PNG; what people wrote in it is text already. `shared`: whether caches on the way may keep it. */
export async function pngResponse(svg: string, { shared }: { shared: boolean }): Promise<Response> {
  const bytes = await sharp(Buffer.from(svg)).png({ compressionLevel: 9, palette: true }).toBuffer()
  return new Response(new Uint8Array(bytes), {
    headers: { 'content-type': 'image/png', 'cache-control': shared ? 'public, max-age=300' : 'private, no-store' },
  })
}
