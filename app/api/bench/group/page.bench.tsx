import { notFound } from 'next/navigation'
import { bareGroup } from '../rows.bench'

export default async function Bare({ searchParams }: { searchParams: Promise<{ slug?: string }> }) {
  const group = await bareGroup((await searchParams).slug ?? '')
  if (!group) notFound()
  return (
    <main>
      <h1>{group.names.en ?? group.names.zh}</h1>
      <p>{group.purpose?.en ?? group.purpose?.zh}</p>
      <p>{group.members}</p>
      <ul>
        {group.next?.map((item) => (
          <li key={item.slug}>
            <a href={`/en/activities/${item.slug}`}>{item.titles.en ?? item.titles.zh}</a>
          </li>
        ))}
      </ul>
    </main>
  )
}
