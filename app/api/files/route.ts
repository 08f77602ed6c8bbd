import { currentCtx } from '@/lib/auth/actor'
import { isShort } from '@/lib/auth/form'
import { isSameOrigin } from '@/lib/auth/peer'
import { AppError } from '@/lib/errors'
import { MAX_IMAGE_BYTES, takeImage } from '@/lib/files/image'
import { route } from '@/lib/route'

const ROOM_FOR_FORM = 10_000

/** One image posted by a form of ours as `file`: kept for its owner, who then hangs it on something. Answers its id and size. */
export const POST = route(async (request: Request) => {
  if (!(await isSameOrigin())) throw new AppError('forbidden')
  const ctx = await currentCtx()
  if (ctx.actor.kind !== 'person') throw new AppError('sign_in_required')
  if (!isShort(request, MAX_IMAGE_BYTES + ROOM_FOR_FORM)) throw new AppError('image_too_large')
  const file = (await request.formData().catch(() => null))?.get('file')
  if (!(file instanceof File) || file.size === 0) throw new AppError('image_unreadable')
  return Response.json(await takeImage(ctx, new Uint8Array(await file.arrayBuffer()), { ownerId: ctx.actor.personId }), { status: 201 })
})
