import { spawnSync } from 'node:child_process'
import { statSync } from 'node:fs'
import { Problem } from './problem.mjs'

/** The name PostgreSQL runs under when Doorstep is started by root. */
export const systemUser = 'doorstep-db'

function lookUp(name) {
  const id = flag => Number(spawnSync('id', [flag, name], { encoding: 'utf8' }).stdout?.trim() || Number.NaN)
  const [uid, gid] = [id('-u'), id('-g')]
  return Number.isInteger(uid) && uid > 0 && Number.isInteger(gid) ? { uid, gid, name } : undefined
}

/**
 * The unix user that runs the database, as spawn options: `{}` for an ordinary user, `{ uid, gid }` when we are root
 * (PostgreSQL refuses root). A cluster that exists is run by the user who owns its files.
 */
export function databaseUser(existingCluster) {
  const me = process.getuid()
  const owner = existingCluster && statSync(existingCluster)
  if (me !== 0) {
    if (owner && owner.uid !== me)
      throw new Problem(
        `The database in ${existingCluster} belongs to the system user with uid ${owner.uid}: start Doorstep as that user or as root. ` +
          `数据库目录属于另一个系统用户（uid ${owner.uid}），请用该用户或 root 启动。`,
      )
    return {}
  }
  if (owner && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid }
  let user = lookUp(systemUser)
  if (!user) {
    const options = ['--system', '--user-group', '--no-create-home', '--home-dir', '/nonexistent']
    spawnSync('useradd', [...options, '--shell', '/usr/sbin/nologin', systemUser])
    user = lookUp(systemUser) ?? lookUp('postgres') ?? lookUp('nobody')
  }
  if (!user) throw new Problem(`PostgreSQL does not run as root and no system user ${systemUser} could be created.`)
  return { uid: user.uid, gid: user.gid }
}

/** Whether a user can do a shell test (`-x`, `-r`, `-w`) on every one of the paths; asked of the kernel, as that user. */
export function userCan(user, test, paths) {
  const script = `for p in "$@"; do [ ${test} "$p" ] || exit 1; done`
  return spawnSync('/bin/sh', ['-c', script, 'sh', ...paths], { ...user, cwd: '/' }).status === 0
}
