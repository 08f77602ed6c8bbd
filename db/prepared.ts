import { type Db, rootOf } from './client'

type Executable<T> = { execute(values: Record<string, unknown>): Promise<T> }
type Preparable<T> = { prepare(name: string): Executable<T> }

/**
 * A statement that is built once for each database and then run with other values, in whatever transaction: for the
 * statements of commands that are run most, where Drizzle's building costs more than the running. `build` makes it with
 * `sql.placeholder(name)`; a placeholder of an instant or of JSON takes no null,
 * and what the schema makes anew for each row (`$defaultFn`: ids) needs a placeholder, or it would be made once.
 *
 * It goes to the connection at the call, before the call returns. So statements called one after another run in this
 * order, each on what the one before has left, though nobody waited in between: what is called after a lock is read
 * under the lock (READ COMMITTED looks anew for each statement).
 */
export function prepared<T>(build: (db: Db) => Preparable<T>): (db: Db, values: Record<string, unknown>) => Promise<T> {
  const statements = new WeakMap<Db, Executable<T>>()
  return (db, values) => {
    const root = rootOf(db)
    let statement = statements.get(root)
    if (!statement) {
      statement = build(root).prepare('')
      statements.set(root, statement)
    }
    return (Object.create(statement, { client: { value: clientOf(db) } }) as Executable<T>).execute(values)
  }
}

/** The connection of a database or transaction, which Drizzle binds to a statement where it is prepared. */
const clientOf = (db: Db): unknown => (db._ as unknown as { session: { client: unknown } }).session.client
