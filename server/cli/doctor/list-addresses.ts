import type { Config } from '../../config/index.ts';
import type { Finding } from './finding.ts';

/** The addresses that the Meta console must hold, exactly as they stand here. */
export function listAddresses(config: Config): Finding[] {
  const { publicUrl } = config;
  const lines: Finding[] = [];
  if (config.instagramApp)
    lines.push({
      check: 'addresses',
      level: 'ok',
      says: 'Instagram > API setup with Instagram login > Business login settings:',
      copy: [
        `OAuth redirect URI     ${publicUrl}/oauth/instagram/callback`,
        `Deauthorize callback   ${publicUrl}/meta/deauthorize`,
        `Data deletion request  ${publicUrl}/meta/data-deletion`,
      ],
    });
  if (config.facebookApp)
    lines.push({
      check: 'addresses',
      level: 'ok',
      says: 'Facebook Login for Business > Settings (data deletion: App settings > Basic):',
      copy: [
        `OAuth redirect URI     ${publicUrl}/oauth/facebook/callback`,
        `Deauthorize callback   ${publicUrl}/meta/deauthorize`,
        `Data deletion request  ${publicUrl}/meta/data-deletion`,
      ],
    });
  lines.push({
    check: 'webhooks',
    ...(config.webhookVerifyToken
      ? {
          level: 'ok',
          says: 'Webhooks > Instagram, fields comments, mentions and story_insights; the verify token is META_WEBHOOK_VERIFY_TOKEN:',
          copy: [`Callback URL           ${publicUrl}/webhooks/meta`],
        }
      : {
          level: 'warning',
          says: 'META_WEBHOOK_VERIFY_TOKEN is not set: comments are read every minute, and do not arrive by themselves.',
          fix: 'Set it to a long random text, and enter the same one in the Meta console.',
        }),
  });
  return lines;
}
