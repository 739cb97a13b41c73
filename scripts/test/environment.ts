/** What this machine says about a Tintype of its own, or npm about itself, is not what is tested. */
const foreign =
  /^(npm_|INSTAGRAM_|FACEBOOK_|META_|SIMULATOR_|VAULT_)|^(HOST|PORT|PUBLIC_URL|DATA_DIR|DATABASE_URL|LOG_LEVEL|ROLE|TRUSTED_PROXIES|NODE_ENV)$/;

/** The environment of every check: without settings of an installation, with the project's own tools found first. */
export function cleanEnvironment(
  env: Record<string, string | undefined>,
  bin: string,
): Record<string, string | undefined> {
  const kept = Object.entries(env).filter(([name]) => !foreign.test(name));
  return { ...Object.fromEntries(kept), PATH: `${bin}:${env['PATH'] ?? ''}` };
}
