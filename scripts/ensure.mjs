/**
 * Makes a checkout ready to run: installs the packages of the lockfile when they changed, and sees to it that the
 * pinned Node is the one npm scripts find. With `--chromium` it also provides a browser for the journeys.
 *
 * Plain JavaScript without packages, because it runs before there are any, on whatever Node (20.19 and up) is at hand.
 * Safe to call before every command: when nothing changed it only reads two files and asks one version.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const oldestNode = 26;
const root = dirname(dirname(fileURLToPath(import.meta.url)));
const lockfile = join(root, 'package-lock.json');
const marker = join(root, 'node_modules', '.installed');
const pinnedNode = join(root, 'node_modules', '.bin', process.platform === 'win32' ? 'node.cmd' : 'node');
const wantsChromium = process.argv.includes('--chromium');

installWhenChanged();
linkPinnedNode();
refuseAnOlderNode();
if (wantsChromium) ensureChromium();

function installWhenChanged() {
  const lockBefore = readFileSync(lockfile);
  const wanted = fingerprint(lockBefore);
  const packages = neededPackages();
  const [installed, installedPackages] = readText(marker).trim().split(' ');
  if (installed === wanted && (installedPackages === packages || installedPackages === 'dev')) return;

  say('Installing packages. The first time this takes a minute or two.');
  // Without the marker an install that is cut short is simply repeated by the next command.
  rmSync(marker, { force: true });
  const status = runNpm([
    'install',
    '--no-save',
    '--no-audit',
    '--no-fund',
    packages === 'dev' ? '--include=dev' : '--omit=dev',
    '--loglevel=error',
  ]);
  if (status !== 0) {
    stop(
      `npm install did not finish (exit code ${status}). Its messages above say why; mend that and try again.`,
    );
  }
  if (!readFileSync(lockfile).equals(lockBefore)) {
    say('Note: npm changed package-lock.json. Restore it with "git checkout package-lock.json".');
  }
  mkdirSync(dirname(marker), { recursive: true });
  writeFileSync(marker, `${wanted} ${packages}\n`);
}

/** A production start of a built web app needs no build tools; everything else does. */
function neededPackages() {
  const isBuilt = existsSync(join(root, 'dist', 'web', '.built'));
  return process.env.NODE_ENV === 'production' && isBuilt && !wantsChromium ? 'production' : 'dev';
}

function fingerprint(lock) {
  return createHash('sha256').update(lock).update(`${process.platform} ${process.arch}`).digest('hex');
}

/** npm itself keeps running on the Node that started it; only our own scripts need the pinned one. */
function runNpm(args) {
  const cli = process.env.npm_execpath ?? '';
  const isNpm = /npm-cli\.c?js$/.test(cli) && existsSync(cli);
  const result = isNpm
    ? spawnSync(nodeOfNpm(), [cli, ...args], { cwd: root, env: withoutNpmVariables(), stdio: 'inherit' })
    : spawnSync('npm', args, {
        cwd: root,
        env: withoutNpmVariables(),
        stdio: 'inherit',
        shell: process.platform === 'win32',
      });
  if (result.error) stop(`npm could not be started (${result.error.message}). Install npm 10 or newer.`);
  return result.status ?? 1;
}

function nodeOfNpm() {
  const node = process.env.npm_node_execpath ?? '';
  return existsSync(node) ? node : process.execPath;
}

/**
 * Settings that an outer npm hands down (its prefix, its --omit) would bend the inner install. Those that only say how
 * the registry is reached stay.
 */
function withoutNpmVariables() {
  const reach = /^npm_config_(registry|userconfig|globalconfig|cache|cafile|noproxy|proxy|https?_proxy)$/;
  return Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !name.startsWith('npm_') || reach.test(name)),
  );
}

/** npm 10 leaves `.bin/node` out when several packages offer it, and scripts would silently run on the global Node. */
function linkPinnedNode() {
  if (process.platform === 'win32' || versionOf(pinnedNode) !== null) return;
  const candidates = [
    join(root, 'node_modules', `node-${process.platform}-${process.arch}`, 'bin', 'node'),
    join(root, 'node_modules', `node-bin-${process.platform}-${process.arch}`, 'bin', 'node'),
    // Where no package fits (musl, other processors) a Node of the system's own will do if it is new enough.
    realpathSync(process.execPath),
  ];
  const node = candidates.find((path) => majorOf(versionOf(path)) >= oldestNode);
  if (!node) return;
  mkdirSync(dirname(pinnedNode), { recursive: true });
  rmSync(pinnedNode, { force: true });
  const isOurs = node.startsWith(join(root, 'node_modules'));
  symlinkSync(isOurs ? join('..', node.slice(join(root, 'node_modules').length + 1)) : node, pinnedNode);
}

function refuseAnOlderNode() {
  const version = versionOf(pinnedNode);
  if (majorOf(version) >= oldestNode) return;
  const found = version
    ? `found ${version} in node_modules/.bin`
    : 'found none in node_modules/.bin that runs';
  // The next command tries the install again instead of trusting a broken one.
  rmSync(marker, { force: true });
  stop(
    `Tintype runs on Node ${oldestNode} or newer, but ${found}. For ${process.platform} on ${process.arch}, install ` +
      `Node ${oldestNode} yourself and run this again with it.`,
  );
}

function versionOf(node) {
  if (!existsSync(node)) return null;
  if (realpathSync(node) === realpathSync(process.execPath)) return process.version;
  try {
    const options = { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'], timeout: 30_000 };
    return process.platform === 'win32'
      ? execFileSync(`"${node}"`, ['--version'], { ...options, shell: true }).trim()
      : execFileSync(node, ['--version'], options).trim();
  } catch {
    return null; // It does not run here: the caller looks for another one.
  }
}

function majorOf(version) {
  return Number(/^v(\d+)\./.exec(version ?? '')?.[1] ?? 0);
}

/** The headless shell draws the same pages with a third less work; a whole Chromium or Chrome does as well. */
function ensureChromium() {
  if (process.env.CHROMIUM_PATH || existsSync('/usr/bin/chromium-headless-shell')) return;
  const whole = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
  const hasWhole = whole.some((path) => existsSync(path));
  const isDebian = /^ID=debian$/m.test(readText('/etc/os-release'));
  if (!isDebian || process.getuid?.() !== 0) {
    if (!hasWhole)
      say(
        'No Chromium found. Journeys in a browser need one: set CHROMIUM_PATH to a Chromium or Chrome program.',
      );
    return;
  }
  // Where there is a browser, a mirror out of reach is asked once and not before every command.
  const asked = join(root, 'node_modules', '.headless-shell-asked');
  if (hasWhole && existsSync(asked)) return;
  say('Installing Chromium’s headless shell from Debian for the journeys in a browser. This happens once.');
  if (installFromDebian('chromium-headless-shell')) return;
  if (hasWhole) {
    writeFileSync(asked, '');
    say('It could not be installed: the journeys use the Chromium that is there, and take longer.');
  } else if (!installFromDebian('chromium')) {
    say('Chromium could not be installed. Journeys in a browser will fail until CHROMIUM_PATH names one.');
  }
}

function installFromDebian(browser) {
  // Another program may hold Debian's package lock for a while.
  const apt = (args) =>
    spawnSync('apt-get', ['-o', 'DPkg::Lock::Timeout=300', '-qq', ...args], {
      env: { ...withoutNpmVariables(), DEBIAN_FRONTEND: 'noninteractive' },
      stdio: ['ignore', 'ignore', 'inherit'],
    }).status;
  const packages = [browser, 'fonts-noto-color-emoji'];
  return apt(['update']) === 0 && apt(['install', '-y', '--no-install-recommends', ...packages]) === 0;
}

function readText(path) {
  return existsSync(path) ? readFileSync(path, 'utf8') : '';
}

function say(sentence) {
  process.stdout.write(`${sentence}\n`);
}

function stop(sentence) {
  process.stderr.write(`${sentence}\n`);
  process.exit(1);
}
