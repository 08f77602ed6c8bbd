import { getImage } from '@/lib/attendance/queries/photos'
import { currentCtx } from '@/lib/auth/actor'
import { imageWidths, readImage } from '@/lib/files/image'
import { route } from '@/lib/route'

type Context = { params: Promise<{ id: string }> }

/** An image in one of its widths (`?w=480`; the larger one else). Its content never changes, but who may see it may. */
export const GET = route(async (request: Request, { params }: Context) => {
  const { key, hash, isPublic } = await getImage(await currentCtx(), (await params).id)
  const asked = Number(new URL(request.url).searchParams.get('w'))
  const width = imageWidths.find((w) => w === asked) ?? 1280
  const etag = `"${hash.slice(0, 32)}-${width}"`
  const headers = {
    'content-type': 'image/webp',
    'content-disposition': 'inline; filename="image.webp"',
    'x-content-type-options': 'nosniff',
    'content-security-policy': "default-src 'none'; sandbox",
    'cache-control': isPublic ? 'public, max-age=86400, immutable' : 'private, no-store',
    etag,
  }
  if (request.headers.get('if-none-match') === etag) return new Response(null, { status: 304, headers })
  return new Response(new Uint8Array(await readImage(key, width)), { headers })
})
