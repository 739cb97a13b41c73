import type { Config } from '../../config/index.ts';
import type { Finding } from './finding.ts';

const timeoutMs = 10_000;
const proof =
  'This proves the name, the certificate and the way in as seen from this machine. It does not prove that Meta gets in from outside: another DNS view or a firewall may stand between.';

/** What our own public address gave back. */
export type PublicAnswer =
  | { reached: true; status: number; contentType: string; isOurs: boolean }
  | { reached: false; code: string };

/** Fetches `/healthz` under the public address, as a stranger would; follows no redirect. */
export async function fetchPublicAddress(config: Config, fetchIt: typeof fetch): Promise<PublicAnswer> {
  try {
    const response = await fetchIt(`${config.publicUrl}/healthz`, {
      redirect: 'manual',
      signal: AbortSignal.timeout(timeoutMs),
    });
    const text = (await response.text()).slice(0, 1000);
    return {
      reached: true,
      status: response.status,
      contentType: response.headers.get('content-type') ?? '',
      isOurs: response.status === 200 && /^\{"status":"ok"\}$/.test(text),
    };
  } catch (error) {
    const { cause, name } = error as { cause?: { code?: string }; name?: string };
    return { reached: false, code: cause?.code ?? name ?? 'unknown' };
  }
}

/** Judges the answer, and says what it does and does not prove. */
export function judgePublicAddress(config: Config, answer: PublicAnswer): Finding {
  const { publicUrl } = config;
  if (!answer.reached)
    return {
      check: 'public address',
      level: 'warning',
      says: `${publicUrl} did not answer from here (${answer.code}). This proves nothing about Meta: behind NAT a server often cannot reach its own name.`,
      fix: 'Start Tintype and open the address in a browser outside your network. Meta fetches every picture from it.',
    };
  if (answer.isOurs) {
    const says = `${publicUrl} answers as Tintype.`;
    return { check: 'public address', level: 'ok', says: config.isSimulated ? says : `${says} ${proof}` };
  }
  const isPage = answer.contentType.includes('text/html');
  return {
    check: 'public address',
    level: 'problem',
    says: `${publicUrl} answers, but not as Tintype (status ${answer.status}${isPage ? ', a web page' : ''}).`,
    fix: isPage
      ? "Something in front answers first, often a tunnel's warning page or a proxy's log-in: Meta would get that page instead of your pictures."
      : 'Let your proxy pass every path to Tintype unchanged, without a redirect.',
  };
}
