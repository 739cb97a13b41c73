export { readEnv } from './env.ts';
export { ConfigError, readConfig } from './config.ts';
export type { Config, ConfigProblem, LoginApp, Role } from './config.ts';
export type { MailConfig } from './mail.ts';
