import { notFound } from 'next/navigation'
import { BareList } from '../list.bench'
import { bareActivity } from '../rows.bench'

export default async function Bare({ searchParams }: { searchParams: Promise<{ slug?: string }> }) {
  const item = await bareActivity((await searchParams).slug ?? '')
  if (!item) notFound()
  return <BareList items={[item]} />
}
