import { runCrashes } from './crash/run-crashes.ts';

/**
 * `npm run crash [-- --kills 50 --seed 7]`: kills the product again and again while it connects and publishes, and counts
 * what was lost or doubled. Exits with 1 when anything was.
 */
const flag = (name: string) => process.argv[process.argv.indexOf(`--${name}`) + 1];
const kills = process.argv.includes('--kills') ? Number(flag('kills')) : 50;
const seed = process.argv.includes('--seed') ? Number(flag('seed')) : Math.floor(Math.random() * 2 ** 31);

console.log(`Killing the product ${kills} times, seed ${seed}.`);
const report = await runCrashes({ kills, seed, say: (line) => console.log(line) });
console.log(JSON.stringify(report, null, 2));
const faults =
  report.doublePosts + report.lostPosts + report.wrongMediaIds + report.halfConnections + report.strayTokens;
process.exitCode = faults > 0 ? 1 : 0;
