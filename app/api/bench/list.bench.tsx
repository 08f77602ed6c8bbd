import type { BareActivity } from './rows.bench'

export function BareList({ items }: { items: BareActivity[] }) {
  return (
    <ul>
      {items.map((item) => (
        <li key={item.slug}>
          <a href={`/en/activities/${item.slug}`}>{item.titles.en ?? item.titles.zh}</a> {item.starts_at} {item.venue?.en ?? item.venue?.zh}{' '}
          {item.hosts?.map((host) => host.names.en ?? host.names.zh).join(', ')} {item.taken} / {item.capacity}
        </li>
      ))}
    </ul>
  )
}
