import { bareGroups } from '../rows.bench'

export const GET = async (request: Request) =>
  Response.json({ items: await bareGroups(Number(new URL(request.url).searchParams.get('limit') ?? 30)) })
