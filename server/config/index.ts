export { readEnv } from './env.ts';
export { ConfigError, defaultMetaBaseUrl, readConfig } from './config.ts';
export type { Config, ConfigProblem, LoginApp, Role } from './config.ts';
