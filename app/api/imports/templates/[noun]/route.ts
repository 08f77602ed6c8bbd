import { z } from 'zod'
import { localeOf } from '@/lib/auth/form'
import { csvResponse } from '@/lib/files/csv'
import { csvNouns } from '@/lib/imports/schema/csv'
import { templateRows } from '@/lib/imports/schema/templates'
import { route } from '@/lib/route'

/** A spreadsheet to fill in: the headings and two examples, which Excel opens with its letters right. */
export const GET = route(async (request: Request, { params }: { params: Promise<{ noun: string }> }) => {
  const noun = z.enum(csvNouns).parse((await params).noun)
  return csvResponse(`${noun}.csv`, templateRows(noun, localeOf(new URL(request.url).searchParams.get('locale') ?? undefined)))
})
