import { connection } from 'next/server'
import { BareList } from '../list.bench'
import { bareList } from '../rows.bench'

export default async function Bare() {
  await connection()
  return <BareList items={await bareList(30, 3650)} />
}
