import { openPool } from '../database/index.ts';
import { silentLog } from '../log.ts';
import { rotateKeys } from './rotate-keys.ts';
import { testClock } from './test-vault.ts';

/*
 * A rotation in a process of its own that ends itself by SIGKILL at the given progress report (0 is the first):
 * `node rotate-until-killed.ts <database> <keyring> <report>`. For rotate-keys.test.ts.
 */
const [connectionString = '', keyringFile = '', killAt = ''] = process.argv.slice(2);
const pool = openPool(connectionString, silentLog, 2);
let reports = 0;
await rotateKeys({
  db: pool.db,
  keyringFile,
  clock: testClock,
  log: silentLog,
  batchSize: 3,
  onProgress: () => {
    if (reports++ === Number(killAt)) process.kill(process.pid, 'SIGKILL');
  },
});
await pool.close();
