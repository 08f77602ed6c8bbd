import { type ChildProcess, spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { answers, isBuildStale, next, root } from './work.mjs'

/** Starts the build as a production server, as the tests do that ask it by HTTP; the caller ends it. */
export async function startProduction(port: number, env: Record<string, string>): Promise<ChildProcess> {
  if (isBuildStale()) throw new Error('This test asks the production server: npm run build first (npm test does)')
  const child = spawn(process.execPath, [next, 'start', '-p', String(port)], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    env: {
      ...process.env,
      NODE_ENV: 'production',
      HOSTNAME: '',
      NEXTAUTH_URL: `http://localhost:${port}`,
      NEXTAUTH_SECRET: 'a test',
      LOG_LEVEL: 'fatal',
      ...env,
    },
  })
  let said = ''
  child.stderr?.on('data', (chunk) => (said = (said + chunk).slice(-4000)))
  if (await answers(`http://localhost:${port}/api/readyz`, { child })) return child
  child.kill('SIGKILL')
  throw new Error(`the production server did not start\n${said}`)
}

/** The build's actions: each with its id, and a page of the app that has it, as `/me/groups`. */
export function actionsOfBuild(): { name: string; id: string; page: string }[] {
  const { node } = JSON.parse(readFileSync(join(root, '.next/server/server-reference-manifest.json'), 'utf8')) as {
    node: Record<string, { exportedName: string; workers: Record<string, unknown> }>
  }
  return Object.entries(node).map(([id, { exportedName, workers }]) => ({
    name: exportedName,
    id,
    page: Object.keys(workers)[0]?.replace(/^app\/\[locale\]|\/\([\w-]+\)|\/page$/g, '') || '/',
  }))
}

/** The id of one action; throws where the build has none of that name. */
export function actionId(name: string): string {
  const found = actionsOfBuild().find((action) => action.name === name)
  if (!found) throw new Error(`The build has no ${name}`)
  return found.id
}

/** The headers with which a browser on `address` posts an action, signed in by a session's token. */
export const actionHeaders = (address: string, id: string, token: string) => ({
  'next-action': id,
  'content-type': 'text/plain;charset=UTF-8',
  accept: 'text/x-component',
  origin: address,
  cookie: `next-auth.session-token=${token}`,
})
