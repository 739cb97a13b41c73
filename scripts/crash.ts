import { availableParallelism, loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { answerUnderKills } from './crash/answer-under-kills.ts';
import { crashKinds } from './crash/author.ts';
import { faultsOfAnswers } from './crash/judge-answers.ts';
import { faultsOf } from './crash/judge-posts.ts';
import { publishNaively } from './crash/publish-naively.ts';
import { publishUnderKills } from './crash/publish-under-kills.ts';
import { runCrashes } from './crash/run-crashes.ts';
import { secondPublishes, type SecondPublish } from './crash/scene.ts';
import { faultsOfTelling, tellUnderKills } from './crash/tell-under-kills.ts';

/**
 * `npm run crash [-- --kills 900 --posts 1000 --seed 7 …]`: kills workers, webs and the database while posts go out and one
 * answer in twenty is lost, and counts what was lost or doubled. `--only connections` does it while people connect and
 * disconnect, `--only inbox` while strangers write and a person answers, `--only intake` while webhooks are told. The same seed draws the same kills; how they fall
 * into the work is the machine's. Exits with 1 for any fault.
 */
const { values } = parseArgs({
  options: {
    only: { type: 'string', default: 'publishing' },
    kills: { type: 'string' },
    posts: { type: 'string', default: '1000' },
    accounts: { type: 'string', default: '150' },
    workers: { type: 'string', default: '3' },
    webs: { type: 'string', default: '2' },
    kinds: { type: 'string', default: crashKinds.join(',') },
    loss: { type: 'string', default: '0.05' },
    seed: { type: 'string' },
    // Kills and posts are shared out among the ways in which Instagram may answer a second publish.
    'second-publish': { type: 'string', default: 'refuse,same' },
  },
});
const seed = Number(values.seed ?? Math.floor(Math.random() * 2 ** 31));
const say = (line: string) => console.log(line);
const faults = await (values.only === 'connections'
  ? crashConnections()
  : values.only === 'inbox'
    ? crashInbox()
    : values.only === 'intake'
      ? crashIntake()
      : crashPublishing());
for (const fault of faults) say(`FAULT ${fault}`);
say(
  faults.length === 0 ? 'Nothing was lost, doubled or mistaken.' : `${faults.length} faults, seed ${seed}.`,
);
process.exitCode = faults.length === 0 ? 0 : 1;

async function crashPublishing(): Promise<string[]> {
  const ways = values['second-publish'].split(',').map(knownWay);
  const kinds = values.kinds.split(',').map((kind) => {
    const known = crashKinds.find((each) => each === kind);
    if (!known) throw new Error(`There is no kind "${kind}" here. There are ${crashKinds.join(', ')}.`);
    return known;
  });
  const loss = Number(values.loss);
  const found: string[] = [];
  say(
    `Seed ${seed}, load ${loadavg()[0]?.toFixed(1)} on ${availableParallelism()} processors. First a publisher without a ledger.`,
  );
  const naive = await publishNaively({ posts: 60, kills: 15, seed, secondPublish: 'refuse', loss });
  say(`Control: ${JSON.stringify(naive)}`);
  if (naive.doubles === 0) found.push('the control doubled nothing: this run proves nothing');
  for (const [at, secondPublish] of ways.entries()) {
    say(`\nA second publish of a container: ${secondPublish}.`);
    const report = await publishUnderKills({
      kills: Math.ceil(Number(values.kills ?? 900) / ways.length),
      posts: Math.ceil(Number(values.posts) / ways.length),
      accounts: Number(values.accounts),
      workers: Number(values.workers),
      webs: Number(values.webs),
      kinds,
      seed: seed + at,
      secondPublish,
      loss,
      say,
    });
    say(`Load ${loadavg()[0]?.toFixed(1)}.\n${JSON.stringify(report, null, 2)}`);
    if (secondPublish === 'again')
      say(
        `Doubles: ${report.verdict.doubles.length}. If Instagram posted twice for a container that is published twice, the one repeat ` +
          'that is made after a minute of looking in vain could double a post whose first call acts later than that. Nothing on our side can see this.',
      );
    found.push(...report.endedByThemselves.map((words) => `ended by itself: ${words}`));
    const { doubles, ...others } = report.verdict;
    found.push(...faultsOf(secondPublish === 'again' ? { ...others, doubles: [] } : { ...others, doubles }));
  }
  return found;
}

async function crashInbox(): Promise<string[]> {
  const kills = Number(values.kills ?? 100);
  say(`Killing the product ${kills} times while strangers write and a person answers, seed ${seed}.`);
  const report = await answerUnderKills({
    kills,
    answers: kills,
    accounts: 3,
    workers: Number(values.workers),
    webs: Number(values.webs),
    seed,
    loss: Number(values.loss),
    lapse: 0.2,
    say,
  });
  say(JSON.stringify(report, null, 2));
  return faultsOfAnswers(report.verdict);
}

async function crashIntake(): Promise<string[]> {
  const kills = Number(values.kills ?? 30);
  say(`Killing the product ${kills} times while webhooks are told, seed ${seed}.`);
  const report = await tellUnderKills({ kills, between: 300, seed, say });
  say(JSON.stringify(report, null, 2));
  return faultsOfTelling(report);
}

async function crashConnections(): Promise<string[]> {
  const kills = Number(values.kills ?? 50);
  say(`Killing the product ${kills} times while people connect and disconnect, seed ${seed}.`);
  const report = await runCrashes({ kills, seed, say });
  say(JSON.stringify(report, null, 2));
  const counted = {
    doublePosts: report.doublePosts,
    lostPosts: report.lostPosts,
    wrongMediaIds: report.wrongMediaIds,
    halfConnections: report.halfConnections,
    deadConnections: report.deadConnections,
    strayTokens: report.strayTokens,
  };
  return Object.entries(counted).flatMap(([what, count]) => (count > 0 ? [`${what}: ${count}`] : []));
}

function knownWay(name: string): SecondPublish {
  const known = secondPublishes.find((each) => each === name);
  if (!known) throw new Error(`There is no way "${name}". There are ${secondPublishes.join(', ')}.`);
  return known;
}
