import { currentCtx } from '@/lib/auth/actor'
import { isShort, localeOf, seeOther } from '@/lib/auth/form'
import { isSameOrigin } from '@/lib/auth/peer'
import { AppError } from '@/lib/errors'
import { beginImport } from '@/lib/imports/commands/runs'
import { getImportScope } from '@/lib/imports/queries/runs'
import { MAX_UPLOAD_BYTES } from '@/lib/imports/schema/csv'
import { MAX_FILES } from '@/lib/imports/schema/page'
import { route } from '@/lib/route'

/** Spreadsheets posted by the import page (whose it is stands in the address): kept for a preview, to which it answers. */
export const POST = route(async (request: Request) => {
  if (!(await isSameOrigin())) throw new AppError('forbidden')
  const asked = new URL(request.url).searchParams
  const slug = asked.get('group') || null
  const locale = localeOf(asked.get('locale') ?? undefined)
  const path = `/${locale}${slug ? `/organize/groups/${encodeURIComponent(slug)}/import` : '/admin/import'}`
  const ctx = await currentCtx()
  if (ctx.actor.kind === 'visitor') return seeOther(`/${locale}/sign-in?returnTo=${encodeURIComponent(path)}`)
  const { group } = await getImportScope(ctx, slug)
  if (!isShort(request, MAX_UPLOAD_BYTES + 10_000)) return seeOther(`${path}?error=too_large`)
  const form = await request.formData().catch(() => null)
  if (!form) return seeOther(`${path}?error=invalid_input`)
  const files = form.getAll('files').filter((file): file is File => file instanceof File && file.size > 0)
  if (files.length === 0 || files.length > MAX_FILES) return seeOther(`${path}?error=no_files`)
  if (files.reduce((sum, file) => sum + file.size, 0) > MAX_UPLOAD_BYTES) return seeOther(`${path}?error=too_large`)
  const order = form.get('order')
  const { runId } = await beginImport(ctx, {
    groupId: group?.id ?? null,
    order: order === 'dmy' || order === 'mdy' ? order : null,
    files: await Promise.all(
      files.map(async (file) => ({
        name: file.name
          .replace(/^.*[\\/]/, '')
          .replaceAll('\0', '')
          .slice(0, 120),
        bytes: new Uint8Array(await file.arrayBuffer()),
      })),
    ),
  })
  return seeOther(`${path}?run=${runId}`)
})
