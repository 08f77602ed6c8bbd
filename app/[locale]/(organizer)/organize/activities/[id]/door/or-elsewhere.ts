import { notFound, redirect } from 'next/navigation'
import { AppError } from '@/lib/errors'

/** For a page's query: a visitor goes to sign in and comes back to `path`; whatever else is refused is not found. */
export const orElsewhere =
  (path: string) =>
  (error: unknown): never => {
    if (!(error instanceof AppError)) throw error
    if (error.code === 'sign_in_required') redirect(`/${path.split('/')[1]}/sign-in?returnTo=${encodeURIComponent(path)}`)
    notFound()
  }
